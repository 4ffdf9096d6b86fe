-- Whether the device operations of a study in a mode must say why (header X-Change-Reason).

ALTER TABLE device_service_settings ADD COLUMN change_reason_required BOOLEAN DEFAULT FALSE NOT NULL;
