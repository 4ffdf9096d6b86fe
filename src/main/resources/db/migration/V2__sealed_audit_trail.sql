-- The audit trail shows whether it was tampered with: each record carries a MAC, and sealed records stand in a chain.
-- Writers share no lock: what makes the order is done later, by one node at a time.

ALTER TABLE audit_record ADD COLUMN change_reason VARCHAR(510);
-- Records of before have neither: nothing vouches for them, and a verification says so.
ALTER TABLE audit_record ADD COLUMN key_id VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE audit_record ADD COLUMN mac BYTEA DEFAULT '' NOT NULL;
ALTER TABLE audit_record ALTER COLUMN key_id DROP DEFAULT;
ALTER TABLE audit_record ALTER COLUMN mac DROP DEFAULT;
