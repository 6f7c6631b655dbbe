-- The steps of logins: failures for 7 days, and counts by minute (since 1970) and node for 30. Neither holds an identifier of a person.

CREATE TABLE saoma_flow_failure (
  id          INTEGER PRIMARY KEY,
  happened_at INTEGER NOT NULL,
  node        TEXT NOT NULL,
  attempt     TEXT NOT NULL,
  browser     TEXT NOT NULL,
  instance    TEXT NOT NULL,
  step        TEXT NOT NULL,
  code        TEXT NOT NULL,
  took_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX saoma_flow_failure_by_code ON saoma_flow_failure (code, id);
CREATE INDEX saoma_flow_failure_by_attempt ON saoma_flow_failure (attempt, id);

CREATE TABLE saoma_flow_minute (
  minute   INTEGER NOT NULL,
  node     TEXT NOT NULL,
  instance TEXT NOT NULL,
  step     TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  number   INTEGER NOT NULL,
  PRIMARY KEY (minute, node, instance, step, outcome)
) STRICT, WITHOUT ROWID;
