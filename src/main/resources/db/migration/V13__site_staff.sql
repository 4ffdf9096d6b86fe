-- What site staff see. Nodes of an earlier release may run beside.

-- The name of the person who asked for a pair, and the access ID of that pair. An earlier release issues a pair without
-- writing either; the name then belongs to another access ID and is not shown.
ALTER TABLE bootstrap_credential ADD COLUMN issued_by_name VARCHAR(510);
ALTER TABLE bootstrap_credential ADD COLUMN named_access_id CHAR(6);
