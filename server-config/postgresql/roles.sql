-- The two roles of the service, made once in its own database by a superuser before the first migration:
--   psql -d ors -f roles.sql, then \password ors_owner and \password ors_app
-- ors_owner owns the tables and changes them: start --migrate-only. ors_app is what the nodes connect as; what it may do to
-- each table stands in grants.sql. Running this again changes nothing.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ors_owner') THEN
    CREATE ROLE ors_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ors_app') THEN
    CREATE ROLE ors_app LOGIN;
  END IF;
  -- No other role of this PostgreSQL gets in, and no one makes temporary tables.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ors_owner, ors_app', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO ors_owner;
GRANT USAGE ON SCHEMA public TO ors_app;

-- A node that is cut off, or stands still, holds its locks no longer than 8 s: whether PostgreSQL waits for its next
-- statement, for any sign of life, or for it to take an answer.
ALTER ROLE ors_app SET idle_in_transaction_session_timeout = '8s';
ALTER ROLE ors_app SET tcp_keepalives_idle = 4;
ALTER ROLE ors_app SET tcp_keepalives_interval = 2;
ALTER ROLE ors_app SET tcp_keepalives_count = 2;
ALTER ROLE ors_app SET tcp_user_timeout = '8s';
-- Above the pool's 60 s for a statement: this one ends what a dead node can't.
ALTER ROLE ors_app SET statement_timeout = '70s';
-- A commit that was acknowledged is on disk, whatever the server's default is.
ALTER ROLE ors_app SET synchronous_commit = on;
