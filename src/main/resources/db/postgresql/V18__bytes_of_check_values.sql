-- BYTEA has no length of its own. Nodes read such values whole, so one of hundreds of MB would end each of them. The service writes at most 48
-- bytes. NOT VALID: rows that are there are not read now, which would hold up running nodes. H2 has a limit of 1 MiB by itself.
-- Each table has a migration of its own, so that none waits for a table while it holds another: nodes lock them in several orders.
ALTER TABLE key_check ADD CONSTRAINT key_check_value_length CHECK (octet_length(check_value) <= 128) NOT VALID;
