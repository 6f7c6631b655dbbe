-- The link that opens the console of a new server, and the nodes that run. A console session of that link has no user, and says so.

CREATE TABLE saoma_setup_link (
  hash       TEXT NOT NULL PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE saoma_console_session ADD COLUMN opened_by TEXT;

CREATE TABLE saoma_node (
  node          TEXT NOT NULL PRIMARY KEY,
  host          TEXT NOT NULL,
  version       TEXT NOT NULL,
  started_at    INTEGER NOT NULL,
  seen_at       INTEGER NOT NULL,
  health        TEXT NOT NULL,
  store         TEXT NOT NULL,
  clock_ms      INTEGER NOT NULL,
  element_stamp TEXT NOT NULL,
  missing       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
