-- name: parse_words
-- The words of a search as PostgreSQL reads them: "quoted phrases", or, -without; and whether an
-- index can find them: it cannot find what only lacks a word.
SELECT
    parsed::text AS words,
    querytree(parsed) NOT IN ('', 'T') AS can_be_found
FROM websearch_to_tsquery('english', translate(%(words)s, '._/', '   ')) AS parsed;

-- name: tune_search
-- Until the transaction ends. A bitmap of millions of rows fits into 64 MB; where it does not fit,
-- words are parsed again for every row of its pages. A scan of the table would parse every row's.
SELECT
    set_config('work_mem', '64MB', TRUE),
    set_config('max_parallel_workers_per_gather', '0', TRUE),
    set_config('enable_seqscan', 'off', TRUE);

-- name: search_records
-- The first `most` matches as they lie on the disk: how many, the counts of every facet, and of
-- the most popular one page.
WITH found AS MATERIALIZED (
    SELECT
        identifier,
        title,
        creator,
        url,
        thumbnail,
        foreign_landing_url,
        license,
        license_version,
        provider,
        source,
        category,
        standardized_popularity,
        year,
        size
    FROM {view}
    WHERE {condition}
    LIMIT %(most)s
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
    (
        SELECT jsonb_agg(jsonb_build_array(name, value, items) ORDER BY items DESC, value)
        FROM counted
    ) AS facets,
    (SELECT jsonb_agg(to_jsonb(shown) - 'place' ORDER BY place) FROM shown) AS records;

-- name: matching_words
-- A condition of `search_records`: words and facets, looked up in the index.
search @@ %(query)s::tsquery

-- name: in_the_sample
-- A condition of `search_records`: a fair sample of all records, the same at every call.
identifier IN (
    SELECT identifier
    FROM {media} TABLESAMPLE SYSTEM (%(percent)s) REPEATABLE (1)
)

-- name: estimate_rows
-- How many rows a table has, as the last vacuum or analyze knew; -1 before the first.
SELECT reltuples::bigint FROM pg_class WHERE oid = %(table)s::regclass;

-- name: select_by_search
-- All matches of a search.
SELECT identifier
FROM {view}
WHERE {condition}
