-- The outcome of a call to a remote connector may be unknown. The constraint was made without a name.
EXECUTE IMMEDIATE 'ALTER TABLE audit_record DROP CONSTRAINT "' || (
  SELECT k.constraint_name FROM information_schema.check_constraints k
    JOIN information_schema.table_constraints t ON t.constraint_schema = k.constraint_schema AND t.constraint_name = k.constraint_name
   WHERE t.table_name = 'AUDIT_RECORD' AND k.check_clause LIKE '%Refused%') || '"';
ALTER TABLE audit_record ADD CONSTRAINT audit_record_outcome_check CHECK (outcome IN ('Success', 'Refused', 'Failed', 'Unknown'));
