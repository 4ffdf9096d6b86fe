-- The subject's id in mHealth for which a remote connector has the device. Deregistering and revoking use it, whoever has the item now. Null
-- if it is not known: then the id of the subject who has the item is used. A node of an earlier release neither reads nor writes it.
ALTER TABLE device_registration ADD COLUMN twin_m_subject_id VARCHAR(200);
