-- The keys that sign tokens. Times are in milliseconds since 1970. wrapped holds the private key, encrypted.

CREATE TABLE saoma_oidc_key (
  kid        VARBINARY(64) NOT NULL PRIMARY KEY,
  alg        VARBINARY(16) NOT NULL,
  generation INTEGER NOT NULL,
  publish_at BIGINT NOT NULL,
  sign_from  BIGINT NOT NULL,
  retire_at  BIGINT NOT NULL,
  drop_at    BIGINT NOT NULL,
  public_jwk VARBINARY(2048) NOT NULL,
  wrapped    VARBINARY(8192) NOT NULL,
  UNIQUE (alg, generation)
) ENGINE = InnoDB;
