-- name: count_media
-- All figures of a table in one parallel scan: a small cube, added up by `stats.py`.
SELECT
    provider,
    license,
    license_version,
    removed_from_source,
    width_bucket(
        extract(EPOCH FROM (now() - updated_on))::double precision / 86400,
        %(days)s::double precision[]
    ) AS updated,
    CASE
        WHEN last_synced_with_source IS NOT NULL
            THEN width_bucket(
                extract(EPOCH FROM (now() - last_synced_with_source))::double precision / 86400,
                %(days)s::double precision[]
            )
    END AS synced,
    count(*) AS items,
    count(standardized_popularity) AS scored
FROM {media}
GROUP BY
    provider,
    license,
    license_version,
    removed_from_source,
    updated,
    synced;

-- name: count_deleted
-- Tombstones, by why they are there.
SELECT
    provider,
    deleted_reason,
    count(*) AS items
FROM {deleted}
GROUP BY provider, deleted_reason;
