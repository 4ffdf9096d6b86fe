-- The audit trail shows whether it was tampered with: each record carries a MAC, and sealed records stand in a chain.
-- Writers share no lock: what makes the order is done later, by one node at a time.

ALTER TABLE audit_record ADD COLUMN change_reason VARCHAR(510);
-- Records of before have neither: nothing vouches for them, and a verification says so.
ALTER TABLE audit_record ADD COLUMN key_id VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE audit_record ADD COLUMN mac BYTEA DEFAULT '' NOT NULL;
ALTER TABLE audit_record ALTER COLUMN key_id DROP DEFAULT;
ALTER TABLE audit_record ALTER COLUMN mac DROP DEFAULT;

-- Committed records that have no place in a chain yet. A trigger puts them here, so that a writer sends no statement more.
-- What is about no study or no mode stands in the service's own chain: the nil UUID and '-'.
CREATE TABLE audit_unsealed (
  record_id UUID       NOT NULL PRIMARY KEY,
  study_id  UUID       NOT NULL,
  mode      VARCHAR(8) NOT NULL
);

-- The place of each record, numbered without a gap: hash = MAC(key, hash of the one before, MAC of the record).
CREATE TABLE audit_seal (
  study_id  UUID        NOT NULL,
  mode      VARCHAR(8)  NOT NULL,
  sequence  BIGINT      NOT NULL,
  record_id UUID        NOT NULL UNIQUE,
  key_id    VARCHAR(32) NOT NULL,
  hash      BYTEA       NOT NULL,
  PRIMARY KEY (study_id, mode, sequence)
);

-- The last link of each chain, and how far checkpoints know it.
CREATE TABLE audit_chain (
  study_id     UUID       NOT NULL,
  mode         VARCHAR(8) NOT NULL,
  sequence     BIGINT     NOT NULL,
  hash         BYTEA      NOT NULL,
  checkpointed BIGINT     NOT NULL,
  PRIMARY KEY (study_id, mode)
);

-- Whoever holds the lock of this one row seals; a node that dies loses it with its connection.
CREATE TABLE audit_sealing (
  only_row         INTEGER   NOT NULL PRIMARY KEY CHECK (only_row = 1),
  since_checkpoint BIGINT    NOT NULL,
  checkpointed_at  TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
INSERT INTO audit_sealing VALUES (1, 0, CURRENT_TIMESTAMP);
