-- The link that opens the console of a new server, and the nodes that run. A console session of that link has no user, and says so.

CREATE TABLE saoma_setup_link (
  hash       VARBINARY(64) NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
) ENGINE = InnoDB;

ALTER TABLE saoma_console_session ADD COLUMN opened_by VARBINARY(32);

CREATE TABLE saoma_node (
  node          VARBINARY(16) NOT NULL PRIMARY KEY,
  host          VARBINARY(256) NOT NULL,
  version       VARBINARY(64) NOT NULL,
  started_at    BIGINT NOT NULL,
  seen_at       BIGINT NOT NULL,
  health        VARBINARY(32) NOT NULL,
  store         VARBINARY(256) NOT NULL,
  clock_ms      BIGINT NOT NULL,
  element_stamp VARBINARY(64) NOT NULL,
  missing       VARBINARY(2048) NOT NULL
) ENGINE = InnoDB;
