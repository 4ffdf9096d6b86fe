-- Whether the device operations of a study in a mode must say why (header X-Change-Reason).

ALTER TABLE device_service_settings ADD COLUMN change_reason_required BOOLEAN DEFAULT FALSE NOT NULL;

-- Newest first, as the trail is read: H2 goes through an index in its own order only.
DROP INDEX audit_record_of_study;
CREATE INDEX audit_record_of_study ON audit_record (study_id, mode, occurred_at DESC, id DESC);
