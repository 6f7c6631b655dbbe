-- nickname_key: the nickname folded for the search, at most 64 characters; nickname_key_of: the nickname that it was folded from. A
-- node folds again what differs, so a node of an earlier release may write nicknames without knowing of these columns. to_fold is 1
-- where they differ, as neither MySQL nor MariaDB has an index of some rows alone.
ALTER TABLE saoma_account
  ADD COLUMN nickname_key    VARBINARY(256),
  ADD COLUMN nickname_key_of TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN to_fold         INTEGER AS (IF(nickname_key_of <=> nickname, NULL, 1)) VIRTUAL;
CREATE INDEX saoma_account_by_nickname ON saoma_account (nickname_key, id, disabled);
CREATE INDEX saoma_account_to_fold ON saoma_account (to_fold, id);
CREATE INDEX saoma_account_disabled ON saoma_account (disabled, id);
