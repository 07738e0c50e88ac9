-- name: list_popularity_metrics
-- What counts, and the constants in force.
SELECT
    media_type,
    provider,
    metric,
    percentile,
    value,
    constant,
    refreshed_on
FROM popularity_metric
ORDER BY media_type DESC, provider;

-- name: set_popularity_metric
-- A metric that changes forgets its constant: the next refresh finds the new one.
INSERT INTO popularity_metric (media_type, provider, metric, percentile)
VALUES (%(media_type)s, %(provider)s, %(metric)s, %(percentile)s)
ON CONFLICT (media_type, provider) DO UPDATE
SET
    metric = EXCLUDED.metric,
    percentile = EXCLUDED.percentile,
    value = NULL,
    constant = NULL,
    refreshed_on = NULL;

-- name: remove_popularity_metric
-- The provider's scores become null with the next refresh.
DELETE FROM popularity_metric
WHERE media_type = %(media_type)s AND provider = %(provider)s;

-- name: find_popularity_values
-- The discrete percentile of each metric, as percentile_disc finds it, in one parallel scan: equal
-- values are counted first, so that a few thousand groups are sorted and not every row.
WITH found AS (
    SELECT
        own.provider,
        own.percentile,
        item.meta_data -> own.metric AS metric
    FROM {media} AS item
    INNER JOIN popularity_metric AS own ON item.provider = own.provider
    WHERE own.media_type = %(media_type)s
    UNION ALL
    SELECT
        shared.provider,
        shared.percentile,
        item.meta_data -> shared.metric AS metric
    FROM popularity_metric AS shared
    CROSS JOIN {media} AS item
    WHERE shared.media_type = %(media_type)s AND shared.provider = '*'
),

counted AS (
    SELECT
        provider,
        percentile,
        metric_value(metric) AS metric,
        count(*) AS items,
        count(*) FILTER (WHERE jsonb_typeof(metric) <> 'null') AS present
    FROM found
    WHERE %(providers)s::text[] IS NULL OR provider = ANY(%(providers)s::text[])
    GROUP BY provider, percentile, metric_value(metric)
),

ranked AS (
    SELECT
        provider,
        percentile,
        metric,
        sum(items) OVER (PARTITION BY provider ORDER BY metric) AS up_to_here,
        sum(items) OVER (PARTITION BY provider) AS total
    FROM counted
    WHERE metric IS NOT NULL
),

valued AS (
    SELECT
        provider,
        COALESCE(NULLIF(min(metric), 0), 1) AS value
    FROM ranked
    WHERE up_to_here >= ceil(percentile * total::double precision)
    GROUP BY provider
)

SELECT
    counted.provider,
    valued.value,
    COALESCE(sum(counted.items) FILTER (WHERE counted.metric IS NOT NULL), 0)::bigint AS items,
    COALESCE(sum(counted.present) FILTER (WHERE counted.metric IS NULL), 0)::bigint AS unreadable
FROM counted
LEFT JOIN valued ON counted.provider = valued.provider
GROUP BY counted.provider, valued.value
ORDER BY counted.provider;

-- name: set_popularity_constant
-- A provider of which nothing carries the metric any more keeps the constant that it had.
UPDATE popularity_metric
SET
    value = %(value)s,
    constant = (1 - percentile) / percentile * %(value)s,
    refreshed_on = now()
WHERE media_type = %(media_type)s AND provider = %(provider)s;

-- name: count_popularity_changes
-- How many rows a refresh would rewrite.
SELECT count(*)
FROM (
    SELECT
        item.standardized_popularity AS old,
        metric_value(item.meta_data -> COALESCE(own.metric, shared.metric)) AS metric,
        COALESCE(own.value, shared.value) AS value,
        COALESCE(own.percentile, shared.percentile) AS percentile,
        COALESCE(own.constant, shared.constant) AS constant
    FROM {media} AS item
    LEFT JOIN popularity_metric AS own
        ON item.provider = own.provider AND own.media_type = %(media_type)s
    LEFT JOIN popularity_metric AS shared
        ON
            shared.media_type = %(media_type)s
            AND shared.provider = '*'
            AND own.provider IS NULL
    WHERE %(providers)s::text[] IS NULL OR item.provider = ANY(%(providers)s::text[])
    OFFSET 0
) AS read
WHERE old IS DISTINCT FROM popularity_score(metric, value, percentile, constant);

-- name: find_unfinished_popularity_run
-- The refresh to go on with. Its file must still be the table's.
SELECT
    id,
    ranges,
    started_on,
    filenode = pg_relation_filenode(media_type::regclass)::bigint AS same_file
FROM popularity_run
WHERE
    finished_on IS NULL
    AND media_type = %(media_type)s
    AND providers IS NOT DISTINCT FROM %(providers)s::text[]
ORDER BY id DESC
LIMIT 1;

-- name: drop_unfinished_popularity_runs
-- Forget interrupted refreshes of the same rows.
DELETE FROM popularity_run
WHERE
    finished_on IS NULL
    AND media_type = %(media_type)s
    AND providers IS NOT DISTINCT FROM %(providers)s::text[];

-- name: start_popularity_run
-- A new refresh of all blocks that the table has now; what is added later is scored as it comes.
INSERT INTO popularity_run (media_type, providers, filenode)
VALUES (
    %(media_type)s::text,
    %(providers)s::text[],
    pg_relation_filenode(%(media_type)s::text::regclass)::bigint
)
RETURNING id;

-- name: rows_per_block
-- How many rows a block of the table holds on average; 10 before statistics were gathered.
SELECT
    CASE
        WHEN reltuples > relpages THEN reltuples / GREATEST(relpages, 1) ELSE 10
    END::double precision
FROM pg_class
WHERE oid = %(media_type)s::text::regclass;

-- name: plan_popularity_ranges
-- Cut the table into ranges of so many blocks.
WITH step AS (
    SELECT
        pg_relation_size(%(media_type)s::text::regclass)
        / current_setting('block_size')::bigint AS blocks,
        %(blocks)s::bigint AS width
),

planned AS (
    INSERT INTO popularity_range (run_id, first_block, end_block)
    SELECT
        %(run_id)s,
        first_block,
        first_block + step.width
    FROM step
    CROSS JOIN LATERAL generate_series(0, step.blocks - 1, step.width) AS first_block
    RETURNING first_block
)

UPDATE popularity_run
SET
    ranges = (SELECT count(*) FROM planned),
    filenode = pg_relation_filenode(media_type::regclass)::bigint
WHERE id = %(run_id)s
RETURNING ranges;

-- name: clear_popularity_ranges
-- Before the ranges are planned anew.
DELETE FROM popularity_range
WHERE run_id = %(run_id)s;

-- name: list_popularity_ranges
-- What is left to do.
SELECT
    first_block,
    end_block
FROM popularity_range
WHERE run_id = %(run_id)s
ORDER BY first_block;

-- name: refresh_popularity_range
-- Score some of the rows of a range: those whose place in their block falls into one of some
-- stripes. Reading the blocks also clears out what the stripes before left behind, which makes room
-- there for this stripe's new versions. (The last byte of a tid's binary form is that of the row's
-- number in its block, from 1.)
UPDATE {media} AS target
SET standardized_popularity = scored.score
FROM (
    SELECT
        read.tid,
        read.old,
        popularity_score(read.metric, read.value, read.percentile, read.constant) AS score
    FROM (
        SELECT
            item.ctid AS tid,
            item.standardized_popularity AS old,
            metric_value(item.meta_data -> COALESCE(own.metric, shared.metric)) AS metric,
            COALESCE(own.value, shared.value) AS value,
            COALESCE(own.percentile, shared.percentile) AS percentile,
            COALESCE(own.constant, shared.constant) AS constant
        FROM {media} AS item
        LEFT JOIN popularity_metric AS own
            ON item.provider = own.provider AND own.media_type = %(media_type)s
        LEFT JOIN popularity_metric AS shared
            ON
                shared.media_type = %(media_type)s
                AND shared.provider = '*'
                AND own.provider IS NULL
        WHERE
            item.ctid >= %(first)s::tid
            AND item.ctid < %(end)s::tid
            AND (get_byte(tidsend(item.ctid), 5) - 1 + %(of)s) %% %(of)s = ANY(%(stripes)s::int[])
            AND (%(providers)s::text[] IS NULL OR item.provider = ANY(%(providers)s::text[]))
        OFFSET 0
    ) AS read
) AS scored
WHERE
    target.ctid = scored.tid
    AND target.ctid >= %(first)s::tid
    AND target.ctid < %(end)s::tid
    AND scored.old IS DISTINCT FROM scored.score;

-- name: change_only_popularity
-- For a session that does nothing but refresh: spares the comparison of whole rows (migration 0053), and
-- looking into values that it does not write (migration 0097).
SELECT
    set_config('catalog.only_column', 'standardized_popularity', FALSE),
    set_config('catalog.values_are_clean', 'on', FALSE);

-- name: add_popularity_changes
-- Count what one stripe changed, in the transaction that changed it.
UPDATE popularity_range
SET rows_changed = rows_changed + %(changed)s
WHERE run_id = %(run_id)s AND first_block = %(first_block)s;

-- name: finish_popularity_range
-- In the transaction of the range's last stripe.
WITH done AS (
    DELETE FROM popularity_range
    WHERE run_id = %(run_id)s AND first_block = %(first_block)s
    RETURNING rows_changed
)

UPDATE popularity_run
SET rows_changed = popularity_run.rows_changed + done.rows_changed
FROM done
WHERE popularity_run.id = %(run_id)s;

-- name: finish_popularity_run
-- Nothing is left.
UPDATE popularity_run
SET finished_on = now()
WHERE id = %(run_id)s
RETURNING rows_changed;

-- name: count_changed_so_far
-- What the ranges that are done, and the stripes of those that are not, have changed.
SELECT
    run.rows_changed + COALESCE(sum(range.rows_changed), 0)::bigint
FROM popularity_run AS run
LEFT JOIN popularity_range AS range ON run.id = range.run_id
WHERE run.id = %(run_id)s
GROUP BY run.id, run.rows_changed;
