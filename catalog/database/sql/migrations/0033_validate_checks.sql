-- Check the rows that are there. A constraint that some of them break stays, for what is written from
-- now on, and is named in the server's log.
DO $$
DECLARE
    rule record;
BEGIN
    FOR rule IN
        SELECT
            conrelid::regclass AS media,
            conname AS name
        FROM pg_constraint
        WHERE
            contype = 'c'
            AND NOT convalidated
            AND conrelid IN ('image'::regclass, 'audio'::regclass)
    LOOP
        BEGIN
            EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT %I', rule.media, rule.name);
        EXCEPTION WHEN check_violation THEN
            RAISE WARNING 'rows of % break %', rule.media, rule.name;
        END;
    END LOOP;
END
$$;
