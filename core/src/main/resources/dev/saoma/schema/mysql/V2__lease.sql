-- Whose turn a chore is that one node does for all. until_at is in milliseconds since 1970 by this database's own clock.

CREATE TABLE saoma_lease (
  name     VARBINARY(32) NOT NULL PRIMARY KEY,
  holder   VARBINARY(64) NOT NULL,
  until_at BIGINT        NOT NULL
) ENGINE = InnoDB;
