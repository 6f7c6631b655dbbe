-- Every identifier compares byte by byte, which is SQLite's default (BINARY). Times are milliseconds since 1970, UTC.

CREATE TABLE saoma_wechat_auth (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id        TEXT    NOT NULL,
  user_id       TEXT    NOT NULL,
  open_id       TEXT    NOT NULL,
  union_id      TEXT,
  open_platform TEXT    NOT NULL,
  bound_at      INTEGER NOT NULL,
  profiled_at   INTEGER,
  CONSTRAINT saoma_wechat_auth_open UNIQUE (app_id, open_id),
  CONSTRAINT saoma_wechat_auth_user UNIQUE (app_id, user_id)
) STRICT;
CREATE INDEX saoma_wechat_auth_by_user ON saoma_wechat_auth (user_id);
CREATE INDEX saoma_wechat_auth_by_union ON saoma_wechat_auth (union_id);

CREATE TABLE saoma_wechat_person (
  open_platform TEXT NOT NULL,
  union_id      TEXT NOT NULL,
  user_id       TEXT NOT NULL,
  PRIMARY KEY (open_platform, union_id),
  CONSTRAINT saoma_wechat_person_user UNIQUE (open_platform, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE saoma_wechat_unlinked (
  app_id      TEXT    NOT NULL,
  user_id     TEXT    NOT NULL,
  unlinked_at INTEGER NOT NULL,
  PRIMARY KEY (app_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_wechat_unlinked_by_user ON saoma_wechat_unlinked (user_id);

CREATE TABLE saoma_ticket (
  hash       TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  browser    TEXT,
  payload    TEXT    NOT NULL,
  user_id    TEXT,
  app_id     TEXT    NOT NULL,
  auth_id    INTEGER,
  failures   INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (hash, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_ticket_by_expiry ON saoma_ticket (expires_at);
CREATE INDEX saoma_ticket_by_browser ON saoma_ticket (browser, kind) WHERE browser IS NOT NULL;
CREATE INDEX saoma_ticket_by_user ON saoma_ticket (user_id, app_id) WHERE user_id IS NOT NULL;

CREATE TABLE saoma_session (
  id               TEXT    NOT NULL PRIMARY KEY,
  secret_hash      TEXT    NOT NULL UNIQUE,
  user_id          TEXT    NOT NULL,
  corp_id          TEXT,
  corp_name        TEXT,
  auth_id          INTEGER NOT NULL,
  instance         TEXT    NOT NULL,
  device           TEXT    NOT NULL,
  platform         TEXT    NOT NULL,
  authenticated_at INTEGER NOT NULL,
  created_at       INTEGER NOT NULL,
  last_seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_session_by_user ON saoma_session (user_id);
CREATE INDEX saoma_session_by_auth ON saoma_session (auth_id);
CREATE INDEX saoma_session_by_seen ON saoma_session (last_seen_at);

CREATE TABLE saoma_audit_event (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  happened_at INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  user_id     TEXT    NOT NULL,
  app_id      TEXT    NOT NULL,
  note        TEXT    NOT NULL
) STRICT;
CREATE INDEX saoma_audit_event_by_user ON saoma_audit_event (user_id, id);
CREATE INDEX saoma_audit_event_by_time ON saoma_audit_event (happened_at);
