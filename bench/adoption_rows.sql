-- Images as an Openverse catalog of 2024 has them, 1.2 kB each: of seven rows one has `tags` of `{}`,
-- of three one lacks the link that was given for its licence, of a hundred one has no known licence.
INSERT INTO image (
    identifier, created_on, updated_on, ingestion_type, provider, source, foreign_identifier,
    foreign_landing_url, url, thumbnail, width, height, filesize, license, license_version, creator,
    creator_url, title, meta_data, tags, watermarked, last_synced_with_source, removed_from_source,
    filetype, category, standardized_popularity
)
SELECT
    gen_random_uuid(),
    '2021-03-01 10:00+00'::timestamptz + n * interval '1 second',
    '2022-03-01 10:00+00'::timestamptz + n * interval '1 second',
    'provider_api',
    'flickr',
    'flickr',
    n::text,
    'https://www.flickr.com/photos/' || n %% 5000 || '@N00/' || n,
    'https://live.staticflickr.com/65535/' || n || '_' || md5(n::text) || '_b.jpg',
    'https://live.staticflickr.com/65535/' || n || '_' || md5(n::text) || '_m.jpg',
    1024,
    768,
    100000 + n %% 900000,
    CASE WHEN n %% 100 = 0 THEN 'xx' ELSE 'by' END,
    '2.0',
    'Name ' || n %% 5000,
    'https://www.flickr.com/photos/' || n %% 5000 || '@N00',
    'A title of some words ' || n,
    jsonb_build_object(
        'views', (n %% 3000)::text,
        'pub_date', '1388071455',
        'date_taken', '2013-12-19 19:29:27',
        'description', repeat('some words about it ' || n || ' ', 8),
        'license_url', 'https://creativecommons.org/licenses/by/2.0/',
        'raw_license_url', CASE WHEN n %% 3 > 0 THEN 'https://creativecommons.org/licenses/by/2.0/' END
    ),
    CASE
        WHEN n %% 7 = 0 THEN '{}'
        ELSE (
            SELECT jsonb_agg(jsonb_build_object('name', 'word' || (n + k * 37) %% 5000, 'provider', 'flickr'))
            FROM generate_series(1, 8) AS k
        )
    END,
    FALSE,
    '2023-03-01 10:00+00',
    n %% 50 = 0,
    'jpg',
    'photograph',
    (n %% 100) / 100.0
FROM generate_series(1, %(rows)s) AS n;
