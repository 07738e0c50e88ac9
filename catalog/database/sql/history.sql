-- name: count_staged_providers
-- How many rows of the file each provider gave.
SELECT
    provider,
    rows
FROM staged_provider
ORDER BY provider;

-- name: count_rest_of_batch
-- What other files of the same batch gave.
SELECT COALESCE(sum(rows), 0)::bigint
FROM load_count
WHERE
    media_type = %(media_type)s
    AND provider = %(provider)s
    AND kind = %(kind)s
    AND batch = %(batch)s
    AND file <> ALL(%(files)s::text[]);

-- name: count_recent_batches
-- What the provider gave the last times, the newest first.
SELECT
    batch,
    sum(rows)::bigint AS rows
FROM load_count
WHERE
    media_type = %(media_type)s
    AND provider = %(provider)s
    AND kind = %(kind)s
    AND batch <> %(batch)s
GROUP BY batch
ORDER BY max(loaded_on) DESC
LIMIT %(limit)s;

-- name: record_load_count
-- A file that is loaded again counts once.
INSERT INTO load_count (
    media_type,
    provider,
    kind,
    batch,
    file,
    rows
)
VALUES (
    %(media_type)s,
    %(provider)s,
    %(kind)s,
    %(batch)s,
    %(file)s,
    %(rows)s
)
ON CONFLICT (media_type, provider, kind, batch, file) DO UPDATE
SET
    rows = EXCLUDED.rows,
    loaded_on = EXCLUDED.loaded_on;

-- name: record_load
-- The load began when its session did.
INSERT INTO load_history (
    media_type,
    file,
    bytes,
    started_on,
    client,
    read,
    inserted,
    updated,
    unchanged,
    duplicate_ids,
    duplicate_urls,
    license_changes,
    rejected,
    counts_accepted
)
SELECT
    %(media_type)s,
    %(file)s,
    %(bytes)s,
    COALESCE(activity.backend_start, now()),
    %(client)s,
    %(read)s,
    %(inserted)s,
    %(updated)s,
    %(unchanged)s,
    %(duplicate_ids)s,
    %(duplicate_urls)s,
    %(license_changes)s,
    %(rejected)s::jsonb,
    %(counts_accepted)s
FROM (SELECT pg_backend_pid() AS pid) AS own
LEFT JOIN pg_stat_activity AS activity ON own.pid = activity.pid;

-- name: list_loads
-- The newest first.
SELECT
    finished_on,
    extract(EPOCH FROM (finished_on - started_on))::double precision AS seconds,
    media_type,
    file,
    bytes,
    database_user,
    client,
    read,
    inserted,
    updated,
    unchanged,
    duplicate_ids,
    duplicate_urls,
    license_changes,
    rejected,
    counts_accepted
FROM load_history
ORDER BY finished_on DESC, id DESC
LIMIT %(limit)s;

-- name: tell_time
-- By the server's clock, to which the history keeps.
SELECT clock_timestamp()::text;

-- name: list_loaded
-- Which of some files were loaded since a moment.
SELECT DISTINCT file
FROM load_history
WHERE finished_on >= %(begun)s::timestamptz AND file = ANY(%(files)s::text[]);
