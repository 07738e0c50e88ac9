-- name: parse_words
-- The words of a search as PostgreSQL reads them: "quoted phrases", or, -without; and what of it an
-- index can find: it cannot find what only lacks a word, nor in which order words stand.
SELECT
    parsed::text AS words,
    regexp_replace(querytree(parsed), '<(-|\d+)>', '&', 'g') AS findable
FROM websearch_to_tsquery('english', translate(%(words)s, '._/', '   ')) AS parsed;

-- name: tune_search
-- Until the transaction ends. A bitmap of millions of rows fits into 64 MB. Statistics do not tell
-- how many rows have a word, so that only one plan is left: part after part of the entries by their
-- index, then the records that were found, one by one.
SELECT
    set_config('work_mem', '64MB', TRUE),
    set_config('max_parallel_workers_per_gather', '0', TRUE),
    set_config('enable_seqscan', 'off', TRUE),
    set_config('enable_hashjoin', 'off', TRUE),
    set_config('enable_mergejoin', 'off', TRUE),
    set_config('jit', 'off', TRUE);

-- name: search_records
-- The first `most` matches: how many, how many candidates were looked at to find them, the counts of
-- every facet, and of the most popular one page. `hit` is what was found, by identifier; where
-- candidates are looked at, it begins with a row that tells their number and nothing else.
WITH hit AS MATERIALIZED (
    {found}
),

found AS MATERIALIZED (
    SELECT
        view.identifier,
        view.title,
        view.creator,
        view.url,
        view.thumbnail,
        view.foreign_landing_url,
        view.license,
        view.license_version,
        view.provider,
        view.source,
        view.category,
        view.standardized_popularity,
        view.year,
        view.size
    FROM hit
    INNER JOIN {view} AS view ON hit.identifier = view.identifier
),

counted AS (
    SELECT
        facet.name,
        facet.value,
        count(*) AS items
    FROM found
    CROSS JOIN LATERAL (
        VALUES
        ('license', license),
        ('provider', provider),
        ('source', source),
        ('category', category),
        ('year', year),
        ('size', size)
    ) AS facet (name, value)
    WHERE facet.value IS NOT NULL
    GROUP BY facet.name, facet.value
),

shown AS (
    SELECT
        *,
        row_number() OVER (
            ORDER BY standardized_popularity DESC NULLS LAST, identifier
        ) AS place
    FROM found
    ORDER BY place
    LIMIT %(limit)s OFFSET %(offset)s
)

SELECT
    (SELECT count(*) FROM found) AS total,
    (SELECT max(looked_at) FROM hit) AS looked_at,
    (
        SELECT jsonb_agg(jsonb_build_array(name, value, items) ORDER BY items DESC, value)
        FROM counted
    ) AS facets,
    (SELECT jsonb_agg(to_jsonb(shown) - 'place' ORDER BY place) FROM shown) AS records;

-- name: find_by_words
-- Matches by words and facets: of what is entered, by its index, and of what waits to be entered, by
-- reading it. Of phrases and words that are not wanted the index finds candidates only, of which so
-- many are looked at.
WITH waiting AS MATERIALIZED (
    SELECT DISTINCT unnest(item.identifiers) AS identifier
    FROM (
        SELECT
            identifiers,
            sum(records) OVER (ORDER BY id DESC) AS so_far
        FROM (
            SELECT
                id,
                records,
                identifiers
            FROM search_queue
            WHERE media_type = %(media_type)s
            ORDER BY id DESC
            LIMIT 1000
        ) AS newest
    ) AS item
    WHERE item.so_far <= %(waiting)s
),

candidate AS MATERIALIZED (
    SELECT
        identifier,
        words @@ %(query)s::tsquery AS matches
    FROM {entries}
    WHERE words @@ %(findable)s::tsquery
    LIMIT %(candidates)s
),

matching AS (
    SELECT identifier
    FROM candidate
    WHERE matches AND identifier NOT IN (SELECT identifier FROM waiting)
    LIMIT %(most)s
)

SELECT
    NULL::uuid AS identifier,
    count(*) AS looked_at
FROM candidate
UNION ALL
SELECT
    identifier,
    NULL::bigint AS looked_at
FROM matching
UNION ALL
SELECT
    view.identifier,
    NULL::bigint AS looked_at
FROM waiting
INNER JOIN {view} AS view ON waiting.identifier = view.identifier
WHERE view.search @@ %(query)s::tsquery
LIMIT %(most)s + 1

-- name: find_in_sample
-- A fair sample of all records, the same at every call.
SELECT
    identifier,
    NULL::bigint AS looked_at
FROM {media} TABLESAMPLE SYSTEM (%(percent)s) REPEATABLE (1)
LIMIT %(most)s

-- name: estimate_rows
-- How many rows a table has, as the last vacuum or analyze knew; -1 before the first.
SELECT reltuples::bigint FROM pg_class WHERE oid = %(table)s::regclass;

-- name: select_by_search
-- All matches of a search, as the records are now; each of those that wait to be entered is read.
SELECT entry.identifier
FROM {entries} AS entry
INNER JOIN {view} AS view ON entry.identifier = view.identifier
WHERE entry.words @@ %(query)s::tsquery AND view.search @@ %(query)s::tsquery
UNION
SELECT view.identifier
FROM (
    SELECT unnest(identifiers) AS identifier
    FROM search_queue
    WHERE media_type = %(searched)s
) AS waiting
INNER JOIN {view} AS view ON waiting.identifier = view.identifier
WHERE view.search @@ %(query)s::tsquery

-- name: count_waiting
-- Records that wait to be entered.
SELECT COALESCE(sum(records), 0)::bigint
FROM search_queue
WHERE media_type = %(media_type)s;

-- name: enter_waiting
-- Enter the words of the records that have waited longest, some thousands; how many waited.
WITH taken AS (
    DELETE FROM search_queue
    WHERE id IN (
        SELECT item.id
        FROM (
            SELECT
                id,
                records,
                sum(records) OVER (ORDER BY id) AS so_far
            FROM (
                SELECT
                    id,
                    records
                FROM search_queue
                WHERE media_type = %(media_type)s
                ORDER BY id
                LIMIT 1000
            ) AS oldest
        ) AS item
        WHERE item.so_far - item.records < %(batch)s
    )
    RETURNING
        records,
        identifiers
),

changed AS MATERIALIZED (
    SELECT DISTINCT unnest(identifiers) AS identifier
    FROM taken
),

entered AS (
    INSERT INTO {entries} AS entry (identifier, words)
    SELECT
        view.identifier,
        view.search
    FROM changed
    INNER JOIN {view} AS view ON changed.identifier = view.identifier
    ON CONFLICT (identifier) DO UPDATE
    SET words = excluded.words
    WHERE entry.words <> excluded.words
),

gone AS (
    DELETE FROM {entries} AS entry
    USING changed
    WHERE
        changed.identifier = entry.identifier
        AND NOT EXISTS (
            SELECT FROM {media} AS item WHERE item.identifier = changed.identifier
        )
)

SELECT COALESCE(sum(records), 0)::bigint
FROM taken;
