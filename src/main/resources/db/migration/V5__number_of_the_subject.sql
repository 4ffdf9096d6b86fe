-- Whose the number of a registration is: an item that is dispensed to another subject does not take it along.
-- A registration of before is the subject's for whom its pair was issued.
ALTER TABLE device_registration ADD COLUMN subject_id UUID;
UPDATE device_registration r SET subject_id = (
  SELECT c.subject_id FROM bootstrap_credential c
   WHERE c.study_id = r.study_id AND c.mode = r.mode AND c.inventory_id = r.inventory_id);

-- 200 characters of four bytes each, encrypted and in base64, with the id of their key.
ALTER TABLE device_service_settings ALTER COLUMN password SET DATA TYPE VARCHAR(1200);
