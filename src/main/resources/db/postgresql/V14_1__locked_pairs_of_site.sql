-- Few pairs are locked.
CREATE INDEX locked_pair_of_site ON bootstrap_credential (study_id, mode, site_id, lock_mark, expires_at, inventory_id) WHERE lock_mark = 1;
