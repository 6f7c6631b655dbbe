-- named: the nickname was given here, so what WeChat shows does not replace it.
CREATE TABLE saoma_account (
  id         VARBINARY(512) NOT NULL PRIMARY KEY,
  nickname   TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  named      INTEGER        NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  avatar     TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  disabled   INTEGER        NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   VARBINARY(64)  NOT NULL UNIQUE,
  created_at BIGINT         NOT NULL
) ENGINE = InnoDB;

CREATE TABLE saoma_corp (
  id         VARBINARY(512) NOT NULL PRIMARY KEY,
  name       TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at BIGINT         NOT NULL
) ENGINE = InnoDB;

CREATE TABLE saoma_corp_member (
  corp_id   VARBINARY(512) NOT NULL,
  user_id   VARBINARY(512) NOT NULL,
  joined_at BIGINT         NOT NULL,
  PRIMARY KEY (corp_id, user_id),
  FOREIGN KEY (corp_id) REFERENCES saoma_corp (id),
  FOREIGN KEY (user_id) REFERENCES saoma_account (id),
  INDEX saoma_corp_member_by_user (user_id)
) ENGINE = InnoDB;
