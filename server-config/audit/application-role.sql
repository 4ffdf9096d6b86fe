-- Gives the role "ors_app" what the service needs and no more, for an installation whose tables belong to another role. Run it
-- as that owner after each start of a new version as the owner; then set ORS_DB_USER=ors_app. Of the trail, ors_app may
-- only add: it can neither change nor remove records and seals, nor switch the triggers off.
GRANT USAGE ON SCHEMA public TO ors_app;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO ors_app;
GRANT DELETE ON bootstrap_credential, device_registration, audit_unsealed TO ors_app;
REVOKE UPDATE ON audit_record, audit_seal FROM ors_app;
REVOKE INSERT, UPDATE ON flyway_schema_history FROM ors_app;
