-- The outcome of a call to a remote connector may be unknown.
ALTER TABLE audit_record DROP CONSTRAINT audit_record_outcome_check;
ALTER TABLE audit_record ADD CONSTRAINT audit_record_outcome_check CHECK (outcome IN ('Success', 'Refused', 'Failed', 'Unknown')) NOT VALID;
