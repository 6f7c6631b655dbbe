CREATE TABLE saoma_account (
  id         TEXT    NOT NULL PRIMARY KEY,
  nickname   TEXT    NOT NULL,
  avatar     TEXT,
  disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   TEXT    NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
