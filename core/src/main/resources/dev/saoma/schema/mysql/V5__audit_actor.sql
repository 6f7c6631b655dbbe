-- Who made a change: 'self' for the user of the row; '' in rows of earlier releases.

ALTER TABLE saoma_audit_event ADD COLUMN actor VARBINARY(520) NOT NULL DEFAULT '';
CREATE INDEX saoma_audit_event_by_actor ON saoma_audit_event (actor, id);
CREATE INDEX saoma_audit_event_by_kind ON saoma_audit_event (kind, id);
