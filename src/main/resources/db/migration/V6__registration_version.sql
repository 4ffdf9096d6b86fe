-- Counts the changes of a registration, so that two changes at once do not overwrite each other (JPA's @Version).
ALTER TABLE device_registration ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
