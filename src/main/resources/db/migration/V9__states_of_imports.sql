-- An import's records hold the settings of a study or a whole kit type: up to 20 URNs and a description.

ALTER TABLE audit_record ALTER COLUMN state_before SET DATA TYPE VARCHAR(8000);
ALTER TABLE audit_record ALTER COLUMN state_after SET DATA TYPE VARCHAR(8000);
