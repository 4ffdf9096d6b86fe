-- Subject numbers in the order of their code points, so that an index finds a prefix whatever the database's locale is.
ALTER TABLE subject ALTER COLUMN subject_number TYPE VARCHAR(200) COLLATE "C";
CREATE INDEX subject_by_number ON subject (study_id, mode, subject_number, subject_id);
CREATE INDEX subject_of_site ON subject (study_id, mode, site_id, subject_number, subject_id);
CREATE INDEX subject_by_m_subject_id ON subject (study_id, mode, m_subject_id);

-- Few pairs are locked.
CREATE INDEX locked_pair ON bootstrap_credential (study_id, mode, lock_mark, expires_at, inventory_id) WHERE lock_mark = 1;
