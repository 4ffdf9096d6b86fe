-- See V18.
ALTER TABLE audit_seal
  ADD CONSTRAINT audit_seal_hash_length CHECK (octet_length(hash) <= 128) NOT VALID,
  ADD CONSTRAINT audit_seal_time_mac_length CHECK (octet_length(time_mac) <= 128) NOT VALID;
