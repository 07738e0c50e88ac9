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
-- Schemas of loads that run, and of loads that were killed; those of other roles are theirs to drop.
SELECT nspname
FROM pg_namespace
WHERE nspname ~ '^load_[0-9a-f]{16}$' AND pg_has_role(nspowner, 'USAGE');

-- name: tune_load
-- A load reads whole tables and sorts them: more memory than a short query gets, two workers.
-- Unchanged rows that were last written before `synced_before` are written again. Each value is looked
-- at before it is sent, so that the database need not (`says_clean`, migration 0097).
SELECT
    set_config('catalog.values_are_clean', 'on', FALSE),
    set_config('catalog.synced_before', %(synced_before)s, FALSE),
    set_config('work_mem', '128MB', FALSE),
    set_config('maintenance_work_mem', '256MB', FALSE),
    set_config('max_parallel_workers_per_gather', '2', FALSE),
    -- Of all rows that are compared, few are given on: those that change something.
    set_config('parallel_tuple_cost', '0', FALSE),
    -- It would sort the staged rows, whole, to join them by line.
    set_config('enable_mergejoin', 'off', FALSE),
    -- A file's rows are looked up by index: the default, of disks that turn, reads millions of rows
    -- whole to find thousands.
    set_config('random_page_cost', '1.1', FALSE),
    -- Numbers of rows are what its tables' statistics are for: a small sample tells them.
    set_config('default_statistics_target', '10', FALSE),
    set_config('jit', 'off', FALSE);

-- name: set_statement_timeout
-- In milliseconds; 0 is none.
SELECT set_config('statement_timeout', %(milliseconds)s::text, FALSE);

-- name: analyze_staged
-- In the transaction that made the table. A VACUUM of a table of which nothing is known takes rows
-- that were copied FREEZE for none; what ANALYZE has found it leaves as it is.
ANALYZE staged (line, provider, foreign_identifier);

-- name: hash_staged
-- What a load says of its file, in one reading: hashes of the ids of each provider's rows, thousands to
-- a row, as `seen_keys` keeps them; and so how many rows that were.
CREATE UNLOGGED TABLE staged_keys WITH (autovacuum_enabled = FALSE) AS
SELECT
    provider,
    array_agg(hashtextextended(foreign_identifier, 0)) AS keys
FROM staged
GROUP BY provider, line / 8192;
CREATE VIEW staged_provider AS
SELECT
    provider,
    sum(cardinality(keys))::bigint AS rows
FROM staged_keys
GROUP BY provider;

-- name: create_keys
-- Of a file's rows the keys alone; they stand for the file until `name_keys`.
CREATE UNLOGGED TABLE staged (
    line bigint NOT NULL,
    provider text,
    foreign_identifier text,
    url text,
    record_key uuid GENERATED ALWAYS AS (record_key(provider, foreign_identifier)) STORED,
    url_key uuid GENERATED ALWAYS AS (url_key(url)) STORED
) WITH (autovacuum_enabled = FALSE);

-- name: copy_keys
-- As `copy_binary.py` writes them; they may come in parts.
COPY staged (line, provider, foreign_identifier, url) FROM STDIN (FORMAT binary, FREEZE);

-- name: count_known
-- How many of a sample of the keys that came so far are those of records, where that can be looked up.
SELECT count(*)
FROM media
WHERE
    record_key(provider, foreign_identifier) = ANY(
        ARRAY(SELECT record_key FROM staged WHERE line %% %(step)s = 0)
    )
HAVING (
    SELECT count(*) = 2
    FROM pg_index
    WHERE
        indisvalid
        AND indexrelid IN (
            to_regclass(%(media_type)s || '_record_key'), to_regclass(%(media_type)s || '_url_key')
        )
);

-- name: name_keys
-- From now on `staged` are the rows that must be compared.
ANALYZE staged;
ALTER TABLE staged RENAME TO given_key;

-- name: find_known
-- Rows whose id or file a record has; looked up as in `show_sought`.
CREATE UNLOGGED TABLE apart WITH (autovacuum_enabled = FALSE) AS
WITH sought AS MATERIALIZED (
    SELECT
        array_agg(record_key) AS record_keys,
        array_agg(url_key) AS url_keys
    FROM given_key
    GROUP BY line / 262144
)

SELECT given_key.line
FROM sought
INNER JOIN media AS m ON record_key(m.provider, m.foreign_identifier) = ANY(sought.record_keys)
INNER JOIN given_key ON record_key(m.provider, m.foreign_identifier) = given_key.record_key
UNION ALL
SELECT given_key.line
FROM sought
INNER JOIN media AS m ON url_key(m.url) = ANY(sought.url_keys)
INNER JOIN given_key ON url_key(m.url) = given_key.url_key;

-- name: find_ruled
-- Rows that meet others of the file, and those of which something is known already: that they were
-- deleted or doubted, or that some of their provider's creators are denied.
INSERT INTO apart (line)
SELECT line
FROM given_key
WHERE record_key IN (SELECT record_key FROM given_key GROUP BY record_key HAVING count(*) > 1)
UNION ALL
SELECT line
FROM given_key
WHERE url_key IN (SELECT url_key FROM given_key GROUP BY url_key HAVING count(*) > 1)
UNION ALL
SELECT given_key.line
FROM given_key
INNER JOIN tombstone AS gone
    ON record_key(gone.provider, gone.foreign_identifier) = given_key.record_key
UNION ALL
SELECT given_key.line
FROM given_key
INNER JOIN tombstone AS gone ON url_key(gone.url) = given_key.url_key
UNION ALL
SELECT given_key.line
FROM given_key
INNER JOIN tombstone AS gone
    ON url_key(plain_url(gone.url)) = url_key(plain_url(given_key.url)) AND has_marks(gone.url)
WHERE EXISTS (SELECT FROM tombstone) AND has_marks(given_key.url)
UNION ALL
SELECT given_key.line
FROM given_key
INNER JOIN record_life AS life
    ON
        given_key.provider = life.provider
        AND hashtextextended(given_key.foreign_identifier, 0) = life.key
WHERE life.media_type = %(media_type)s AND life.state <> 'live'
UNION ALL
SELECT line
FROM given_key
WHERE provider IN (SELECT provider FROM denied_creator);

-- name: list_lines_apart
-- The rows that must be compared, and the moment at which all others are new.
SELECT
    now(),
    array_agg(line ORDER BY line)
FROM (SELECT DISTINCT line FROM apart) AS lines;

-- name: analyze_candidate
-- The same of the rows that would change the table, and of those that are refused.
ANALYZE candidate, refused;

-- name: lock_providers
-- One load at a time for each provider (or rather for each 256th part of them): what it compares
-- with stays as it is until it is committed. In the same order in every load, so none waits for
-- another that waits for it. The number is arbitrary and ours.
SELECT pg_advisory_xact_lock(727000012, part.number)
FROM (
    SELECT DISTINCT hashtext(provider) & 255 AS number
    FROM staged_provider
    ORDER BY number
    OFFSET 0
) AS part;

-- name: create_refused
-- Rows of the file that are not written, each with the reason and the record it met.
CREATE UNLOGGED TABLE refused (
    line bigint NOT NULL PRIMARY KEY,
    reason text NOT NULL,
    detail text,
    other_line bigint,
    other_provider text,
    other_foreign_identifier text
) WITH (autovacuum_enabled = FALSE);

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
        record_key(gone.provider, gone.foreign_identifier)
        = record_key(s.provider, s.foreign_identifier)
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
    WHERE
        new_url_key IN (
            SELECT new_url_key FROM candidate GROUP BY new_url_key HAVING count(*) > 1
        )
        AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = candidate.line)
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

-- name: seek_by_keys
-- Until `seek_freely`, rows whose keys are in an array are found by a bitmap: the planner, who knows of
-- no array how long it is, may do nothing else.
SELECT
    set_config('enable_indexscan', 'off', TRUE),
    set_config('enable_seqscan', 'off', TRUE),
    set_config('enable_nestloop', 'off', TRUE),
    -- Each of several workers would read the table's blocks for itself.
    set_config('max_parallel_workers_per_gather', '0', TRUE);

-- name: seek_freely
-- As the session's own settings and `tune_load` have it.
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL enable_indexscan TO DEFAULT;
SET LOCAL enable_seqscan TO DEFAULT;
SET LOCAL enable_nestloop TO DEFAULT;

-- name: create_claim
-- Rows whose URL belongs to another record. Where that record gives it up in this file, `giver` is
-- the row that does so. The owners are looked up by sorted keys, as known records are: to join all
-- owners would be to hash every URL of the table. No two rows claim one URL any more.
CREATE UNLOGGED TABLE sought_url WITH (autovacuum_enabled = FALSE) AS
SELECT array_agg(c.new_url_key) AS keys
FROM candidate AS c
WHERE
    c.old_url_key IS DISTINCT FROM c.new_url_key
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = c.line)
GROUP BY c.line / 262144;
CREATE UNLOGGED TABLE claim WITH (autovacuum_enabled = FALSE) AS
SELECT
    c.line,
    owner.provider AS other_provider,
    owner.foreign_identifier AS other_foreign_identifier,
    moving.line AS giver
FROM sought_url
INNER JOIN media AS owner ON url_key(owner.url) = ANY(sought_url.keys)
INNER JOIN candidate AS c
    ON
        url_key(owner.url) = c.new_url_key
        AND c.old_url_key IS DISTINCT FROM c.new_url_key
        AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = c.line)
LEFT JOIN candidate AS moving
    ON
        moving.identifier = owner.identifier
        AND moving.new_url_key <> moving.old_url_key
        AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = moving.line);

-- name: index_claim
-- So that a chain of rows is followed link by link, however long it is.
CREATE INDEX claim_giver_idx ON claim (giver);
ANALYZE claim;

-- name: mark_taken_urls
-- A row is refused where nobody gives its URL up: a row that is refused keeps the URL that its
-- record has, and so the row that waits for that one is refused as well.
WITH RECURSIVE lost AS (
    SELECT
        line,
        other_provider,
        other_foreign_identifier
    FROM claim
    WHERE giver IS NULL
    UNION ALL
    SELECT
        claim.line,
        claim.other_provider,
        claim.other_foreign_identifier
    FROM lost
    INNER JOIN claim ON claim.giver = lost.line
)

INSERT INTO refused (line, reason, other_provider, other_foreign_identifier)
SELECT
    line,
    'duplicate_url',
    other_provider,
    other_foreign_identifier
FROM lost
ON CONFLICT (line) DO NOTHING;

-- name: mark_deleted_files
-- Nor does the file of a deleted record, whatever it is called now, whoever has it, and however its URL is
-- spelled (see migration 0104).
INSERT INTO refused (line, reason, detail, other_provider, other_foreign_identifier)
SELECT
    c.line,
    'deleted',
    gone.deleted_reason,
    gone.provider,
    gone.foreign_identifier
FROM candidate AS c
INNER JOIN tombstone AS gone ON url_key(gone.url) = c.new_url_key
WHERE c.old_url_key IS DISTINCT FROM c.new_url_key
UNION ALL
SELECT
    c.line,
    'deleted',
    gone.deleted_reason,
    gone.provider,
    gone.foreign_identifier
FROM staged AS s
INNER JOIN candidate AS c ON s.line = c.line
INNER JOIN tombstone AS gone
    ON url_key(plain_url(gone.url)) = url_key(plain_url(s.url)) AND has_marks(gone.url)
WHERE
    EXISTS (SELECT FROM tombstone)
    AND has_marks(s.url)
    AND c.old_url_key IS DISTINCT FROM c.new_url_key
ON CONFLICT (line) DO NOTHING;

-- name: tell_owners
-- If the winning duplicate was itself refused because another record has its URL, report that record
-- for the losing row too.
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
SET url = 'https://moving.invalid/' || m.identifier
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

-- name: count_unwritten
-- Rows that should be in the table now, less those that are: it has a trigger of its own that keeps them
-- out, or somebody who takes no notice of loads deleted their record meanwhile.
SELECT count(*) - %(written)s
FROM candidate AS c
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = c.line);

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
