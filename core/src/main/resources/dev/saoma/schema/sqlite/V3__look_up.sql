-- The sweeper looks for sessions that are too old, and a login for the person of its user.

CREATE INDEX saoma_session_by_created ON saoma_session (created_at);
CREATE INDEX saoma_wechat_person_by_user ON saoma_wechat_person (user_id);
