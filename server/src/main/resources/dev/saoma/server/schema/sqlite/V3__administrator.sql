-- The administrators of the console. Role and sessions of a deleted account are deleted with it.

CREATE TABLE saoma_admin (
  user_id    TEXT NOT NULL PRIMARY KEY,
  role       TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  granted_by TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- user_id is null for the holder of the administrator's key.
CREATE TABLE saoma_console_session (
  hash             TEXT NOT NULL PRIMARY KEY,
  user_id          TEXT,
  authenticated_at INTEGER NOT NULL,
  last_seen_at     INTEGER NOT NULL,
  expires_at       INTEGER NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_console_session_by_expiry ON saoma_console_session (expires_at);
CREATE INDEX saoma_console_session_by_user ON saoma_console_session (user_id);
