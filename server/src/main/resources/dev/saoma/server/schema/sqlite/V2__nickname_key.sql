-- nickname_key: the nickname folded for the search, at most 64 characters; nickname_key_of: the nickname that it was folded from. A
-- node folds again what differs, so a node of an earlier release may write nicknames without knowing of these columns.
ALTER TABLE saoma_account ADD COLUMN nickname_key TEXT;
ALTER TABLE saoma_account ADD COLUMN nickname_key_of TEXT;
CREATE INDEX saoma_account_by_nickname ON saoma_account (nickname_key, id, disabled) WHERE nickname_key IS NOT NULL;
CREATE INDEX saoma_account_to_fold ON saoma_account (id) WHERE nickname_key_of IS NOT nickname;
CREATE INDEX saoma_account_disabled ON saoma_account (id) WHERE disabled = 1;
