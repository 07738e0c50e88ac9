-- Images of the five providers that have a metric, scored by the constants in force.
INSERT INTO image (
    created_on, updated_on, ingestion_type, provider, source, foreign_identifier,
    foreign_landing_url, url, thumbnail, width, height, filesize, license, license_version, creator,
    creator_url, title, meta_data, tags, last_synced_with_source, removed_from_source, filetype,
    standardized_popularity
)
SELECT
    now(), now(), 'provider_api', metric.provider, metric.provider, n::text,
    'https://www.' || metric.provider || '.org/photos/someone/' || n,
    'https://live.' || metric.provider || '.org/65535/' || n || '_0123456789_b.jpg',
    'https://live.' || metric.provider || '.org/65535/' || n || '_0123456789_m.jpg',
    1024, 768, 123456 + n, 'by', '4.0', 'Somebody ' || n %% 1000,
    'https://www.' || metric.provider || '.org/people/' || n %% 1000,
    'A picture that somebody took, number ' || n,
    jsonb_build_object(
        'license_url', 'https://creativecommons.org/licenses/by/4.0/',
        'raw_license_url', 'https://creativecommons.org/licenses/by/4.0/',
        'date_taken', '2026-10-03 12:00:00',
        metric.metric, drawn.views
    ),
    '[{"name": "cat", "provider": "x"}, {"name": "tree", "provider": "x"}]',
    now(), FALSE, 'jpg',
    popularity_score(drawn.views, metric.value, metric.percentile, metric.constant)
FROM generate_series(1, %(rows)s) AS n
CROSS JOIN LATERAL (SELECT (random() * random() * 10000 + n * 0)::integer AS views) AS drawn
INNER JOIN (
    SELECT provider, metric, value, percentile, constant, row_number() OVER () - 1 AS number
    FROM popularity_metric WHERE media_type = 'image'
) AS metric ON metric.number = n %% 5
ORDER BY n
