-- Authorization requests, and what clients were granted. Only hashes of codes and tokens. No row refers to a session by a foreign key: a
-- grant whose session is gone is how its end is noticed. Times are milliseconds since 1970, UTC.

CREATE TABLE saoma_oidc_request (
  hash       VARBINARY(64) NOT NULL PRIMARY KEY,
  browser    VARBINARY(64) NOT NULL,
  client_id  VARBINARY(64) NOT NULL,
  payload    MEDIUMTEXT    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  made_at    BIGINT        NOT NULL,
  expires_at BIGINT        NOT NULL,
  INDEX saoma_oidc_request_by_expiry (expires_at),
  INDEX saoma_oidc_request_by_browser (browser)
) ENGINE = InnoDB;

CREATE TABLE saoma_oidc_grant (
  id         BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  session_id VARBINARY(64)  NOT NULL,
  client_id  VARBINARY(64)  NOT NULL,
  user_id    VARBINARY(512) NOT NULL,
  auth_id    BIGINT         NOT NULL,
  scope      TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  auth_time  BIGINT         NOT NULL,
  made_at    BIGINT         NOT NULL,
  ended      VARBINARY(16),
  CONSTRAINT saoma_oidc_grant_session UNIQUE (session_id, client_id)
) ENGINE = InnoDB;

CREATE TABLE saoma_oidc_code (
  hash         VARBINARY(64)  NOT NULL PRIMARY KEY,
  grant_id     BIGINT         NOT NULL,
  redirect_uri TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  challenge    VARBINARY(128),
  nonce        TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  scope        TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  expires_at   BIGINT         NOT NULL,
  used_at      BIGINT,
  INDEX saoma_oidc_code_by_grant (grant_id),
  INDEX saoma_oidc_code_by_expiry (expires_at)
) ENGINE = InnoDB;

-- The tokens of one code are one family, also when refresh tokens rotate.
CREATE TABLE saoma_oidc_token (
  hash        VARBINARY(64) NOT NULL PRIMARY KEY,
  kind        VARBINARY(16) NOT NULL,
  grant_id    BIGINT        NOT NULL,
  code_hash   VARBINARY(64) NOT NULL,
  scope       TEXT          CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  made_at     BIGINT        NOT NULL,
  expires_at  BIGINT        NOT NULL,
  replaced_at BIGINT,
  INDEX saoma_oidc_token_by_grant (grant_id, code_hash),
  INDEX saoma_oidc_token_by_expiry (expires_at)
) ENGINE = InnoDB;

-- Notices of ended sessions that a client has not accepted yet.
CREATE TABLE saoma_oidc_logout (
  id        BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  client_id VARBINARY(64)  NOT NULL,
  sid       VARBINARY(64)  NOT NULL,
  sub       VARBINARY(512) NOT NULL,
  uri       TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  tries     INTEGER        NOT NULL,
  next_at   BIGINT         NOT NULL,
  INDEX saoma_oidc_logout_by_client (client_id, next_at)
) ENGINE = InnoDB;
