-- A record waits for a place in the service's own chain if it says so, or names no study or no mode.
CREATE OR REPLACE FUNCTION audit_record_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.study_id IS NULL OR NEW.mode IS NULL OR NEW.trail = 'service' THEN
    INSERT INTO audit_unsealed VALUES (NEW.id, '00000000-0000-0000-0000-000000000000', '-');
  ELSE
    INSERT INTO audit_unsealed VALUES (NEW.id, NEW.study_id, NEW.mode);
  END IF;
  RETURN NULL;
END $$;

-- For reading the service's own trail, newest first.
CREATE INDEX audit_record_of_service ON audit_record (occurred_at DESC, id DESC)
  WHERE study_id IS NULL OR mode IS NULL OR trail = 'service';
