-- An IPv6 address has up to 39 characters, and its zone is as long as the name of the network interface.
ALTER TABLE audit_record ALTER COLUMN peer_address SET DATA TYPE VARCHAR(100);
