-- A large table, and what is asked of it.

-- name: fill
-- Rows by number, made by the server, in no order of their keys. Identifiers are hashes, for to draw
-- them takes longer.
INSERT INTO image (
    identifier,
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    provider,
    source,
    ingestion_type,
    foreign_identifier,
    foreign_landing_url,
    url,
    license,
    license_version,
    title,
    meta_data
)
SELECT
    md5('identifier ' || n)::uuid,
    now(),
    now(),
    now(),
    FALSE,
    'flickr',
    'flickr',
    'provider_api',
    n::text,
    'https://www.flickr.com/photos/' || n %% 9999 || '@N0/' || n,
    'https://live.staticflickr.com/' || n %% 65535 || '/' || n || '_b.jpg',
    'by',
    '2.0',
    'Harbor in winter ' || n,
    '{"license_url": "https://creativecommons.org/licenses/by/2.0/"}'
FROM generate_series(1, %(rows)s) AS numbers (n);

-- name: count_blocks
-- In which the rows of the files lie.
SELECT count(DISTINCT (ctid::text::point)[0])
FROM image
WHERE length(foreign_identifier) = 11;

-- name: count_asked
-- Blocks of the table, found in memory or not.
SELECT COALESCE(sum(heap_blks_read + heap_blks_hit), 0)::bigint
FROM pg_statio_user_tables
WHERE schemaname = 'public' AND relname = 'image';
