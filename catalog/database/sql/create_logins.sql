-- name: create_logins
-- The roles that log in by IAM, made by the master user, which is used for nothing else. The one
-- that migrates owns the tables. The one that loads acts as their owner (the first load of a table
-- drops its indexes and builds them again), but can make no roles. The third reads.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['catalog_migrator', 'catalog_loader', 'catalog_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
        EXECUTE format('GRANT rds_iam TO %I', wanted);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), wanted);
    END LOOP;
    EXECUTE format('GRANT CREATE ON DATABASE %I TO catalog_migrator', current_database());
    GRANT USAGE, CREATE ON SCHEMA public TO catalog_migrator;
    GRANT catalog_migrator TO catalog_loader;
    GRANT USAGE ON SCHEMA public TO catalog_reader;
END
$$;
