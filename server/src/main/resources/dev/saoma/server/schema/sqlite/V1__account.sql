-- named: the nickname was given here, so what WeChat shows does not replace it.
CREATE TABLE saoma_account (
  id         TEXT    NOT NULL PRIMARY KEY,
  nickname   TEXT    NOT NULL,
  named      INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  avatar     TEXT,
  disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   TEXT    NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saoma_corp (
  id         TEXT    NOT NULL PRIMARY KEY,
  name       TEXT    NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saoma_corp_member (
  corp_id   TEXT    NOT NULL REFERENCES saoma_corp (id),
  user_id   TEXT    NOT NULL REFERENCES saoma_account (id),
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (corp_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saoma_corp_member_by_user ON saoma_corp_member (user_id);
