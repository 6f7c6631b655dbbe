-- Keys begin with what tells one row from another. While they began with the application, statistics that did not know it
-- took both for equally good, and a person could be looked for among all bindings of an application.

ALTER TABLE saoma_wechat_auth
  DROP CONSTRAINT saoma_wechat_auth_open,
  DROP CONSTRAINT saoma_wechat_auth_user,
  ADD CONSTRAINT saoma_wechat_auth_open UNIQUE (open_id, app_id),
  ADD CONSTRAINT saoma_wechat_auth_user UNIQUE (user_id, app_id);
DROP INDEX saoma_wechat_auth_by_user;

ALTER TABLE saoma_wechat_person
  DROP CONSTRAINT saoma_wechat_person_pkey,
  DROP CONSTRAINT saoma_wechat_person_user,
  ADD PRIMARY KEY (union_id, open_platform),
  ADD CONSTRAINT saoma_wechat_person_user UNIQUE (user_id, open_platform);
DROP INDEX saoma_wechat_person_by_user;

ALTER TABLE saoma_wechat_unlinked
  DROP CONSTRAINT saoma_wechat_unlinked_pkey,
  ADD PRIMARY KEY (user_id, app_id);
DROP INDEX saoma_wechat_unlinked_by_user;
