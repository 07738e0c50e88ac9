-- One table against one that is partitioned by a hash of its record's key or by provider: the columns
-- that matter to the indexes. `{table}` is the layout's,
-- `{by}` what a partitioned one is partitioned by.

-- name: create_one
-- As the catalog has it.
CREATE TABLE {table} (
    identifier uuid NOT NULL DEFAULT gen_random_uuid(),
    provider text NOT NULL,
    foreign_identifier text NOT NULL,
    url text NOT NULL,
    standardized_popularity double precision,
    rest text NOT NULL
) WITH (fillfactor = 90);

-- name: create_parts
-- Sixteen parts. Nothing keeps a URL from being in two of them.
CREATE TABLE {table} (
    identifier uuid NOT NULL DEFAULT gen_random_uuid(),
    provider text NOT NULL,
    foreign_identifier text NOT NULL,
    url text NOT NULL,
    standardized_popularity double precision,
    rest text NOT NULL
) PARTITION BY HASH ({by});

-- name: create_part
-- One of them.
CREATE TABLE {part} PARTITION OF {table} FOR VALUES WITH (MODULUS 16, REMAINDER {number})
WITH (fillfactor = 90);

-- name: fill
-- Rows by number, made by the server; providers are unequal, as they are. Identifiers are in no order;
-- to draw them would cost more than the rest of the row.
INSERT INTO {table} (identifier, provider, foreign_identifier, url, rest)
SELECT
    md5('identifier ' || n)::uuid,
    'p' || floor(sqrt((n::bigint * 7919) %% 400)),
    n,
    'https://live.staticflickr.com/65535/' || n || '_b.jpg',
    %(rest)s
FROM generate_series(%(first)s, %(last)s) AS numbers (n);

-- name: index_id
-- Made after the rows, as a first load makes it.
CREATE {unique} INDEX ON {table} (record_key(provider, foreign_identifier));

-- name: index_url
-- The file.
CREATE {unique} INDEX ON {table} (url_key(url));

-- name: index_identifier
-- The catalog's own.
CREATE {unique} INDEX ON {table} (identifier);

-- name: create_known
-- Rows that are there already, as a reload brings them.
CREATE TABLE known AS
SELECT
    'p' || floor(sqrt((n * 7919) % 400)) AS provider,
    n::text AS foreign_identifier
FROM generate_series(1, 200000) AS numbers (n);

-- name: match
-- What a reload does: find each of its rows, and see that nothing differs.
SELECT count(*)
FROM known AS s
INNER JOIN {table} AS m
    ON
        record_key(m.provider, m.foreign_identifier)
        = record_key(s.provider, s.foreign_identifier)
        AND m.provider = s.provider
        AND m.foreign_identifier = s.foreign_identifier;

-- name: score
-- What a refresh of popularity does, in a fiftieth of the blocks.
UPDATE {table}
SET standardized_popularity = 0.5
WHERE ctid < %(end)s::tid;

-- name: find_by_id
-- One record.
SELECT identifier
FROM {table}
WHERE
    record_key(provider, foreign_identifier) = record_key(%(provider)s, %(id)s)
    AND provider = %(provider)s
    AND foreign_identifier = %(id)s;

-- name: find_by_url
-- One file.
SELECT identifier
FROM {table}
WHERE url_key(url) = url_key(%(url)s);

-- name: vacuum
-- After all that.
VACUUM {table};
