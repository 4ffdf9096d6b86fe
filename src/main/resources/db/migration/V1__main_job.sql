-- Studies, devices, pairs and the audit trail. One dialect that H2 and PostgreSQL both take.
-- Every key starts with the study or is a random UUID: no sequence, no lock that two studies share.

CREATE TABLE study_mode (
  study_id UUID         NOT NULL,
  mode     VARCHAR(8)   NOT NULL CHECK (mode IN ('test', 'active', 'training')),
  title    VARCHAR(400),
  version  VARCHAR(40),
  PRIMARY KEY (study_id, mode)
);

CREATE TABLE device_service_settings (
  study_id         UUID       NOT NULL,
  mode             VARCHAR(8) NOT NULL,
  connector        VARCHAR(8) NOT NULL CHECK (connector IN ('built-in', 'remote')),
  iot_base_url     VARCHAR(1000),
  url              VARCHAR(1000),
  user_name        VARCHAR(200),
  password         VARCHAR(1000), -- encrypted
  mhealth_study_id VARCHAR(200),
  PRIMARY KEY (study_id, mode),
  FOREIGN KEY (study_id, mode) REFERENCES study_mode
);

CREATE TABLE kit_type (
  study_id          UUID         NOT NULL,
  mode              VARCHAR(8)   NOT NULL,
  kit_type_id       VARCHAR(200) NOT NULL,
  description       VARCHAR(800),
  device_type       VARCHAR(20)  NOT NULL,
  device_connection VARCHAR(13)  CHECK (device_connection IN ('CloudtoCloud', 'DevicetoCloud', 'NoConnection')),
  device_model_urns VARCHAR(5200) NOT NULL, -- separated by line feeds
  PRIMARY KEY (study_id, mode, kit_type_id),
  FOREIGN KEY (study_id, mode) REFERENCES study_mode
);

CREATE TABLE subject (
  study_id       UUID       NOT NULL,
  mode           VARCHAR(8) NOT NULL,
  subject_id     UUID       NOT NULL,
  subject_number VARCHAR(200),
  site_id        VARCHAR(200),
  m_subject_id   VARCHAR(200),
  -- No foreign key to study_mode: H2 would give it an index of its own and prefer that to this key.
  PRIMARY KEY (study_id, mode, subject_id)
);

CREATE TABLE inventory_item (
  study_id     UUID         NOT NULL,
  mode         VARCHAR(8)   NOT NULL,
  inventory_id UUID         NOT NULL,
  kit_type_id  VARCHAR(200) NOT NULL,
  PRIMARY KEY (study_id, mode, inventory_id),
  FOREIGN KEY (study_id, mode, kit_type_id) REFERENCES kit_type
);

CREATE TABLE dispensation (
  study_id     UUID       NOT NULL,
  mode         VARCHAR(8) NOT NULL,
  inventory_id UUID       NOT NULL,
  subject_id   UUID       NOT NULL,
  PRIMARY KEY (study_id, mode, inventory_id),
  FOREIGN KEY (study_id, mode, inventory_id) REFERENCES inventory_item,
  FOREIGN KEY (study_id, mode, subject_id) REFERENCES subject
);
CREATE INDEX dispensation_of_subject ON dispensation (study_id, mode, subject_id);

CREATE TABLE device_registration (
  study_id       UUID       NOT NULL,
  mode           VARCHAR(8) NOT NULL,
  inventory_id   UUID       NOT NULL,
  device_id      UUID       NOT NULL,
  vendor_code    VARCHAR(200),
  subject_number VARCHAR(200),
  PRIMARY KEY (study_id, mode, inventory_id),
  UNIQUE (study_id, mode, device_id),
  FOREIGN KEY (study_id, mode, inventory_id) REFERENCES inventory_item
);

-- One row a registration: rotation overwrites it, so that an old pair can't survive.
CREATE TABLE bootstrap_credential (
  study_id      UUID         NOT NULL,
  mode          VARCHAR(8)   NOT NULL,
  inventory_id  UUID         NOT NULL,
  subject_id    UUID         NOT NULL, -- whom the pair was issued for
  version       BIGINT       NOT NULL, -- counts the pairs
  access_id     CHAR(6)      NOT NULL UNIQUE,
  key_id        VARCHAR(32)  NOT NULL,
  salt          BYTEA        NOT NULL,
  iterations    INTEGER      NOT NULL,
  otp_hash      BYTEA        NOT NULL,
  issued_at     TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  issued_by     VARCHAR(255) NOT NULL,
  expires_at    TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  attempts      INTEGER      NOT NULL,
  redeemed_at   TIMESTAMP(3) WITH TIME ZONE,
  -- What the last redemption handed out, and the Idempotency-Key it came with: keyed hashes.
  connection_key_id      VARCHAR(32),
  connection_secret_hash BYTEA,
  idempotency_hash       BYTEA,
  PRIMARY KEY (study_id, mode, inventory_id),
  FOREIGN KEY (study_id, mode, inventory_id) REFERENCES device_registration
);

-- Attempts at access IDs that nobody has are charged here, so that they take as long as the others.
CREATE TABLE unknown_access_id (
  slot     INTEGER NOT NULL PRIMARY KEY,
  attempts BIGINT  NOT NULL
);
INSERT INTO unknown_access_id VALUES
  (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0),
  (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0);

CREATE TABLE audit_record (
  id            UUID         NOT NULL PRIMARY KEY,
  occurred_at   TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  action        VARCHAR(40)  NOT NULL,
  outcome       VARCHAR(7)   NOT NULL CHECK (outcome IN ('Success', 'Refused', 'Failed')),
  error_code    VARCHAR(10),
  reason        VARCHAR(40),
  study_id      UUID,
  mode          VARCHAR(8),
  subject_id    UUID,
  inventory_id  UUID,
  device_id     UUID,
  actor_issuer  VARCHAR(255),
  actor         VARCHAR(255),
  actor_right   VARCHAR(255),
  state_before  VARCHAR(400),
  state_after   VARCHAR(400),
  peer_address  VARCHAR(45)  NOT NULL,
  reference     CHAR(32)     NOT NULL
);
CREATE INDEX audit_record_of_study ON audit_record (study_id, mode, occurred_at, id);
