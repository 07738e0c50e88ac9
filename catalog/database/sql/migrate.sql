-- name: create_migration_table
-- Where applied migrations are recorded.
CREATE TABLE IF NOT EXISTS schema_migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_on timestamptz NOT NULL DEFAULT now()
);

-- name: has_migration_table
-- Whether any migration was ever applied here.
SELECT to_regclass('schema_migration') IS NOT NULL;

-- name: lock_migrations
-- One migrator at a time; held until the session ends; false when another has it. The number is arbitrary
-- and ours.
SELECT pg_try_advisory_lock(727000001);

-- name: unlock_migrations
-- Let the next migrator in.
SELECT pg_advisory_unlock(727000001);

-- name: list_migrations
-- What has been applied, in order.
SELECT
    number,
    name,
    checksum,
    applied_on
FROM schema_migration
ORDER BY number;

-- name: record_migration
-- In the transaction of the migration itself.
INSERT INTO schema_migration (number, name, checksum)
VALUES (%(number)s, %(name)s, %(checksum)s);

-- name: list_unique_keys
-- The expressions of the valid unique indexes of a table, whatever their names.
SELECT regexp_replace(pg_get_indexdef(index.indexrelid), '^.* USING btree ', '')
FROM pg_index AS index
WHERE
    index.indrelid = to_regclass(%(table)s::text)
    AND index.indisunique
    AND index.indisvalid
    AND index.indpred IS NULL;

-- name: list_broken_rules
-- Rules that some rows break, which were there before, and how to find those.
SELECT
    conname,
    format('SELECT * FROM %%s WHERE NOT (%%s)', conrelid::regclass, pg_get_expr(conbin, conrelid))
FROM pg_constraint
WHERE conrelid = to_regclass(%(table)s::text) AND contype = 'c' AND NOT convalidated
ORDER BY conname;

-- name: list_foreign_tables
-- In the schema in which ours would be made.
SELECT relname
FROM pg_class
WHERE
    relnamespace = to_regnamespace(quote_ident(current_schema()))
    AND relname IN ('image', 'audio');
