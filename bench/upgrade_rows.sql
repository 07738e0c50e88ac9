-- Images as an old version stored them, 1.5 kB each: of a thousand rows one has `tags` of `{}`, and one a
-- creator that begins with a space, which newer rules repair.
INSERT INTO image (
    identifier, created_on, updated_on, ingestion_type, provider, source, foreign_identifier,
    foreign_landing_url, url, thumbnail, width, height, filesize, license, license_version, creator,
    creator_url, title, meta_data, tags, last_synced_with_source, removed_from_source, filetype, category
)
SELECT
    md5(n::text)::uuid,
    now(),
    now(),
    'provider_api',
    'flickr',
    'flickr',
    n::text,
    'https://www.flickr.com/photos/someone/' || n,
    'https://live.staticflickr.com/65535/' || n || '_' || md5(n::text) || '_b.jpg',
    'https://live.staticflickr.com/65535/' || n || '_' || md5(n::text) || '_m.jpg',
    1024,
    683,
    345678,
    'by',
    '2.0',
    CASE WHEN n %% 1000 = 7 THEN ' someone' ELSE 'A photographer ' || n %% 5000 END,
    'https://www.flickr.com/photos/' || n %% 5000,
    'A picture of ' || md5((n * 7)::text) || ' at sunset',
    jsonb_build_object(
        'views', (n %% 1000)::text,
        'license_url', 'https://creativecommons.org/licenses/by/2.0/',
        'description', repeat(md5(n::text) || ' ', 8),
        'date_taken', '2020-01-01 10:00:00',
        'pub_date', '1578000000'
    ),
    CASE
        WHEN n %% 1000 = 3 THEN '{}'
        ELSE (
            SELECT jsonb_agg(jsonb_build_object('name', 'word' || (n + k * 37) %% 5000, 'provider', 'flickr'))
            FROM generate_series(1, 8) AS k
        )
    END,
    now(),
    FALSE,
    'jpg',
    'photograph'
FROM generate_series(1, %(rows)s) AS n;
