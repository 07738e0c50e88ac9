-- What loads are measured against beside the old catalogs' way: COPY into the very table, which no
-- load can be much faster than, and the upsert that people write by hand.

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
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height
) FROM STDIN;

-- name: create_baseline_stage
-- Where the upsert by hand puts the file.
DROP TABLE IF EXISTS baseline.stage;
CREATE UNLOGGED TABLE baseline.stage AS
SELECT
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
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height
FROM baseline.image
WHERE FALSE;

-- name: copy_baseline_stage
-- Its first half.
COPY baseline.stage FROM STDIN;

-- name: upsert_baseline
-- Its second half: the newest row replaces the stored one, whatever it says.
INSERT INTO baseline.image (
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
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height
)
SELECT
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
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height
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
