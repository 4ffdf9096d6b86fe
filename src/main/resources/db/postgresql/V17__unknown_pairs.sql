-- Devices of which nobody knows the pair, for the look-up of devices. Only such rows: see V15_1. H2 has indexes of all rows.
CREATE INDEX unknown_remote_pair ON remote_pair (study_id, mode, expires_at, inventory_id) WHERE access_id IS NULL;
CREATE INDEX unknown_remote_pair_at_site ON remote_pair (study_id, mode, site_id, expires_at, inventory_id) WHERE access_id IS NULL;
