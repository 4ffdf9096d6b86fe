-- The rights of ors_app, table by table; it has no others. start --migrate-only runs this as ors_owner after each migration. It does
-- nothing if there is no role ors_app. ors_app can't change or remove audit records.

DO $$
DECLARE
  given record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ors_app') THEN
    RETURN;
  END IF;
  FOR given IN
    SELECT t.name, t.rights
      FROM (VALUES
        ('flyway_schema_history',   'SELECT'),
        ('study_mode',              'SELECT, INSERT, UPDATE'),
        ('device_service_settings', 'SELECT, INSERT, UPDATE'),
        ('site',                    'SELECT, INSERT, UPDATE'),
        ('kit_type',                'SELECT, INSERT, UPDATE'),
        ('subject',                 'SELECT, INSERT, UPDATE'),
        ('inventory_item',          'SELECT, INSERT, UPDATE'),
        ('dispensation',            'SELECT, INSERT, UPDATE, DELETE'),
        ('device_registration',     'SELECT, INSERT, UPDATE, DELETE'),
        ('bootstrap_credential',    'SELECT, INSERT, UPDATE, DELETE'),
        ('remote_pair',             'SELECT, INSERT, UPDATE, DELETE'),
        ('connector_call',          'SELECT, INSERT, UPDATE, DELETE'),
        ('unknown_access_id',       'SELECT, UPDATE'),
        ('pair_sealing',            'SELECT'),
        ('key_in_use',              'SELECT, UPDATE'),
        ('key_check',               'SELECT, INSERT'),
        ('audit_record',            'SELECT, INSERT'),
        ('audit_seal',              'SELECT, INSERT'),
        ('audit_unsealed',          'SELECT, INSERT, DELETE'),
        ('audit_chain',             'SELECT, INSERT, UPDATE'),
        ('audit_sealing',           'SELECT, INSERT, UPDATE')
      ) AS t(name, rights)
  LOOP
    EXECUTE format('REVOKE ALL ON public.%I FROM ors_app', given.name);
    EXECUTE format('GRANT %s ON public.%I TO ors_app', given.rights, given.name);
  END LOOP;
END
$$;
