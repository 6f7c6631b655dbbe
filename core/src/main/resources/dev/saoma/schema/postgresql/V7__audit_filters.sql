-- Filters of the audit trail that pass many rows each, and together few. Sign-ins, by their user themselves, are in none of these, so
-- that a login writes no page of them.

CREATE INDEX saoma_audit_event_by_user_kind ON saoma_audit_event (user_id, kind, id) WHERE kind <> 'SIGNED_IN';
CREATE INDEX saoma_audit_event_by_user_actor ON saoma_audit_event (user_id, actor, id) WHERE actor <> 'self' AND actor <> '';
CREATE INDEX saoma_audit_event_by_actor_kind ON saoma_audit_event (actor, kind, id) WHERE actor <> 'self' AND actor <> '';
