-- What loads saw at their source; docs/life-cycle.md says what becomes of it.

-- name: open_seen_batches
-- The batches of the providers of a file.
INSERT INTO seen_batch (media_type, provider, kind, batch)
SELECT
    %(media_type)s,
    provider,
    %(kind)s,
    %(batch)s
FROM staged_provider
ON CONFLICT (media_type, provider, batch) DO UPDATE
SET last_seen_on = now();

-- name: forget_seen_file
-- A file that is loaded again counts once.
DELETE FROM seen_keys
WHERE
    file = %(file)s
    AND batch_id IN (
        SELECT id
        FROM seen_batch
        WHERE media_type = %(media_type)s AND batch = %(batch)s
    );

-- name: mark_seen
-- Every row of the file, written or not: its source has it.
INSERT INTO seen_keys (batch_id, file, keys)
SELECT
    seen_batch.id,
    %(file)s,
    staged_keys.keys
FROM staged_keys
INNER JOIN seen_batch
    ON
        staged_keys.provider = seen_batch.provider
        AND seen_batch.media_type = %(media_type)s
        AND seen_batch.batch = %(batch)s;

-- name: list_seen_files
-- The files of a batch that are loaded.
SELECT file
FROM load_count
WHERE
    media_type = %(media_type)s
    AND provider = %(provider)s
    AND batch = %(batch)s;

-- name: complete_seen_batch
-- Its provider's whole list was read. Where that was done twice in a day, the second list counts: its
-- files were all loaded later than the first one's, and what it has no file for it did not see.
WITH stale AS (
    DELETE FROM seen_keys
    USING seen_batch AS batch
    WHERE
        batch.id = seen_keys.batch_id
        AND batch.media_type = %(media_type)s
        AND batch.provider = %(provider)s
        AND batch.batch = %(batch)s
        AND substring(seen_keys.file FROM '[^/]*$') <> ALL(%(names)s::text[])
)

UPDATE seen_batch AS batch
SET
    complete_on = COALESCE(batch.complete_on, now()),
    first_seen_on = GREATEST(batch.first_seen_on, list.loaded_on),
    last_seen_on = GREATEST(batch.last_seen_on, list.loaded_on)
FROM (
    SELECT min(loaded_on) AS loaded_on
    FROM load_count
    WHERE
        media_type = %(media_type)s
        AND provider = %(provider)s
        AND batch = %(batch)s
        AND substring(file FROM '[^/]*$') = ANY(%(names)s::text[])
) AS list
WHERE
    batch.media_type = %(media_type)s
    AND batch.provider = %(provider)s
    AND batch.batch = %(batch)s;

-- name: list_complete_batches
-- The newest first.
SELECT
    id,
    batch,
    first_seen_on
FROM seen_batch
WHERE
    media_type = %(media_type)s
    AND provider = %(provider)s
    AND complete_on IS NOT NULL
ORDER BY first_seen_on DESC, id DESC
LIMIT %(limit)s;

-- name: seen_providers
-- Those of which a whole list was read.
SELECT DISTINCT provider
FROM seen_batch
WHERE media_type = %(media_type)s AND complete_on IS NOT NULL
ORDER BY provider;

-- name: drop_old_seen
-- Batches that ended before the oldest complete one that still counts.
DELETE FROM seen_batch
WHERE
    media_type = %(media_type)s
    AND provider = %(provider)s
    AND last_seen_on < %(before)s;

-- name: gather_seen
-- All that was seen since a moment, each once, for as long as the transaction lasts.
CREATE TEMPORARY TABLE seen_now ON COMMIT DROP AS
SELECT DISTINCT unnest(seen_keys.keys) AS key
FROM seen_keys
INNER JOIN seen_batch ON seen_keys.batch_id = seen_batch.id
WHERE
    seen_batch.media_type = %(media_type)s
    AND seen_batch.provider = %(provider)s
    AND seen_batch.last_seen_on >= %(since)s;

-- name: analyze_seen
-- Nobody else does that for a temporary table.
ANALYZE seen_now;

-- name: drop_seen_now
-- Before the transaction ends, for it may be one of several.
DROP TABLE seen_now;

-- name: count_unseen
-- Works that live, and those of them that nothing has seen since.
SELECT
    count(*) AS living,
    count(*) FILTER (WHERE seen_now.key IS NULL AND item.updated_on < %(since)s) AS unseen
FROM {media} AS item
LEFT JOIN seen_now ON hashtextextended(item.foreign_identifier, 0) = seen_now.key
WHERE item.provider = %(provider)s AND NOT item.removed_from_source;

-- name: sync_seen
-- The moment when the source was last seen to have a work follows, where it lags by too much.
UPDATE {media} AS item
SET last_synced_with_source = %(seen_on)s
FROM seen_now
WHERE
    hashtextextended(item.foreign_identifier, 0) = seen_now.key
    AND item.provider = %(provider)s
    AND COALESCE(item.last_synced_with_source, '-infinity') < %(lagging)s;

-- name: count_seen_states
-- For `stats`: what the newest complete pull of each provider saw, and what it did not.
WITH newest AS (
    SELECT DISTINCT ON (provider)
        provider,
        first_seen_on
    FROM seen_batch
    WHERE media_type = %(media_type)s AND complete_on IS NOT NULL
    ORDER BY provider, first_seen_on DESC
),

seen AS (
    SELECT DISTINCT
        batch.provider,
        unnest(seen_keys.keys) AS key
    FROM newest
    INNER JOIN seen_batch AS batch
        ON
            newest.provider = batch.provider
            AND batch.media_type = %(media_type)s
            AND batch.last_seen_on >= newest.first_seen_on
    INNER JOIN seen_keys ON batch.id = seen_keys.batch_id
)

SELECT
    item.provider,
    count(*) FILTER (WHERE seen.key IS NOT NULL OR item.updated_on >= newest.first_seen_on) AS seen,
    count(*) FILTER (WHERE seen.key IS NULL AND item.updated_on < newest.first_seen_on) AS unseen
FROM {media} AS item
INNER JOIN newest ON item.provider = newest.provider
LEFT JOIN seen
    ON
        item.provider = seen.provider
        AND hashtextextended(item.foreign_identifier, 0) = seen.key
WHERE NOT item.removed_from_source
GROUP BY item.provider;
