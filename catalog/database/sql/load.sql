-- Loading a file: the steps of `loader.py` that are the same for every media table. They see the
-- load's own schema first: `staged` (the file's rows), `refused` (rows that are not written),
-- `candidate` (rows that would change the table), and `media`, a view of the media table.

-- name: lock_load
-- Held while the load lives, so that nobody takes its schema for an orphan.
SELECT pg_advisory_lock(727000002, hashtext(%(name)s));

-- name: try_lock_load
-- Granted only when the load that made the schema is gone.
SELECT pg_try_advisory_lock(727000002, hashtext(%(name)s));

-- name: unlock_load
-- The schema is gone.
SELECT pg_advisory_unlock(727000002, hashtext(%(name)s));

-- name: list_load_schemas
-- Schemas of loads that run, and of loads that were killed.
SELECT nspname
FROM pg_namespace
WHERE nspname ~ '^load_[0-9a-f]{16}$';

-- name: tune_load
-- A load reads whole tables and sorts them: more memory than a short query gets, two workers.
-- Unchanged rows that were last written before `synced_before` are written again.
SELECT
    set_config('catalog.synced_before', %(synced_before)s, FALSE),
    set_config('work_mem', '128MB', FALSE),
    set_config('maintenance_work_mem', '256MB', FALSE),
    set_config('max_parallel_workers_per_gather', '2', FALSE),
    -- Of all rows that are compared, few are given on: those that change something.
    set_config('parallel_tuple_cost', '0', FALSE),
    -- Without statistics of the staged rows it would sort them, whole, to join them by line.
    set_config('enable_mergejoin', 'off', FALSE),
    set_config('jit', 'off', FALSE);

-- name: set_statement_timeout
-- In milliseconds; 0 is none.
SELECT set_config('statement_timeout', %(milliseconds)s::text, FALSE);

-- name: create_refused
-- Rows of the file that are not written, each with the reason and the record it met.
CREATE UNLOGGED TABLE refused (
    line bigint NOT NULL PRIMARY KEY,
    reason text NOT NULL,
    detail text,
    other_line bigint,
    other_provider text,
    other_foreign_identifier text
);

-- name: mark_duplicate_ids
-- Of the rows with one provider and id, the last counts.
INSERT INTO refused (line, reason, other_line, other_provider, other_foreign_identifier)
SELECT
    s.line,
    'duplicate_id',
    repeated.last_line,
    s.provider,
    s.foreign_identifier
FROM (
    SELECT
        provider,
        foreign_identifier,
        max(line) AS last_line
    FROM staged
    GROUP BY provider, foreign_identifier
    HAVING count(*) > 1
) AS repeated
INNER JOIN staged AS s
    ON
        s.provider = repeated.provider
        AND s.foreign_identifier = repeated.foreign_identifier
WHERE s.line <> repeated.last_line
ON CONFLICT (line) DO NOTHING;

-- name: mark_deleted
-- What was deleted does not come back.
INSERT INTO refused (line, reason, detail)
SELECT
    s.line,
    'deleted',
    gone.deleted_reason
FROM staged AS s
INNER JOIN tombstone AS gone
    ON
        gone.provider = s.provider
        AND md5(gone.foreign_identifier) = md5(s.foreign_identifier)
ON CONFLICT (line) DO NOTHING;

-- name: mark_denied_creators
-- By name or by page, as the denylist has them.
INSERT INTO refused (line, reason, detail)
SELECT
    s.line,
    'denied_creator',
    denied.creator
FROM staged AS s
INNER JOIN denied_creator AS denied
    ON denied.provider = s.provider AND lower(denied.creator) = lower(s.creator)
WHERE EXISTS (SELECT FROM denied_creator) -- spares the join where nobody is denied
UNION ALL
SELECT
    s.line,
    'denied_creator',
    denied.creator_url
FROM staged AS s
INNER JOIN denied_creator AS denied
    ON
        denied.provider = s.provider
        AND url_key(rtrim(denied.creator_url, '/')) = url_key(rtrim(s.creator_url, '/'))
WHERE EXISTS (SELECT FROM denied_creator)
ON CONFLICT (line) DO NOTHING;

-- name: is_media_empty
-- Nothing was ever loaded.
SELECT NOT EXISTS (SELECT FROM media);

-- name: mark_repeated_urls
-- Of the rows that claim one URL, the one whose record has it already wins, or else the last.
WITH claim AS (
    SELECT
        line,
        new_url_key,
        first_value(line) OVER (
            PARTITION BY new_url_key
            ORDER BY (old_url_key IS NOT DISTINCT FROM new_url_key) DESC, line DESC
        ) AS winner
    FROM candidate
    WHERE new_url_key IN (
        SELECT new_url_key FROM candidate GROUP BY new_url_key HAVING count(*) > 1
    )
)
INSERT INTO refused (line, reason, other_line, other_provider, other_foreign_identifier)
SELECT
    claim.line,
    'duplicate_url',
    claim.winner,
    s.provider,
    s.foreign_identifier
FROM claim
INNER JOIN staged AS s ON s.line = claim.winner
WHERE claim.line <> claim.winner;

-- name: mark_taken_urls
-- A URL that belongs to another record, which does not give it up in this file. Run until it finds
-- none: a row that is refused keeps the URL that its record has.
INSERT INTO refused (line, reason, other_provider, other_foreign_identifier)
SELECT
    c.line,
    'duplicate_url',
    owner.provider,
    owner.foreign_identifier
FROM candidate AS c
INNER JOIN media AS owner ON url_key(owner.url) = c.new_url_key
WHERE
    c.old_url_key IS DISTINCT FROM c.new_url_key
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = c.line)
    AND NOT EXISTS (
        SELECT
        FROM candidate AS moving
        WHERE
            moving.identifier = owner.identifier
            AND moving.new_url_key <> moving.old_url_key
            AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = moving.line)
    );

-- name: tell_owners
-- Who lost to a row that was refused itself, because a record has the URL, is told of that record.
UPDATE refused AS r
SET
    other_line = winner.other_line,
    other_provider = winner.other_provider,
    other_foreign_identifier = winner.other_foreign_identifier
FROM refused AS winner
WHERE
    r.reason = 'duplicate_url'
    AND winner.reason = 'duplicate_url'
    AND r.other_line = winner.line;

-- name: release_urls
-- Records of this file that exchange or hand on a URL let go of it first: it must be unique at
-- every moment.
UPDATE media AS m
SET url = 'moving:' || m.identifier
FROM candidate AS moving
WHERE
    m.identifier = moving.identifier
    AND moving.new_url_key <> moving.old_url_key
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = moving.line)
    AND EXISTS (
        SELECT
        FROM candidate AS claim
        WHERE
            claim.new_url_key = moving.old_url_key
            AND claim.line <> moving.line
            AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = claim.line)
    );

-- name: count_license_changes
-- Changes of licence made in this transaction.
SELECT count(*)
FROM license_change
WHERE changed_in = pg_current_xact_id();

-- name: list_refused
-- For the file of rejected rows.
SELECT
    r.line,
    r.reason,
    r.detail,
    s.provider,
    s.foreign_identifier,
    s.url,
    r.other_line,
    r.other_provider,
    r.other_foreign_identifier
FROM refused AS r
INNER JOIN staged AS s ON s.line = r.line
ORDER BY r.line;

-- name: count_refused
-- Rows that are not written, by reason.
SELECT
    reason,
    count(*)
FROM refused
GROUP BY reason;

-- name: enter_load_schema
-- The load's tables are found first.
SELECT set_config('search_path', %(name)s || ', ' || current_setting('search_path'), FALSE);
