-- What H2 does with audit records by itself: new ones wait to be sealed, and nobody changes or removes one.

CREATE TRIGGER audit_record_waits AFTER INSERT ON audit_record
  FOR EACH ROW CALL 'org.openors.schema.h2.AuditRecordWaits';
CREATE TRIGGER audit_record_is_kept BEFORE UPDATE, DELETE ON audit_record
  FOR EACH STATEMENT CALL 'org.openors.schema.h2.AuditIsKept';
CREATE TRIGGER audit_seal_is_kept BEFORE UPDATE, DELETE ON audit_seal
  FOR EACH STATEMENT CALL 'org.openors.schema.h2.AuditIsKept';
