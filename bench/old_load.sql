-- Two ways of loading a file that ours is measured against.
--
-- How the old catalogs did, written afresh from what is known of it: a table for each file with three
-- indexes, clean-up in separate deletes, then INSERT ... SELECT DISTINCT ON ... ON CONFLICT that
-- writes every row. And beside it COPY into our very table, which no load can be much faster than,
-- and the upsert that people write by hand, which keeps nothing that a newer row does not say.
-- `{columns}` are those of landing files.

-- name: create_media_table
CREATE TABLE image (
    identifier uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_on timestamptz NOT NULL,
    updated_on timestamptz NOT NULL,
    ingestion_type varchar(80),
    provider varchar(80),
    source varchar(80),
    foreign_identifier varchar(3000),
    foreign_landing_url varchar(1000),
    url varchar(3000) NOT NULL,
    thumbnail varchar(3000),
    width integer,
    height integer,
    filesize integer,
    license varchar(50) NOT NULL,
    license_version varchar(25),
    creator varchar(2000),
    creator_url varchar(2000),
    title varchar(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamptz,
    removed_from_source boolean NOT NULL,
    filetype varchar(5),
    category varchar(80)
);
CREATE UNIQUE INDEX image_provider_fid_idx ON image (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_url_key ON image (url);

-- name: create_load_table
CREATE UNLOGGED TABLE load_image (
    foreign_identifier varchar(3000),
    foreign_landing_url varchar(1000),
    url varchar(3000),
    thumbnail varchar(3000),
    filetype varchar(5),
    filesize integer,
    license varchar(50),
    license_version varchar(25),
    creator varchar(2000),
    creator_url varchar(2000),
    title varchar(5000),
    meta_data jsonb,
    tags jsonb,
    category varchar(80),
    watermarked boolean,
    provider varchar(80),
    source varchar(80),
    ingestion_type varchar(80),
    width integer,
    height integer
);
CREATE INDEX ON load_image (provider);
CREATE INDEX ON load_image (provider, md5(foreign_identifier));
CREATE INDEX ON load_image (provider, md5(url));

-- name: copy
COPY load_image FROM STDIN;

-- name: clean
DELETE FROM load_image WHERE url IS NULL;
DELETE FROM load_image WHERE license IS NULL;
DELETE FROM load_image WHERE license_version IS NULL;
DELETE FROM load_image WHERE foreign_landing_url IS NULL;
DELETE FROM load_image WHERE foreign_identifier IS NULL;
DELETE FROM load_image AS earlier
USING load_image AS later
WHERE
    earlier.ctid < later.ctid
    AND earlier.provider = later.provider
    AND md5(earlier.foreign_identifier) = md5(later.foreign_identifier);

-- name: upsert
INSERT INTO image AS old (
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {columns}
)
SELECT DISTINCT ON (url)
    now(),
    now(),
    now(),
    FALSE,
    {columns}
FROM load_image AS new
WHERE NOT EXISTS (
    SELECT
    FROM image AS known
    WHERE
        known.url = new.url
        AND md5(known.foreign_identifier) <> md5(new.foreign_identifier)
)
ON CONFLICT (provider, md5(foreign_identifier)) DO UPDATE SET
    updated_on = now(),
    last_synced_with_source = now(),
    removed_from_source = FALSE,
    foreign_identifier = COALESCE(excluded.foreign_identifier, old.foreign_identifier),
    foreign_landing_url = COALESCE(excluded.foreign_landing_url, old.foreign_landing_url),
    url = COALESCE(excluded.url, old.url),
    thumbnail = COALESCE(excluded.thumbnail, old.thumbnail),
    filetype = COALESCE(excluded.filetype, old.filetype),
    filesize = COALESCE(excluded.filesize, old.filesize),
    license = COALESCE(excluded.license, old.license),
    license_version = COALESCE(excluded.license_version, old.license_version),
    creator = COALESCE(excluded.creator, old.creator),
    creator_url = COALESCE(excluded.creator_url, old.creator_url),
    title = COALESCE(excluded.title, old.title),
    meta_data = COALESCE(
        jsonb_strip_nulls(old.meta_data) || jsonb_strip_nulls(excluded.meta_data),
        excluded.meta_data,
        old.meta_data
    ),
    tags = COALESCE(
        (
            SELECT jsonb_agg(DISTINCT tag)
            FROM jsonb_array_elements(old.tags || excluded.tags) AS known (tag)
        ),
        excluded.tags,
        old.tags
    ),
    category = COALESCE(excluded.category, old.category),
    watermarked = COALESCE(excluded.watermarked, old.watermarked),
    provider = COALESCE(excluded.provider, old.provider),
    source = COALESCE(excluded.source, old.source),
    ingestion_type = COALESCE(excluded.ingestion_type, old.ingestion_type),
    width = COALESCE(excluded.width, old.width),
    height = COALESCE(excluded.height, old.height);

-- name: drop_load_table
DROP TABLE IF EXISTS load_image;

-- name: count_differences
-- Rows that are not the same in both tables, in what must be the same.
SELECT count(*)
FROM old.image AS old
FULL JOIN public.image AS new
    ON new.provider = old.provider AND new.foreign_identifier = old.foreign_identifier
WHERE
    (old.url, old.title, old.meta_data, old.width, old.height, jsonb_array_length(old.tags))
    IS DISTINCT FROM
    (new.url, new.title, new.meta_data, new.width, new.height, jsonb_array_length(new.tags));

-- name: make_rows
-- The rows of the bench: `revision` 1 changes the title of every tenth.
SELECT
    (10000000000 + n)::varchar AS foreign_identifier,
    'https://www.flickr.com/photos/' || (n % 9999) || '@N0' || (n % 9) || '/' || (10000000000 + n)
        AS foreign_landing_url,
    'https://live.staticflickr.com/' || (n % 65535) || '/' || (10000000000 + n) || '_'
        || lower(hex(hash(n) % 4294967296)) || '_b.jpg' AS url,
    'https://live.staticflickr.com/' || (n % 65535) || '/' || (10000000000 + n) || '_m.jpg'
        AS thumbnail,
    'jpg' AS filetype,
    (hash(n) % 9000000 + 10000)::bigint AS filesize,
    'by' AS license,
    '2.0' AS license_version,
    'Creator ' || (n % 9999) AS creator,
    'https://www.flickr.com/photos/' || (n % 9999) || '@N0' || (n % 9) AS creator_url,
    'Harbor in winter ' || substr(md5(n::varchar), 1, 12)
        || CASE WHEN $revision = 1 AND n % 10 = 0 THEN ' again' ELSE '' END AS title,
    '{"date_taken":"2019-05-05 12:11:10","description":"' || md5('a' || n) || ' ' || md5('b' || n)
        || ' the old stone bridge over the river, seen from the market at dawn in late autumn",'
        || '"license_url":"https://creativecommons.org/licenses/by/2.0/","pub_date":"'
        || (1600000000 + n) || '","raw_license_url":"http://creativecommons.org/licenses/by/2.0/"'
        || ',"views":"' || (hash(n) % 100000) || '"}' AS meta_data,
    '[' || array_to_string([
        '{"name":"' || word || '","provider":"flickr"}'
        FOR word IN ['bridge', 'river', 'market', 'stone ' || (n % 97), 'dawn', 'tag ' || (n % 9973)]
    ], ',') || ']' AS tags,
    'photograph' AS category,
    NULL::boolean AS watermarked,
    'flickr' AS provider,
    'flickr' AS source,
    'provider_api' AS ingestion_type,
    1024::integer AS width,
    (hash(n) % 500 + 500)::integer AS height
FROM (SELECT (n * 7919) % $rows AS n FROM range($rows) AS numbers (n)) AS shuffled;

-- name: create_baseline
-- The media table with all its indexes and constraints, in a schema of its own.
DROP SCHEMA IF EXISTS baseline CASCADE;
CREATE SCHEMA baseline;
CREATE TABLE baseline.image (LIKE public.image INCLUDING ALL);
ALTER TABLE baseline.image
ALTER COLUMN created_on SET DEFAULT now(),
ALTER COLUMN updated_on SET DEFAULT now(),
ALTER COLUMN removed_from_source SET DEFAULT FALSE;

-- name: copy_baseline
-- The floor.
COPY baseline.image (
    {columns}
) FROM STDIN;

-- name: create_baseline_stage
-- Where the upsert by hand puts the file.
DROP TABLE IF EXISTS baseline.stage;
CREATE UNLOGGED TABLE baseline.stage AS
SELECT
    {columns}
FROM baseline.image
WHERE FALSE;

-- name: copy_baseline_stage
-- Its first half.
COPY baseline.stage FROM STDIN;

-- name: upsert_baseline
-- Its second half: the newest row replaces the stored one, whatever it says.
INSERT INTO baseline.image (
    {columns}
)
SELECT
    {columns}
FROM baseline.stage
ON CONFLICT (record_key(provider, foreign_identifier)) DO UPDATE SET
    updated_on = now(),
    foreign_landing_url = excluded.foreign_landing_url,
    url = excluded.url,
    thumbnail = excluded.thumbnail,
    filetype = excluded.filetype,
    filesize = excluded.filesize,
    license = excluded.license,
    license_version = excluded.license_version,
    creator = excluded.creator,
    creator_url = excluded.creator_url,
    title = excluded.title,
    meta_data = excluded.meta_data,
    tags = excluded.tags,
    category = excluded.category,
    watermarked = excluded.watermarked,
    source = excluded.source,
    ingestion_type = excluded.ingestion_type,
    width = excluded.width,
    height = excluded.height;

-- name: truncate_baseline
-- Between the two.
TRUNCATE baseline.image;

-- name: build_id_indexes_anew
-- Loads leave the pages of an index more or less full.
REINDEX INDEX old.image_provider_fid_idx;
REINDEX INDEX public.image_record_key;

-- name: tell_id_indexes
-- Bytes of both.
SELECT
    pg_relation_size('old.image_provider_fid_idx') AS old,
    pg_relation_size('public.image_record_key') AS ours;
