-- The administrators of the console. Role and sessions of a deleted account are deleted with it.

CREATE TABLE saoma_admin (
  user_id    VARBINARY(512) NOT NULL PRIMARY KEY,
  role       VARBINARY(32) NOT NULL,
  granted_at BIGINT NOT NULL,
  granted_by VARBINARY(520) NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
) ENGINE = InnoDB;

-- user_id is null for the holder of the administrator's key.
CREATE TABLE saoma_console_session (
  hash             VARBINARY(64) NOT NULL PRIMARY KEY,
  user_id          VARBINARY(512),
  authenticated_at BIGINT NOT NULL,
  last_seen_at     BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES saoma_account (id) ON DELETE CASCADE
) ENGINE = InnoDB;
CREATE INDEX saoma_console_session_by_expiry ON saoma_console_session (expires_at);
