-- BYTEA has no length of its own. Nodes read such values whole, so one of hundreds of MB would end each of them. The service writes at most 48
-- bytes. NOT VALID: rows that are there are not read now, which would hold up running nodes. In the order in which the service
-- takes these tables. H2 has a limit of 1 MiB by itself.
ALTER TABLE key_check ADD CONSTRAINT key_check_value_length CHECK (octet_length(check_value) <= 128) NOT VALID;
ALTER TABLE connector_call ADD CONSTRAINT connector_call_mac_length CHECK (octet_length(mac) <= 128) NOT VALID;
ALTER TABLE bootstrap_credential
  ADD CONSTRAINT bootstrap_credential_salt_length CHECK (octet_length(salt) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_otp_hash_length CHECK (octet_length(otp_hash) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_connection_secret_hash_length CHECK (octet_length(connection_secret_hash) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_idempotency_hash_length CHECK (octet_length(idempotency_hash) <= 128) NOT VALID;
ALTER TABLE audit_record ADD CONSTRAINT audit_record_mac_length CHECK (octet_length(mac) <= 128) NOT VALID;
ALTER TABLE audit_seal
  ADD CONSTRAINT audit_seal_hash_length CHECK (octet_length(hash) <= 128) NOT VALID,
  ADD CONSTRAINT audit_seal_time_mac_length CHECK (octet_length(time_mac) <= 128) NOT VALID;
ALTER TABLE audit_chain ADD CONSTRAINT audit_chain_hash_length CHECK (octet_length(hash) <= 128) NOT VALID;
