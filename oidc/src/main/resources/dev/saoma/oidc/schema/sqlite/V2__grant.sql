-- Authorization requests, and what clients were granted. Only hashes of codes and tokens. No row refers to a session by a foreign key: a
-- grant whose session is gone is how its end is noticed. Times are milliseconds since 1970, UTC.

CREATE TABLE saoma_oidc_request (
  hash         TEXT    NOT NULL PRIMARY KEY,
  browser      TEXT    NOT NULL,
  client_id    TEXT    NOT NULL,
  payload      TEXT    NOT NULL,
  made_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_oidc_request_by_expiry ON saoma_oidc_request (expires_at);
CREATE INDEX saoma_oidc_request_by_browser ON saoma_oidc_request (browser);

-- AUTOINCREMENT, so that no grant ever gets the number of an earlier one, whose tokens might be left.
CREATE TABLE saoma_oidc_grant (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id   TEXT    NOT NULL,
  client_id    TEXT    NOT NULL,
  user_id      TEXT    NOT NULL,
  auth_id      INTEGER NOT NULL,
  scope        TEXT    NOT NULL,
  auth_time    INTEGER NOT NULL,
  made_at      INTEGER NOT NULL,
  ended        TEXT,
  CONSTRAINT saoma_oidc_grant_session UNIQUE (session_id, client_id)
) STRICT;

CREATE TABLE saoma_oidc_code (
  hash         TEXT    NOT NULL PRIMARY KEY,
  grant_id     INTEGER NOT NULL,
  redirect_uri TEXT    NOT NULL,
  challenge    TEXT,
  nonce        TEXT,
  scope        TEXT    NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_oidc_code_by_grant ON saoma_oidc_code (grant_id);
CREATE INDEX saoma_oidc_code_by_expiry ON saoma_oidc_code (expires_at);

-- The tokens of one code are one family, also when refresh tokens rotate.
CREATE TABLE saoma_oidc_token (
  hash         TEXT    NOT NULL PRIMARY KEY,
  kind         TEXT    NOT NULL,
  grant_id     INTEGER NOT NULL,
  code_hash    TEXT    NOT NULL,
  scope        TEXT    NOT NULL,
  made_at      INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  replaced_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_oidc_token_by_grant ON saoma_oidc_token (grant_id, code_hash);
CREATE INDEX saoma_oidc_token_by_expiry ON saoma_oidc_token (expires_at);

-- Notices of ended sessions that a client has not accepted yet.
CREATE TABLE saoma_oidc_logout (
  id           INTEGER PRIMARY KEY,
  client_id    TEXT    NOT NULL,
  sid          TEXT    NOT NULL,
  sub          TEXT    NOT NULL,
  uri          TEXT    NOT NULL,
  tries        INTEGER NOT NULL,
  next_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX saoma_oidc_logout_by_client ON saoma_oidc_logout (client_id, next_at);
