-- The versions of login instances, without secrets in clear. state is writing while the files are written, then done.

CREATE TABLE saoma_element_version (
  full_name     TEXT COLLATE "C" NOT NULL,
  version       INTEGER NOT NULL,
  state         TEXT COLLATE "C" NOT NULL,
  change_kind   TEXT COLLATE "C" NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    TEXT COLLATE "C" NOT NULL,
  reason        TEXT COLLATE "C",
  etag          TEXT COLLATE "C" NOT NULL,
  e_json        TEXT COLLATE "C" NOT NULL,
  business_name TEXT COLLATE "C" NOT NULL,
  business      TEXT COLLATE "C",
  PRIMARY KEY (full_name, version)
);

-- The login instances that are stored here and not in a folder. The row without a name has the version of the whole table; each
-- change locks it and increments it.
CREATE TABLE saoma_element (
  full_name     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  e_json        TEXT COLLATE "C" NOT NULL,
  business_name TEXT COLLATE "C" NOT NULL,
  business      TEXT COLLATE "C",
  version       BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    TEXT COLLATE "C" NOT NULL
);
INSERT INTO saoma_element (full_name, e_json, business_name, version, changed_at, changed_by) VALUES ('', '', '', 0, 0, '');
