-- Each index costs a page in every login. Sessions of a binding are found by their user, sessions that ended by age by their last
-- use, and old audit rows by their keys.

DROP INDEX saoma_session_by_auth ON saoma_session;
DROP INDEX saoma_session_by_created ON saoma_session;
DROP INDEX saoma_audit_event_by_time ON saoma_audit_event;
