-- What shows that a key is the one that its id has always named: a value derived from the key, which tells nothing of it.
CREATE TABLE key_check (
  key_id      VARCHAR(32) NOT NULL PRIMARY KEY,
  check_value BYTEA       NOT NULL
);
