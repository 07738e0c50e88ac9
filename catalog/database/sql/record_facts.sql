-- name: read_record
-- One record, in the table or among its tombstones.
SELECT to_jsonb(media) AS record
FROM {media} AS media
WHERE identifier = %(identifier)s
UNION ALL
SELECT to_jsonb(tombstone) - 'other_values' || COALESCE(tombstone.other_values, '{{}}') AS record
FROM {deleted} AS tombstone
WHERE identifier = %(identifier)s
LIMIT 1;

-- name: identify_by_url
-- The record of a file, or the tombstone.
SELECT identifier FROM {media} WHERE url_key(url) = url_key(%(url)s)
UNION ALL
SELECT identifier FROM {deleted} WHERE url_key(url) = url_key(%(url)s)
LIMIT 1;

-- name: list_license_changes
-- The licences that a record had, the newest change first, with the load that replaced each.
SELECT
    change.changed_on,
    change.old_license,
    change.old_license_version,
    change.old_license_url,
    change.new_license,
    change.new_license_version,
    change.new_license_url,
    load.file
FROM license_change AS change
LEFT JOIN load_history AS load ON change.changed_in = load.loaded_in
WHERE change.media_type = %(media_type)s AND change.identifier = %(identifier)s
ORDER BY change.id DESC;

-- name: list_former_values
-- What a record was called before, the newest change first, with the load that replaced it; its
-- licences have a list of their own.
SELECT
    former.changed_on,
    former.column_name,
    former.old_value,
    former.new_value,
    load.file
FROM record_history AS former
LEFT JOIN load_history AS load ON former.changed_in = load.loaded_in
WHERE
    former.media_type = %(media_type)s
    AND former.identifier = %(identifier)s
    AND former.column_name <> 'license'
ORDER BY former.id DESC;

-- name: list_loads_at
-- The loads that ran when a record was made and when it last changed, of files that had records of
-- its provider.
SELECT
    finished_on,
    file,
    client,
    read,
    inserted,
    updated,
    %(created_on)s::timestamptz BETWEEN started_on AND finished_on AS made_it
FROM load_history AS loads
WHERE
    media_type = %(media_type)s
    AND (
        (
            finished_on >= %(created_on)s::timestamptz
            AND finished_on < %(created_on)s::timestamptz + interval '1 day'
            AND started_on <= %(created_on)s::timestamptz
        )
        OR (
            finished_on >= %(updated_on)s::timestamptz
            AND finished_on < %(updated_on)s::timestamptz + interval '1 day'
            AND started_on <= %(updated_on)s::timestamptz
        )
    )
    AND EXISTS (
        SELECT
        FROM load_count
        WHERE
            load_count.media_type = %(media_type)s
            AND load_count.provider = %(provider)s
            AND load_count.file = loads.file
    )
ORDER BY finished_on
LIMIT 20;

-- name: read_life
-- Whether a record may be gone at its source, or is, or was.
SELECT state, reason, evidence, suspect_on, checked_on, removed_on, revived_on
FROM record_life
WHERE media_type = %(media_type)s AND identifier = %(identifier)s;

-- name: read_link_check
-- What the last asking for a record's file found.
SELECT url, state, since, checked_on, status, final_url, detail
FROM link_check
WHERE media_type = %(media_type)s AND identifier = %(identifier)s;

-- name: read_inlinks
-- How often other sites show a file.
SELECT inlinks, inlink_hosts, crawl FROM image_inlink WHERE url_key = url_key(%(url)s);

-- name: read_metric
-- What counts as popularity with a provider, or with all that have no metric of their own.
SELECT metric, percentile, value, constant, refreshed_on
FROM popularity_metric
WHERE media_type = %(media_type)s AND provider IN (%(provider)s, '*')
ORDER BY provider = '*'
LIMIT 1;

-- name: list_same_file
-- Other records and tombstones with the same file, whatever their media type.
SELECT
    same.media_type,
    same.identifier,
    same.provider,
    same.foreign_identifier,
    same.deleted_on
FROM (
    SELECT 'image' AS media_type, identifier, provider, foreign_identifier, NULL::timestamptz AS deleted_on
    FROM image
    WHERE url_key(url) = url_key(%(url)s)
    UNION ALL
    SELECT 'audio' AS media_type, identifier, provider, foreign_identifier, NULL::timestamptz AS deleted_on
    FROM audio
    WHERE url_key(url) = url_key(%(url)s)
    UNION ALL
    SELECT 'image' AS media_type, identifier, provider, foreign_identifier, deleted_on
    FROM deleted_image
    WHERE url_key(url) = url_key(%(url)s)
    UNION ALL
    SELECT 'audio' AS media_type, identifier, provider, foreign_identifier, deleted_on
    FROM deleted_audio
    WHERE url_key(url) = url_key(%(url)s)
) AS same
WHERE same.identifier <> %(identifier)s
LIMIT 50;

-- name: count_loads_by_day
-- What was loaded of each provider, day by day.
SELECT
    media_type,
    provider,
    (loaded_on AT TIME ZONE 'UTC')::date AS day,
    sum(rows)::bigint AS rows,
    count(*) AS files
FROM load_count
WHERE loaded_on > now() - make_interval(days => %(days)s)
GROUP BY media_type, provider, day
ORDER BY media_type, provider, day;

-- name: count_by_provider
-- How many records each provider has: read from the index of identities alone.
SELECT
    provider,
    count(*)
FROM {media}
GROUP BY provider;
