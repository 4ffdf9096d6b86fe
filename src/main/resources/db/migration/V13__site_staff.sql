-- What site staff see. Nodes of an earlier release may run beside.

-- The name of the person who asked for a pair, and the access ID of that pair. An earlier release issues a pair without
-- writing either; the name then belongs to another access ID and is not shown.
ALTER TABLE bootstrap_credential ADD COLUMN issued_by_name VARCHAR(510);
ALTER TABLE bootstrap_credential ADD COLUMN named_access_id CHAR(6);

-- 1 if wrong OTPs have locked the pair. It only finds candidates: the attempts decide. A pair that is issued anew keeps it if a
-- node of an earlier release does that, and one that such a node locks lacks it.
ALTER TABLE bootstrap_credential ADD COLUMN lock_mark INTEGER;
UPDATE bootstrap_credential SET lock_mark = 1 WHERE attempts > 0;

-- The sites of a study. A subject may be of a site that is not listed.
CREATE TABLE site (
  study_id  UUID         NOT NULL,
  mode      VARCHAR(8)   NOT NULL,
  site_id   VARCHAR(200) NOT NULL,
  name      VARCHAR(400),
  time_zone VARCHAR(100), -- IANA
  language  VARCHAR(35),  -- BCP 47
  PRIMARY KEY (study_id, mode, site_id),
  FOREIGN KEY (study_id, mode) REFERENCES study_mode
);

-- What the page shows as a QR code, with {accessId} and {otp} in its fragment.
ALTER TABLE device_service_settings ADD COLUMN bootstrap_link VARCHAR(1000);

-- The devices whose pairs were not redeemed, the first to expire first. Of a remote connector's pairs nobody here knows.
CREATE INDEX remote_pair_by_end ON remote_pair (study_id, mode, expires_at, inventory_id);
CREATE INDEX unredeemed_pair ON bootstrap_credential (study_id, mode, redeemed_at, expires_at, inventory_id);
