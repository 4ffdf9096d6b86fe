-- See V18.
ALTER TABLE audit_chain ADD CONSTRAINT audit_chain_hash_length CHECK (octet_length(hash) <= 128) NOT VALID;
