-- The sweeper looks for sessions that are too old.

CREATE INDEX saoma_session_by_created ON saoma_session (created_at);
