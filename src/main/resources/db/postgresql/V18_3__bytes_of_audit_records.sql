-- See V18.
ALTER TABLE audit_record ADD CONSTRAINT audit_record_mac_length CHECK (octet_length(mac) <= 128) NOT VALID;
