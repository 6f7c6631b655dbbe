-- Whose turn a chore is that one node does for all. until_at is in milliseconds since 1970 by this database's own clock.

CREATE TABLE saoma_lease (
  name     TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
  holder   TEXT   COLLATE "C" NOT NULL,
  until_at BIGINT NOT NULL
);
