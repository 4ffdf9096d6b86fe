-- The subject's id in mHealth for which a remote connector has the device. Deregistering and revoking use it, whoever has the item now. Null
-- if it is not known: then the id of the subject who has the item is used. A node of an earlier release neither reads nor writes it.
ALTER TABLE device_registration ADD COLUMN twin_m_subject_id VARCHAR(200);

UPDATE device_registration r SET twin_m_subject_id = (
  SELECT u.m_subject_id FROM remote_pair p
    JOIN subject u ON u.study_id = p.study_id AND u.mode = p.mode AND u.subject_id = p.subject_id
   WHERE p.study_id = r.study_id AND p.mode = r.mode AND p.inventory_id = r.inventory_id)
 WHERE EXISTS (SELECT 1 FROM remote_pair p
   WHERE p.study_id = r.study_id AND p.mode = r.mode AND p.inventory_id = r.inventory_id);
