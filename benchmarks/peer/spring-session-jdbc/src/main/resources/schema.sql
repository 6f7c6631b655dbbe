CREATE TABLE IF NOT EXISTS app_user (
  id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  openid     TEXT        NOT NULL UNIQUE,
  unionid    TEXT,
  nickname   TEXT        NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
