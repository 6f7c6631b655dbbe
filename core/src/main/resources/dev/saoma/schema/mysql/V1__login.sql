-- MySQL 8 and MariaDB. Identifiers are bytes (of UTF-8): no collation that both know tells 'x' from 'x ', and none can be
-- put in between by accident. Lengths are the longest identifier's, in bytes. Times are milliseconds since 1970, UTC.

CREATE TABLE saoma_wechat_auth (
  id            BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  app_id        VARBINARY(64)  NOT NULL,
  user_id       VARBINARY(512) NOT NULL,
  open_id       VARBINARY(64)  NOT NULL,
  union_id      VARBINARY(64),
  open_platform VARBINARY(64)  NOT NULL,
  bound_at      BIGINT         NOT NULL,
  profiled_at   BIGINT,
  CONSTRAINT saoma_wechat_auth_open UNIQUE (app_id, open_id),
  CONSTRAINT saoma_wechat_auth_user UNIQUE (app_id, user_id),
  INDEX saoma_wechat_auth_by_user (user_id),
  INDEX saoma_wechat_auth_by_union (union_id)
) ENGINE = InnoDB;

CREATE TABLE saoma_wechat_person (
  open_platform VARBINARY(64)  NOT NULL,
  union_id      VARBINARY(64)  NOT NULL,
  user_id       VARBINARY(512) NOT NULL,
  PRIMARY KEY (open_platform, union_id),
  CONSTRAINT saoma_wechat_person_user UNIQUE (open_platform, user_id),
  INDEX saoma_wechat_person_by_user (user_id)
) ENGINE = InnoDB;

CREATE TABLE saoma_wechat_unlinked (
  app_id      VARBINARY(64)  NOT NULL,
  user_id     VARBINARY(512) NOT NULL,
  unlinked_at BIGINT         NOT NULL,
  PRIMARY KEY (app_id, user_id),
  INDEX saoma_wechat_unlinked_by_user (user_id)
) ENGINE = InnoDB;

CREATE TABLE saoma_ticket (
  hash       VARBINARY(64)  NOT NULL,
  kind       VARBINARY(32)  NOT NULL,
  browser    VARBINARY(64),
  payload    MEDIUMTEXT     CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  user_id    VARBINARY(512),
  app_id     VARBINARY(64)  NOT NULL,
  auth_id    BIGINT,
  failures   INTEGER        NOT NULL DEFAULT 0,
  expires_at BIGINT         NOT NULL,
  PRIMARY KEY (hash, kind),
  INDEX saoma_ticket_by_expiry (expires_at),
  INDEX saoma_ticket_by_browser (browser, kind),
  INDEX saoma_ticket_by_user (user_id, app_id)
) ENGINE = InnoDB;

CREATE TABLE saoma_session (
  id               VARBINARY(64)  NOT NULL PRIMARY KEY,
  secret_hash      VARBINARY(64)  NOT NULL UNIQUE,
  user_id          VARBINARY(512) NOT NULL,
  corp_id          VARBINARY(512),
  corp_name        TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  auth_id          BIGINT         NOT NULL,
  instance         VARBINARY(512) NOT NULL,
  device           VARBINARY(256) NOT NULL,
  platform         VARBINARY(16)  NOT NULL,
  authenticated_at BIGINT         NOT NULL,
  created_at       BIGINT         NOT NULL,
  last_seen_at     BIGINT         NOT NULL,
  INDEX saoma_session_by_user (user_id),
  INDEX saoma_session_by_auth (auth_id),
  INDEX saoma_session_by_seen (last_seen_at)
) ENGINE = InnoDB;

CREATE TABLE saoma_audit_event (
  id          BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  happened_at BIGINT         NOT NULL,
  kind        VARBINARY(32)  NOT NULL,
  user_id     VARBINARY(512) NOT NULL,
  app_id      VARBINARY(64)  NOT NULL,
  note        TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  INDEX saoma_audit_event_by_user (user_id, id),
  INDEX saoma_audit_event_by_time (happened_at)
) ENGINE = InnoDB;
