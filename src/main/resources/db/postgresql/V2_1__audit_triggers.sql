-- What PostgreSQL does with audit records by itself: new ones wait to be sealed, and nobody changes or removes one.

CREATE FUNCTION audit_record_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.study_id IS NULL OR NEW.mode IS NULL THEN
    INSERT INTO audit_unsealed VALUES (NEW.id, '00000000-0000-0000-0000-000000000000', '-');
  ELSE
    INSERT INTO audit_unsealed VALUES (NEW.id, NEW.study_id, NEW.mode);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is kept: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_record_waits AFTER INSERT ON audit_record
  FOR EACH ROW EXECUTE FUNCTION audit_record_waits();
CREATE TRIGGER audit_record_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();
CREATE TRIGGER audit_seal_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();

-- The role that the service uses needs none of these, and so has none: see server-config/postgresql for one that owns nothing.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_record, audit_seal FROM CURRENT_USER, PUBLIC;

-- It is filled and emptied all the time: what was emptied is used again early.
ALTER TABLE audit_unsealed SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
