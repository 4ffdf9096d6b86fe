-- In a transaction of its own: running nodes can read the registrations meanwhile.
UPDATE device_registration r SET twin_m_subject_id = (
  SELECT u.m_subject_id FROM remote_pair p
    JOIN subject u ON u.study_id = p.study_id AND u.mode = p.mode AND u.subject_id = p.subject_id
   WHERE p.study_id = r.study_id AND p.mode = r.mode AND p.inventory_id = r.inventory_id)
 WHERE EXISTS (SELECT 1 FROM remote_pair p
   WHERE p.study_id = r.study_id AND p.mode = r.mode AND p.inventory_id = r.inventory_id);
