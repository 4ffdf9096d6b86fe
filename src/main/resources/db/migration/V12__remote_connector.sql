-- What is known of pairs that a remote connector issued, and its calls that are under way.

-- Never an OTP, not even a hash. Redemption is the connector's.
CREATE TABLE remote_pair (
  study_id     UUID         NOT NULL,
  mode         VARCHAR(8)   NOT NULL,
  inventory_id UUID         NOT NULL,
  subject_id   UUID         NOT NULL, -- whom the pair was issued for
  access_id    VARCHAR(100), -- null: a later call had an unknown outcome, so the pair may have been replaced
  issued_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  issued_by    VARCHAR(255) NOT NULL,
  issued_by_name VARCHAR(510), -- what people call the caller
  expires_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (study_id, mode, inventory_id),
  FOREIGN KEY (study_id, mode, inventory_id) REFERENCES device_registration ON DELETE CASCADE
);

-- One row while a remote connector is called for a device; so there is one call at a time for each device.
CREATE TABLE connector_call (
  study_id     UUID          NOT NULL,
  mode         VARCHAR(8)    NOT NULL,
  inventory_id UUID          NOT NULL,
  call_id      UUID          NOT NULL,
  ends_at      TIMESTAMP(3) WITH TIME ZONE NOT NULL, -- from then on any node closes it
  record       VARCHAR(16000) NOT NULL, -- the audit record without its outcome, as JSON
  key_id       VARCHAR(32)   NOT NULL,
  mac          BYTEA         NOT NULL, -- over the record
  PRIMARY KEY (study_id, mode, inventory_id)
);
CREATE INDEX connector_call_by_end ON connector_call (ends_at);

-- The connector's host, its status and how long it took.
ALTER TABLE audit_record ADD COLUMN connector_call VARCHAR(500);
