-- The link that opens the console of a new server, and the nodes that run. A console session of that link has no user, and says so.

CREATE TABLE saoma_setup_link (
  hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

ALTER TABLE saoma_console_session ADD COLUMN opened_by TEXT COLLATE "C";

CREATE TABLE saoma_node (
  node          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  host          TEXT COLLATE "C" NOT NULL,
  version       TEXT COLLATE "C" NOT NULL,
  started_at    BIGINT NOT NULL,
  seen_at       BIGINT NOT NULL,
  health        TEXT COLLATE "C" NOT NULL,
  store         TEXT COLLATE "C" NOT NULL,
  clock_ms      BIGINT NOT NULL,
  element_stamp TEXT COLLATE "C" NOT NULL,
  missing       TEXT COLLATE "C" NOT NULL
);
