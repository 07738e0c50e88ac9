-- name: has_rows
-- Whether a table is there and is not empty.
SELECT to_regclass(%(table)s) IS NOT NULL AND EXISTS (
    SELECT FROM pg_class WHERE oid = to_regclass(%(table)s) AND pg_relation_size(oid) > 0
);

-- name: create_upgrade_task
-- What is left of an update that reads whole tables, and how far it has come: it is gone when nothing is left.
CREATE TABLE IF NOT EXISTS upgrade_task (
    kind text NOT NULL,
    media_type text NOT NULL,
    reached text NOT NULL DEFAULT '0',
    broken text [] NOT NULL DEFAULT '{}',
    PRIMARY KEY (kind, media_type)
);
-- Who only reads asks for the status as well.
GRANT SELECT ON upgrade_task TO public;

-- name: add_upgrade_task
-- In the transaction of the migration that needs it.
INSERT INTO upgrade_task (kind, media_type) VALUES (%(kind)s, %(media_type)s)
ON CONFLICT (kind, media_type) DO UPDATE SET reached = '0', broken = '{}';

-- name: has_upgrade_tasks
-- Whether an update was begun whose reading is not done.
SELECT to_regclass('upgrade_task') IS NOT NULL;

-- name: list_upgrade_tasks
-- What is left to read.
SELECT
    kind,
    media_type,
    reached,
    broken
FROM upgrade_task
ORDER BY kind, media_type;

-- name: move_upgrade_task
-- In the transaction that has read so far.
UPDATE upgrade_task
SET reached = %(reached)s, broken = ARRAY(SELECT DISTINCT unnest(broken || %(broken)s::text []) ORDER BY 1)
WHERE kind = %(kind)s AND media_type = %(media_type)s;

-- name: end_upgrade_task
-- It is done.
DELETE FROM upgrade_task
WHERE kind = %(kind)s AND media_type = %(media_type)s;

-- name: drop_upgrade_task
-- Nothing is left.
DROP TABLE IF EXISTS upgrade_task;

-- name: list_unchecked_rules
-- Rules that hold for new rows only, and their expressions.
SELECT
    conname,
    pg_get_expr(conbin, conrelid)
FROM pg_constraint
WHERE conrelid = to_regclass(%(table)s) AND contype = 'c' AND NOT convalidated
ORDER BY conname;

-- name: size_of_table
-- In blocks.
SELECT pg_relation_size(to_regclass(%(table)s)) / current_setting('block_size')::bigint;

-- name: find_invalid_index
-- One that was being built when its builder was stopped.
SELECT FROM pg_index WHERE indexrelid = to_regclass(%(index)s) AND NOT indisvalid;

-- name: queue_some_for_search
-- The next records by identifier, which no change moves; those that change meanwhile queue themselves.
WITH next_records AS MATERIALIZED (
    SELECT identifier
    FROM {media}
    WHERE %(reached)s::uuid IS NULL OR identifier > %(reached)s::uuid
    ORDER BY identifier
    LIMIT %(limit)s
),

queued AS (
    INSERT INTO search_queue (media_type, records, identifiers)
    SELECT %(media_type)s, count(*), array_agg(part.identifier)
    FROM (SELECT identifier, row_number() OVER () / 4096 AS number FROM next_records) AS part
    GROUP BY part.number
)

SELECT identifier FROM next_records ORDER BY identifier DESC LIMIT 1;

-- name: list_repairs
-- What makes each column of a row sound whose rule came after it, as in migration 0098.
SELECT string_agg(format('%%I = %%s', attname, repair), ', ')
FROM (
    SELECT
        attname,
        CASE
            WHEN attname = 'tags' THEN 'CASE WHEN are_tags(tags) THEN tags ELSE sound_tags(tags, provider) END'
            WHEN attname = 'alt_files' THEN 'CASE WHEN are_files(alt_files) THEN alt_files ELSE sound_files(alt_files) END'
            WHEN attname = 'audio_set' THEN 'CASE WHEN is_set(audio_set) THEN audio_set ELSE sound_set(audio_set) END'
            WHEN attname = 'genres' THEN 'CASE WHEN are_words(genres) THEN genres ELSE NULLIF(array_remove(array_remove(ARRAY(SELECT unnest(genres)), NULL), $x$$x$), $x${}$x$) END'
            WHEN attname = 'meta_data' THEN 'CASE jsonb_typeof(meta_data) WHEN $x$object$x$ THEN meta_data END'
            WHEN attname IN ('thumbnail', 'creator_url') THEN format('CASE WHEN are_urls(%%1$I) THEN %%1$I END', attname)
            WHEN attname = 'source' THEN 'COALESCE(sound_text(source), provider)'
            WHEN
                attname IN ('title', 'creator', 'filetype', 'category', 'ingestion_type', 'audio_set_foreign_identifier')
                THEN format('sound_text(%%I)', attname)
            WHEN
                attname IN ('width', 'height', 'filesize', 'duration', 'bit_rate', 'sample_rate', 'set_position')
                THEN format('CASE WHEN %%1$I >= 0 THEN %%1$I END', attname)
            WHEN attname = 'last_synced_with_source' THEN format('CASE WHEN is_moment(%%1$I) THEN %%1$I END', attname)
            WHEN
                attname IN ('created_on', 'updated_on')
                THEN format(
                    'CASE WHEN is_moment(%%I) THEN %%1$I WHEN is_moment(%%I) THEN %%2$I ELSE now() END',
                    attname,
                    CASE attname WHEN 'created_on' THEN 'updated_on' ELSE 'created_on' END
                )
        END AS repair
    FROM pg_attribute
    WHERE attrelid = to_regclass(%(table)s) AND attnum > 0 AND NOT attisdropped
) AS column_repair
WHERE repair IS NOT NULL;

-- name: repair_some
-- Repair the rows of some blocks that break a rule.
UPDATE {media} SET {repairs} WHERE ctid >= %(first)s::tid AND ctid < %(last)s::tid AND ({broken});

-- name: list_some_broken
-- Rows of some blocks that break a rule.
SELECT identifier FROM {media} WHERE ctid >= %(first)s::tid AND ctid < %(last)s::tid AND ({broken});

-- name: repair_one
-- Repair one row.
UPDATE {media} SET {repairs} WHERE identifier = %(identifier)s;

-- name: list_rules_that_break
-- Which rules rows still break.
SELECT DISTINCT rule.rule_name
FROM {media}
CROSS JOIN LATERAL (VALUES {rules}) AS rule (rule_name, is_broken)
WHERE identifier = ANY(%(identifiers)s) AND rule.is_broken
ORDER BY rule.rule_name;

-- name: believe_values
-- For this transaction: the rows were looked at, block by block, so they are only to be counted as checked.
SELECT set_config('catalog.values_are_clean', 'on', TRUE);
