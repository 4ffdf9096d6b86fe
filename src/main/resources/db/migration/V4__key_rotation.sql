-- The key that makes what is new, so that one node of many records that it is another now.
CREATE TABLE key_in_use (
  only_row INTEGER     NOT NULL PRIMARY KEY CHECK (only_row = 1),
  key_id   VARCHAR(32)
);
INSERT INTO key_in_use VALUES (1, NULL);
