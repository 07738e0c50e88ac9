-- Loading {{media}} records: the steps of `loader.py` that know the table's columns.
-- `staged` and what is made of it lie in the load's own schema, first in the search path.
-- How columns merge: COALESCE is "the newest that is not null"; the merge functions are explained
-- in migrations 0005 and 0031. `assumed` names the columns of a row whose values nobody gave: they
-- fill gaps and replace nothing. docs/data-model.md has the table.

-- name: create_staged_{{media}}
-- The rows of one file, as they were read: no index and no log, for they can be read again.
CREATE UNLOGGED TABLE staged (
    line bigint NOT NULL,
    {{each declaration}},
    assumed text[]
) WITH (autovacuum_enabled = FALSE, toast.autovacuum_enabled = FALSE);

-- name: copy_staged_{{media}}
-- In the order in which `copy_binary.py` writes them.
COPY staged (
    line,
    {{each column}},
    assumed
) FROM STDIN (FORMAT binary, FREEZE);

-- name: copy_new_{{media}}
-- Straight into the empty table, as `copy_binary.py` writes new records.
COPY {{media}} (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {{each column}},
    standardized_popularity
) FROM STDIN (FORMAT binary, FREEZE);

-- name: add_new_{{media}}
-- The same into a table that has others.
COPY {{media}} (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {{each column}},
    standardized_popularity
) FROM STDIN (FORMAT binary);

-- name: show_new_{{media}}
-- What the last steps of a load read of `staged`, from the table that it has filled.
CREATE VIEW staged AS
SELECT
    row_number() OVER () AS line,
    provider,
    foreign_identifier
FROM {{media}};

-- name: create_gathered_{{media}}
-- The rows of many files, in the order in which they were read, and a view of one file's.
CREATE UNLOGGED TABLE gathered (
    file integer NOT NULL DEFAULT current_setting('catalog.file')::integer,
    line bigint NOT NULL,
    {{each declaration}},
    assumed text[]
) WITH (autovacuum_enabled = FALSE, toast.autovacuum_enabled = FALSE);
CREATE VIEW staged AS
SELECT
    line,
    {{each column}},
    assumed
FROM gathered
WHERE file = current_setting('catalog.file')::integer;

-- name: copy_gathered_{{media}}
-- As into `staged`; the file's number comes by itself.
COPY gathered (
    line,
    {{each column}},
    assumed
) FROM STDIN (FORMAT binary);

-- name: create_media_view_{{media}}
-- What a step that suits both tables may read and write of the media table.
CREATE VIEW media AS
SELECT
    identifier,
    provider,
    foreign_identifier,
    url,
    creator,
    creator_url
FROM {{media}};

-- name: create_tombstone_view_{{media}}
-- What was deleted from it.
CREATE VIEW tombstone AS
SELECT
    provider,
    foreign_identifier,
    url,
    deleted_reason
FROM deleted_{{media}};

-- name: is_small_{{media}}
-- Whether it costs less to read the table whole than to look the file's rows up in it.
SELECT
    pg_relation_size('{{media}}') < 4 * pg_relation_size('staged')
    OR NOT EXISTS (
        SELECT FROM pg_index WHERE indexrelid = to_regclass('{{media}}_record_key') AND indisvalid
    );

-- name: show_all_{{media}}
-- What the file is compared with: every record.
CREATE VIEW known AS
SELECT *
FROM {{media}};

-- name: show_sought_{{media}}
-- Or those alone that the file has. Their keys are looked up in the order of the index, and the records
-- read in that of the table, each block once, wherever they lie in the file (see `seek_by_keys`): so
-- many at a time that the places fit well into memory. No key is in two of the arrays, for of rows with
-- one id all but the last are refused by now.
CREATE UNLOGGED TABLE sought WITH (autovacuum_enabled = FALSE) AS
SELECT array_agg(record_key(s.provider, s.foreign_identifier)) AS keys
FROM staged AS s
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
GROUP BY s.line / 262144;
CREATE VIEW known AS
SELECT m.*
FROM sought
INNER JOIN {{media}} AS m ON record_key(m.provider, m.foreign_identifier) = ANY(sought.keys);

-- name: match_{{media}}
-- The rows that would change the table: those that are new, and those that differ after merging.
CREATE UNLOGGED TABLE candidate WITH (autovacuum_enabled = FALSE) AS
SELECT
    s.line,
    m.identifier,
    url_key(s.url) AS new_url_key,
    url_key(m.url) AS old_url_key
FROM staged AS s
LEFT JOIN known AS m
    ON m.provider = s.provider AND m.foreign_identifier = s.foreign_identifier
WHERE
    NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
    AND (
        m.identifier IS NULL
        OR m.removed_from_source
        OR m.last_synced_with_source < (
            SELECT current_setting('catalog.synced_before')::timestamptz
        )
        {{each difference}}
    );

-- name: lock_{{media}}
-- Nobody else reads or writes the table until the transaction ends; fails if somebody does now.
LOCK TABLE {{media}} IN ACCESS EXCLUSIVE MODE NOWAIT;

-- name: list_indexes_{{media}}
-- The indexes of the table that its definition alone makes again as they are, with what does so: those of
-- constraints, then unique ones. The others (what a replica knows rows by, one that was commented on, or
-- lies elsewhere) stay, and are filled row by row.
SELECT
    index.indexrelid::regclass::text AS name,
    pg_get_indexdef(index.indexrelid) AS definition,
    rule.conname AS constraint_name,
    pg_get_constraintdef(rule.oid) AS constraint_definition
FROM pg_index AS index
INNER JOIN pg_class AS made ON index.indexrelid = made.oid
LEFT JOIN pg_constraint AS rule
    ON rule.conindid = index.indexrelid AND rule.contype IN ('p', 'u', 'x')
WHERE
    index.indrelid = '{{media}}'::regclass
    AND NOT index.indisreplident
    AND NOT index.indisclustered
    AND made.reltablespace = 0
    AND obj_description(index.indexrelid, 'pg_class') IS NULL
    AND obj_description(rule.oid, 'pg_constraint') IS NULL
    -- An expression's own statistics target: NULL, or before version 17 -1, where there is none.
    AND NOT EXISTS (
        SELECT FROM pg_attribute
        WHERE attrelid = index.indexrelid AND COALESCE(attstattarget, -1) <> -1
    )
ORDER BY rule.conname, index.indisunique DESC, name;

-- name: truncate_{{media}}
-- A truncated table's rows need no log where `wal_level` is minimal: the commit writes them out.
TRUNCATE {{media}};

-- name: fill_{{media}}
-- Insert every row of the file into the empty table. Identifiers are random by a secret that is drawn
-- once: a server that is built without OpenSSL opens /dev/urandom for each that it draws, which takes
-- longer than to write the row.
INSERT INTO {{media}} (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {{each column}},
    standardized_popularity
)
SELECT
    overlay(
        overlay(md5((SELECT gen_random_uuid()::text) || s.line) PLACING '4' FROM 13)
        PLACING '8' FROM 17
    )::uuid,
    now(),
    now(),
    now(),
    FALSE,
    s.{{each column}},
    CASE
        WHEN COALESCE(own.constant, shared.constant) IS NOT NULL
            THEN popularity_score(
                metric_value(s.meta_data -> COALESCE(own.metric, shared.metric)),
                COALESCE(own.value, shared.value),
                COALESCE(own.percentile, shared.percentile),
                COALESCE(own.constant, shared.constant)
            )
    END
FROM staged AS s
LEFT JOIN popularity_metric AS own
    ON own.media_type = '{{media}}' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: vacuum_{{media}}
-- Mark the new rows as committed, so that the next reader need not.
VACUUM {{media}};

-- name: update_{{media}}
-- Merge what differs into the records that are there; identifier and created_on never change.
UPDATE {{media}} AS m
SET
    updated_on = now(),
    last_synced_with_source = now(),
    removed_from_source = FALSE, -- what is seen again revives
    {{each column}} = {{each merged value}},
    -- by the metric of the merged meta_data, which the newer row need not have
    standardized_popularity = (
        SELECT
            popularity_score(
                metric_value(merge_objects(m.meta_data, s.meta_data) -> scale.metric),
                scale.value,
                scale.percentile,
                scale.constant
            )
        FROM popularity_metric AS scale
        WHERE scale.media_type = '{{media}}' AND scale.provider IN (s.provider, '*')
        ORDER BY scale.provider = '*'
        LIMIT 1
    )
FROM staged AS s
INNER JOIN candidate AS c ON c.line = s.line
WHERE
    m.identifier = c.identifier
    AND c.identifier IS NOT NULL -- new rows are many, and have no record to look for
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: insert_{{media}}
-- Write what is new, in the order of its keys, with random identifiers that are in the same order: two
-- of the three indexes are then gone through from one end to the other, and not at random.
WITH placed AS MATERIALIZED (
    SELECT
        s.line,
        row_number() OVER (ORDER BY record_key(s.provider, s.foreign_identifier)) AS place
    FROM staged AS s
    INNER JOIN candidate AS c ON c.line = s.line
    WHERE
        c.identifier IS NULL
        AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
),

drawn AS MATERIALIZED (
    SELECT
        overlay(
            overlay(md5((SELECT gen_random_uuid()::text) || placed.line) PLACING '4' FROM 13)
            PLACING '8' FROM 17
        )::uuid AS identifier
    FROM placed
),

identified AS (
    SELECT
        identifier,
        row_number() OVER (ORDER BY identifier) AS place
    FROM drawn
)

INSERT INTO {{media}} (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {{each column}},
    standardized_popularity
)
SELECT
    identified.identifier,
    now(),
    now(),
    now(),
    FALSE,
    s.{{each column}},
    CASE
        WHEN COALESCE(own.constant, shared.constant) IS NOT NULL
            THEN popularity_score(
                metric_value(s.meta_data -> COALESCE(own.metric, shared.metric)),
                COALESCE(own.value, shared.value),
                COALESCE(own.percentile, shared.percentile),
                COALESCE(own.constant, shared.constant)
            )
    END
FROM placed
INNER JOIN identified ON placed.place = identified.place
INNER JOIN staged AS s ON placed.line = s.line
LEFT JOIN popularity_metric AS own
    ON own.media_type = '{{media}}' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
ORDER BY placed.place;
