-- Subjects by their number, site and id in mHealth. H2 orders texts by their code units anyway.
CREATE INDEX subject_by_number ON subject (study_id, mode, subject_number, subject_id);
CREATE INDEX subject_of_site ON subject (study_id, mode, site_id, subject_number, subject_id);
CREATE INDEX subject_by_m_subject_id ON subject (study_id, mode, m_subject_id);

-- H2 has no index of a part of the rows.
CREATE INDEX locked_pair ON bootstrap_credential (study_id, mode, lock_mark, expires_at, inventory_id);
