CREATE TABLE saoma_account (
  id         TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  nickname   TEXT    COLLATE "C" NOT NULL,
  avatar     TEXT    COLLATE "C",
  disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   TEXT    COLLATE "C" NOT NULL UNIQUE,
  created_at BIGINT  NOT NULL
);
