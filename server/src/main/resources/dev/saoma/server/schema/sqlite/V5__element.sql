-- The versions of login instances, without secrets in clear. state is writing while the files are written, then done.

CREATE TABLE saoma_element_version (
  full_name     TEXT NOT NULL,
  version       INTEGER NOT NULL,
  state         TEXT NOT NULL,
  change_kind   TEXT NOT NULL,
  changed_at    INTEGER NOT NULL,
  changed_by    TEXT NOT NULL,
  reason        TEXT,
  etag          TEXT NOT NULL,
  e_json        TEXT NOT NULL,
  business_name TEXT NOT NULL,
  business      TEXT,
  PRIMARY KEY (full_name, version)
) STRICT;

-- The login instances that are stored here and not in a folder. The row without a name has the version of the whole table; each
-- change locks it and increments it.
CREATE TABLE saoma_element (
  full_name     TEXT NOT NULL PRIMARY KEY,
  e_json        TEXT NOT NULL,
  business_name TEXT NOT NULL,
  business      TEXT,
  version       INTEGER NOT NULL,
  changed_at    INTEGER NOT NULL,
  changed_by    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO saoma_element (full_name, e_json, business_name, version, changed_at, changed_by) VALUES ('', '', '', 0, 0, '');
