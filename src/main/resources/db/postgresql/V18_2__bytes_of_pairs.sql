-- See V18.
ALTER TABLE bootstrap_credential
  ADD CONSTRAINT bootstrap_credential_salt_length CHECK (octet_length(salt) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_otp_hash_length CHECK (octet_length(otp_hash) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_connection_secret_hash_length CHECK (octet_length(connection_secret_hash) <= 128) NOT VALID,
  ADD CONSTRAINT bootstrap_credential_idempotency_hash_length CHECK (octet_length(idempotency_hash) <= 128) NOT VALID;
