-- The counter of AUTOINCREMENT is a page of its own in every login. Without it a key is larger than all that are stored; after all rows
-- were swept, keys begin at 1 again.

CREATE TABLE saoma_audit_event_new (
  id          INTEGER PRIMARY KEY,
  happened_at INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  user_id     TEXT    NOT NULL,
  app_id      TEXT    NOT NULL,
  note        TEXT    NOT NULL
) STRICT;
INSERT INTO saoma_audit_event_new SELECT id, happened_at, kind, user_id, app_id, note FROM saoma_audit_event;
DROP TABLE saoma_audit_event;
ALTER TABLE saoma_audit_event_new RENAME TO saoma_audit_event;
CREATE INDEX saoma_audit_event_by_user ON saoma_audit_event (user_id, id);
