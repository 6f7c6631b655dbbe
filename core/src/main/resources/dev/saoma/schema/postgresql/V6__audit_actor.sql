-- Who made a change: 'self' for the user of the row; '' in rows of earlier releases. Sign-ins, by their user themselves, are in
-- neither index, so that a login writes no page of them.

ALTER TABLE saoma_audit_event ADD COLUMN actor TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX saoma_audit_event_by_actor ON saoma_audit_event (actor, id) WHERE actor <> 'self' AND actor <> '';
CREATE INDEX saoma_audit_event_by_kind ON saoma_audit_event (kind, id) WHERE kind <> 'SIGNED_IN';
