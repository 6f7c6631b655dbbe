-- The versions of login instances, without secrets in clear. state is writing while the files are written, then done.

CREATE TABLE saoma_element_version (
  full_name     VARBINARY(512) NOT NULL,
  version       INTEGER NOT NULL,
  state         VARBINARY(16) NOT NULL,
  change_kind   VARBINARY(32) NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    VARBINARY(520) NOT NULL,
  reason        TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  etag          VARBINARY(64) NOT NULL,
  e_json        MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  business_name VARBINARY(512) NOT NULL,
  business      MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  PRIMARY KEY (full_name, version)
) ENGINE = InnoDB;

-- The login instances that are stored here and not in a folder. The row without a name has the version of the whole table; each
-- change locks it and increments it.
CREATE TABLE saoma_element (
  full_name     VARBINARY(512) NOT NULL PRIMARY KEY,
  e_json        MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  business_name VARBINARY(512) NOT NULL,
  business      MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  version       BIGINT NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    VARBINARY(520) NOT NULL
) ENGINE = InnoDB;
INSERT INTO saoma_element (full_name, e_json, business_name, version, changed_at, changed_by) VALUES ('', '', '', 0, 0, '');
