CREATE TABLE saoma_account (
  id         VARBINARY(512) NOT NULL PRIMARY KEY,
  nickname   TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  avatar     TEXT           CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  disabled   INTEGER        NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   VARBINARY(64)  NOT NULL UNIQUE,
  created_at BIGINT         NOT NULL
) ENGINE = InnoDB;
