-- The administrators of the console. Role and sessions of a deleted account are deleted with it.

CREATE TABLE saoma_admin (
  user_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  role       TEXT COLLATE "C" NOT NULL,
  granted_at BIGINT NOT NULL,
  granted_by TEXT COLLATE "C" NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
);

-- user_id is null for the holder of the administrator's key.
CREATE TABLE saoma_console_session (
  hash             TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  user_id          TEXT COLLATE "C",
  authenticated_at BIGINT NOT NULL,
  last_seen_at     BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
);
CREATE INDEX saoma_console_session_by_expiry ON saoma_console_session (expires_at);
CREATE INDEX saoma_console_session_by_user ON saoma_console_session (user_id);
