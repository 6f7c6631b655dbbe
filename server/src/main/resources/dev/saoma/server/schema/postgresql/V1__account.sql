-- named: the nickname was given here, so what WeChat shows does not replace it.
CREATE TABLE saoma_account (
  id         TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  nickname   TEXT    COLLATE "C" NOT NULL,
  named      INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
  avatar     TEXT    COLLATE "C",
  disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  once_key   TEXT    COLLATE "C" NOT NULL UNIQUE,
  created_at BIGINT  NOT NULL
);

CREATE TABLE saoma_corp (
  id         TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
  name       TEXT    COLLATE "C" NOT NULL,
  created_at BIGINT  NOT NULL
);

CREATE TABLE saoma_corp_member (
  corp_id   TEXT    COLLATE "C" NOT NULL REFERENCES saoma_corp (id),
  user_id   TEXT    COLLATE "C" NOT NULL REFERENCES saoma_account (id),
  joined_at BIGINT  NOT NULL,
  PRIMARY KEY (corp_id, user_id)
);
CREATE INDEX saoma_corp_member_by_user ON saoma_corp_member (user_id);
