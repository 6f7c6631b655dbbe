-- The steps of logins: failures for 7 days, and counts by minute (since 1970) and node for 30. Neither holds an identifier of a person.

CREATE TABLE saoma_flow_failure (
  id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  happened_at BIGINT NOT NULL,
  node        VARBINARY(16) NOT NULL,
  attempt     VARBINARY(16) NOT NULL,
  browser     VARBINARY(16) NOT NULL,
  instance    VARBINARY(512) NOT NULL,
  step        VARBINARY(64) NOT NULL,
  code        VARBINARY(64) NOT NULL,
  took_ms     BIGINT NOT NULL
) ENGINE = InnoDB;
CREATE INDEX saoma_flow_failure_by_code ON saoma_flow_failure (code, id);
CREATE INDEX saoma_flow_failure_by_attempt ON saoma_flow_failure (attempt, id);

CREATE TABLE saoma_flow_minute (
  minute   BIGINT NOT NULL,
  node     VARBINARY(16) NOT NULL,
  instance VARBINARY(512) NOT NULL,
  step     VARBINARY(64) NOT NULL,
  outcome  VARBINARY(64) NOT NULL,
  number   BIGINT NOT NULL,
  PRIMARY KEY (minute, node, instance, step, outcome)
) ENGINE = InnoDB;
