-- The site of the subject for whom the pair was issued, empty for one without a site. The look-up of a site's devices goes by it. It
-- only finds candidates: the subject's own site decides. Null where a node of an earlier release has issued the first pair; the look-up
-- finds these too. Such a node may also replace a pair and keep the site of the subject who had the item before: that device is missing
-- from the look-up of its site until its next pair.
ALTER TABLE bootstrap_credential ADD COLUMN site_id VARCHAR(200);
ALTER TABLE remote_pair ADD COLUMN site_id VARCHAR(200);

UPDATE bootstrap_credential c SET site_id = (
  SELECT COALESCE(u.site_id, '') FROM subject u
   WHERE u.study_id = c.study_id AND u.mode = c.mode AND u.subject_id = c.subject_id);
UPDATE remote_pair c SET site_id = (
  SELECT COALESCE(u.site_id, '') FROM subject u
   WHERE u.study_id = c.study_id AND u.mode = c.mode AND u.subject_id = c.subject_id);

CREATE INDEX pair_of_site ON bootstrap_credential (study_id, mode, site_id, redeemed_at, expires_at, inventory_id);
CREATE INDEX remote_pair_of_site ON remote_pair (study_id, mode, site_id, expires_at, inventory_id);
