-- The keys that sign tokens. Times are in milliseconds since 1970. wrapped holds the private key, encrypted.

CREATE TABLE saoma_oidc_key (
  kid        TEXT    NOT NULL PRIMARY KEY,
  alg        TEXT    NOT NULL,
  generation INTEGER NOT NULL,
  publish_at INTEGER NOT NULL,
  sign_from  INTEGER NOT NULL,
  retire_at  INTEGER NOT NULL,
  drop_at    INTEGER NOT NULL,
  public_jwk TEXT    NOT NULL,
  wrapped    TEXT    NOT NULL,
  UNIQUE (alg, generation)
) STRICT, WITHOUT ROWID;
