-- Whose trail a record is in, and when it was sealed. Both are covered by MACs. Older records and seals have neither.

-- 'service': the service's own trail, although the record may name a study: the study was not known in that mode.
ALTER TABLE audit_record ADD COLUMN trail VARCHAR(7);

-- When the record was sealed, and a MAC over that time, the place and the time of the place before.
ALTER TABLE audit_seal ADD COLUMN sealed_at TIMESTAMP(3) WITH TIME ZONE;
ALTER TABLE audit_seal ADD COLUMN time_mac BYTEA;
