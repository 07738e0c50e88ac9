-- What the role that only reads may see: every table, now and later. Where there is no such role (on
-- one machine) nothing is granted. Expands only.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'catalog_reader') THEN
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO catalog_reader;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO catalog_reader;
    END IF;
END
$$;
