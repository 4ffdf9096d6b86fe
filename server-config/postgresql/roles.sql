-- Makes the two roles of the service. A superuser runs it once in the service's own database, before the first migration:
--   psql -d ors -f roles.sql, then \password ors_owner and \password ors_app
-- ors_owner owns the tables and migrates them (start --migrate-only). The nodes connect as ors_app; grants.sql holds its rights on
-- each table. Running this again changes nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ors_owner') THEN
    CREATE ROLE ors_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ors_app') THEN
    CREATE ROLE ors_app LOGIN;
  END IF;
  -- No other role of this PostgreSQL may connect, and no role may make temporary tables.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ors_owner, ors_app', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ors_owner;
GRANT USAGE ON SCHEMA public TO ors_app;

-- A node that is cut off or hangs holds its locks for at most 8 s, whether PostgreSQL waits for its next statement, for any
-- sign of life, or for it to take an answer.
ALTER ROLE ors_app SET idle_in_transaction_session_timeout = '8s';
ALTER ROLE ors_app SET tcp_keepalives_idle = 4;
ALTER ROLE ors_app SET tcp_keepalives_interval = 2;
ALTER ROLE ors_app SET tcp_keepalives_count = 2;
ALTER ROLE ors_app SET tcp_user_timeout = '8s';
-- A statement that takes longer, for example because it waits for the locks of a large import, ends by this, before the driver ends the
-- connection after 20 s (socketTimeout). It also ends a statement whose node is dead.
ALTER ROLE ors_app SET statement_timeout = '18s';
-- An acknowledged commit is on disk, also if the server's default is different.
ALTER ROLE ors_app SET synchronous_commit = on;
