-- 100 characters of a connector's access ID can be 200 of H2's, which counts UTF-16 units. Both databases have the same columns.
ALTER TABLE remote_pair ALTER COLUMN access_id SET DATA TYPE VARCHAR(200);
