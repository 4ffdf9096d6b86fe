-- From now on the salt of a pair seals its access ID and expiry. Pairs without a seal are accepted for 48 h from here.
CREATE TABLE pair_sealing (
  only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
  since    TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
INSERT INTO pair_sealing VALUES (1, CURRENT_TIMESTAMP);

-- 256 rows instead of 16: guesses at different access IDs that nobody has seldom meet at a row.
INSERT INTO unknown_access_id
SELECT 16 * (a.slot + 1) + b.slot, 0 FROM unknown_access_id a CROSS JOIN unknown_access_id b WHERE a.slot < 15 AND b.slot < 16;
