-- See V18.
ALTER TABLE connector_call ADD CONSTRAINT connector_call_mac_length CHECK (octet_length(mac) <= 128) NOT VALID;
