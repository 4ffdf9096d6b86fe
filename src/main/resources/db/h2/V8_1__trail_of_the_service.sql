-- For reading the service's own trail, newest first.
CREATE INDEX audit_record_by_time ON audit_record (occurred_at DESC, id DESC);
