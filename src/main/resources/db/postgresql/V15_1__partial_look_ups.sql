-- No index of a look-up may serve a search by the whole primary key. While a table has no statistics, PostgreSQL takes an index that
-- begins with the study and mode for as good as the key, and reads all rows of the study: the first import of 10,000 devices read
-- 50 million index entries to check its foreign keys. So these indexes hold only the rows that a look-up can want, or begin with another
-- column.
CREATE INDEX numbered_subject ON subject (study_id, mode, subject_number, subject_id) WHERE subject_number IS NOT NULL;
CREATE INDEX unnumbered_subject ON subject (study_id, mode, subject_number, subject_id) WHERE subject_number IS NULL;
CREATE INDEX subject_at_site ON subject (study_id, mode, site_id, subject_number, subject_id) WHERE site_id IS NOT NULL;
CREATE INDEX subject_with_m_subject_id ON subject (study_id, mode, m_subject_id) WHERE m_subject_id IS NOT NULL;
CREATE INDEX dispensation_by_subject ON dispensation (subject_id, study_id, mode);
CREATE INDEX issued_remote_pair ON remote_pair (study_id, mode, expires_at, inventory_id) WHERE access_id IS NOT NULL;
CREATE INDEX issued_remote_pair_at_site ON remote_pair (study_id, mode, site_id, expires_at, inventory_id) WHERE access_id IS NOT NULL;
CREATE INDEX unredeemed_pair_by_end ON bootstrap_credential (study_id, mode, redeemed_at, expires_at, inventory_id) WHERE redeemed_at IS NULL;
CREATE INDEX unredeemed_pair_at_site ON bootstrap_credential (study_id, mode, site_id, redeemed_at, expires_at, inventory_id) WHERE redeemed_at IS NULL;

-- At the end: from here on, running nodes wait.
DROP INDEX subject_by_number, subject_of_site, subject_by_m_subject_id, dispensation_of_subject;
DROP INDEX remote_pair_by_end, remote_pair_of_site, unredeemed_pair, pair_of_site;
