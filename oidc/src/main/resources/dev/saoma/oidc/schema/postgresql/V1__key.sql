-- The keys that sign tokens. Times are in milliseconds since 1970. wrapped holds the private key, encrypted.

CREATE TABLE saoma_oidc_key (
  kid        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  alg        TEXT COLLATE "C" NOT NULL,
  generation INTEGER NOT NULL,
  publish_at BIGINT NOT NULL,
  sign_from  BIGINT NOT NULL,
  retire_at  BIGINT NOT NULL,
  drop_at    BIGINT NOT NULL,
  public_jwk TEXT COLLATE "C" NOT NULL,
  wrapped    TEXT COLLATE "C" NOT NULL,
  UNIQUE (alg, generation)
);
