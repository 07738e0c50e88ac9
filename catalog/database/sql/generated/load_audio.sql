-- Written by `make sql` from sql/templates/load.sql and the declaration of audio.
-- Loading audio records: the steps of `loader.py` that know the table's columns.
-- `staged` and what is made of it lie in the load's own schema, first in the search path.
-- How columns merge: COALESCE is "the newest that is not null"; the merge functions are explained
-- in migrations 0005 and 0031. `assumed` names the columns of a row whose values nobody gave: they
-- fill gaps and replace nothing. docs/data-model.md has the table.

-- name: create_staged_audio
-- The rows of one file, as they were read: no index and no log, for they can be read again.
CREATE UNLOGGED TABLE staged (
    line bigint NOT NULL,
    foreign_identifier text,
    foreign_landing_url text,
    url text,
    thumbnail text,
    filetype text,
    filesize bigint,
    license text,
    license_version text,
    creator text,
    creator_url text,
    title text,
    meta_data jsonb,
    tags jsonb,
    category text,
    provider text,
    source text,
    ingestion_type text,
    duration bigint,
    bit_rate integer,
    sample_rate integer,
    genres text[],
    audio_set jsonb,
    set_position integer,
    alt_files jsonb,
    audio_set_foreign_identifier text,
    assumed text[]
) WITH (autovacuum_enabled = FALSE, toast.autovacuum_enabled = FALSE);

-- name: copy_staged_audio
-- In the order in which `copy_binary.py` writes them.
COPY staged (
    line,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    assumed
) FROM STDIN (FORMAT binary, FREEZE);

-- name: copy_new_audio
-- Straight into the empty table, as `copy_binary.py` writes new records.
COPY audio (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    standardized_popularity
) FROM STDIN (FORMAT binary, FREEZE);

-- name: add_new_audio
-- The same into a table that has others.
COPY audio (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    standardized_popularity
) FROM STDIN (FORMAT binary);

-- name: show_new_audio
-- What the last steps of a load read of `staged`, from the table that it has filled.
CREATE VIEW staged AS
SELECT
    row_number() OVER () AS line,
    provider,
    foreign_identifier
FROM audio;

-- name: create_gathered_audio
-- The rows of many files, in the order in which they were read, and a view of one file's.
CREATE UNLOGGED TABLE gathered (
    file integer NOT NULL DEFAULT current_setting('catalog.file')::integer,
    line bigint NOT NULL,
    foreign_identifier text,
    foreign_landing_url text,
    url text,
    thumbnail text,
    filetype text,
    filesize bigint,
    license text,
    license_version text,
    creator text,
    creator_url text,
    title text,
    meta_data jsonb,
    tags jsonb,
    category text,
    provider text,
    source text,
    ingestion_type text,
    duration bigint,
    bit_rate integer,
    sample_rate integer,
    genres text[],
    audio_set jsonb,
    set_position integer,
    alt_files jsonb,
    audio_set_foreign_identifier text,
    assumed text[]
) WITH (autovacuum_enabled = FALSE, toast.autovacuum_enabled = FALSE);
CREATE VIEW staged AS
SELECT
    line,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    assumed
FROM gathered
WHERE file = current_setting('catalog.file')::integer;

-- name: copy_gathered_audio
-- As into `staged`; the file's number comes by itself.
COPY gathered (
    line,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    assumed
) FROM STDIN (FORMAT binary);

-- name: create_media_view_audio
-- What a step that suits both tables may read and write of the media table.
CREATE VIEW media AS
SELECT
    identifier,
    provider,
    foreign_identifier,
    url,
    creator,
    creator_url
FROM audio;

-- name: create_tombstone_view_audio
-- What was deleted from it.
CREATE VIEW tombstone AS
SELECT
    provider,
    foreign_identifier,
    url,
    deleted_reason
FROM deleted_audio;

-- name: is_small_audio
-- Whether it costs less to read the table whole than to look the file's rows up in it.
SELECT
    pg_relation_size('audio') < 4 * pg_relation_size('staged')
    OR NOT EXISTS (
        SELECT FROM pg_index WHERE indexrelid = to_regclass('audio_record_key') AND indisvalid
    );

-- name: show_all_audio
-- What the file is compared with: every record.
CREATE VIEW known AS
SELECT *
FROM audio;

-- name: show_sought_audio
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
INNER JOIN audio AS m ON record_key(m.provider, m.foreign_identifier) = ANY(sought.keys);

-- name: match_audio
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
        OR s.foreign_identifier <> m.foreign_identifier
        OR s.foreign_landing_url <> m.foreign_landing_url
        OR (s.url IS DISTINCT FROM m.url AND merge_url(m.url, s.url) IS DISTINCT FROM m.url)
        OR COALESCE(s.thumbnail, m.thumbnail) IS DISTINCT FROM m.thumbnail
        OR (s.filetype IS DISTINCT FROM m.filetype AND COALESCE(CASE WHEN s.assumed IS NULL OR 'filetype' <> ALL(s.assumed) OR url_key(s.url) <> url_key(m.url) THEN s.filetype END, m.filetype) IS DISTINCT FROM m.filetype)
        OR COALESCE(s.filesize, m.filesize) IS DISTINCT FROM m.filesize
        OR s.license <> m.license
        OR s.license_version <> m.license_version
        OR COALESCE(s.creator, m.creator) IS DISTINCT FROM m.creator
        OR COALESCE(s.creator_url, m.creator_url) IS DISTINCT FROM m.creator_url
        OR COALESCE(s.title, m.title) IS DISTINCT FROM m.title
        OR (s.meta_data IS DISTINCT FROM m.meta_data AND merge_meta_data(m.meta_data, s.meta_data, 'license_url' = ANY(s.assumed) AND s.license = m.license AND s.license_version = m.license_version) IS DISTINCT FROM m.meta_data)
        OR (s.tags IS DISTINCT FROM m.tags AND merge_tags(m.tags, s.tags, s.provider) IS DISTINCT FROM m.tags)
        OR (s.category IS DISTINCT FROM m.category AND COALESCE(CASE WHEN s.assumed IS NULL OR 'category' <> ALL(s.assumed) THEN s.category END, m.category) IS DISTINCT FROM m.category)
        OR (s.source IS DISTINCT FROM m.source AND COALESCE(CASE WHEN s.assumed IS NULL OR 'source' <> ALL(s.assumed) THEN s.source END, m.source) IS DISTINCT FROM m.source)
        OR (s.ingestion_type IS DISTINCT FROM m.ingestion_type AND COALESCE(CASE WHEN s.assumed IS NULL OR 'ingestion_type' <> ALL(s.assumed) THEN s.ingestion_type END, m.ingestion_type) IS DISTINCT FROM m.ingestion_type)
        OR COALESCE(s.duration, m.duration) IS DISTINCT FROM m.duration
        OR COALESCE(s.bit_rate, m.bit_rate) IS DISTINCT FROM m.bit_rate
        OR COALESCE(s.sample_rate, m.sample_rate) IS DISTINCT FROM m.sample_rate
        OR NOT s.genres <@ COALESCE(m.genres, ARRAY[]::text[])
        OR (s.audio_set IS DISTINCT FROM m.audio_set AND merge_objects(m.audio_set, s.audio_set) IS DISTINCT FROM m.audio_set)
        OR COALESCE(s.set_position, m.set_position) IS DISTINCT FROM m.set_position
        OR (s.alt_files IS DISTINCT FROM m.alt_files AND merge_files(m.alt_files, s.alt_files) IS DISTINCT FROM m.alt_files)
        OR COALESCE(s.audio_set_foreign_identifier, m.audio_set_foreign_identifier) IS DISTINCT FROM m.audio_set_foreign_identifier
    );

-- name: lock_audio
-- Nobody else reads or writes the table until the transaction ends; fails if somebody does now.
LOCK TABLE audio IN ACCESS EXCLUSIVE MODE NOWAIT;

-- name: list_indexes_audio
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
    index.indrelid = 'audio'::regclass
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

-- name: truncate_audio
-- A truncated table's rows need no log where `wal_level` is minimal: the commit writes them out.
TRUNCATE audio;

-- name: fill_audio
-- Insert every row of the file into the empty table. Identifiers are random by a secret that is drawn
-- once: a server that is built without OpenSSL opens /dev/urandom for each that it draws, which takes
-- longer than to write the row.
INSERT INTO audio (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
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
    s.foreign_identifier,
    s.foreign_landing_url,
    s.url,
    s.thumbnail,
    s.filetype,
    s.filesize,
    s.license,
    s.license_version,
    s.creator,
    s.creator_url,
    s.title,
    s.meta_data,
    s.tags,
    s.category,
    s.provider,
    s.source,
    s.ingestion_type,
    s.duration,
    s.bit_rate,
    s.sample_rate,
    s.genres,
    s.audio_set,
    s.set_position,
    s.alt_files,
    s.audio_set_foreign_identifier,
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
    ON own.media_type = 'audio' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = 'audio' AND shared.provider = '*' AND own.provider IS NULL
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: vacuum_audio
-- Mark the new rows as committed, so that the next reader need not.
VACUUM audio;

-- name: update_audio
-- Merge what differs into the records that are there; identifier and created_on never change.
UPDATE audio AS m
SET
    updated_on = now(),
    last_synced_with_source = now(),
    removed_from_source = FALSE, -- what is seen again revives
    foreign_identifier = COALESCE(s.foreign_identifier, m.foreign_identifier),
    foreign_landing_url = COALESCE(s.foreign_landing_url, m.foreign_landing_url),
    url = merge_url(m.url, s.url),
    thumbnail = COALESCE(s.thumbnail, m.thumbnail),
    filetype = COALESCE(CASE WHEN s.assumed IS NULL OR 'filetype' <> ALL(s.assumed) OR url_key(s.url) <> url_key(m.url) THEN s.filetype END, m.filetype),
    filesize = COALESCE(s.filesize, m.filesize),
    license = COALESCE(s.license, m.license),
    license_version = COALESCE(s.license_version, m.license_version),
    creator = COALESCE(s.creator, m.creator),
    creator_url = COALESCE(s.creator_url, m.creator_url),
    title = COALESCE(s.title, m.title),
    meta_data = merge_meta_data(m.meta_data, s.meta_data, 'license_url' = ANY(s.assumed) AND s.license = m.license AND s.license_version = m.license_version),
    tags = merge_tags(m.tags, s.tags, s.provider),
    category = COALESCE(CASE WHEN s.assumed IS NULL OR 'category' <> ALL(s.assumed) THEN s.category END, m.category),
    provider = COALESCE(s.provider, m.provider),
    source = COALESCE(CASE WHEN s.assumed IS NULL OR 'source' <> ALL(s.assumed) THEN s.source END, m.source),
    ingestion_type = COALESCE(CASE WHEN s.assumed IS NULL OR 'ingestion_type' <> ALL(s.assumed) THEN s.ingestion_type END, m.ingestion_type),
    duration = COALESCE(s.duration, m.duration),
    bit_rate = COALESCE(s.bit_rate, m.bit_rate),
    sample_rate = COALESCE(s.sample_rate, m.sample_rate),
    genres = merge_texts(m.genres, s.genres),
    audio_set = merge_objects(m.audio_set, s.audio_set),
    set_position = COALESCE(s.set_position, m.set_position),
    alt_files = merge_files(m.alt_files, s.alt_files),
    audio_set_foreign_identifier = COALESCE(s.audio_set_foreign_identifier, m.audio_set_foreign_identifier),
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
        WHERE scale.media_type = 'audio' AND scale.provider IN (s.provider, '*')
        ORDER BY scale.provider = '*'
        LIMIT 1
    )
FROM staged AS s
INNER JOIN candidate AS c ON c.line = s.line
WHERE
    m.identifier = c.identifier
    AND c.identifier IS NOT NULL -- new rows are many, and have no record to look for
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: insert_audio
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

INSERT INTO audio (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    provider,
    source,
    ingestion_type,
    duration,
    bit_rate,
    sample_rate,
    genres,
    audio_set,
    set_position,
    alt_files,
    audio_set_foreign_identifier,
    standardized_popularity
)
SELECT
    identified.identifier,
    now(),
    now(),
    now(),
    FALSE,
    s.foreign_identifier,
    s.foreign_landing_url,
    s.url,
    s.thumbnail,
    s.filetype,
    s.filesize,
    s.license,
    s.license_version,
    s.creator,
    s.creator_url,
    s.title,
    s.meta_data,
    s.tags,
    s.category,
    s.provider,
    s.source,
    s.ingestion_type,
    s.duration,
    s.bit_rate,
    s.sample_rate,
    s.genres,
    s.audio_set,
    s.set_position,
    s.alt_files,
    s.audio_set_foreign_identifier,
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
    ON own.media_type = 'audio' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = 'audio' AND shared.provider = '*' AND own.provider IS NULL
ORDER BY placed.place;
