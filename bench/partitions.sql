-- One table against one that is partitioned by a hash of its record's id or of its provider: the columns
-- that matter to the indexes. `{table}` is the layout's, `{by}` what a partitioned one is partitioned by.
-- What is done to them is what loads and refreshes do (catalog/database/sql), less what depends on no
-- layout.

-- name: create_one
-- As the catalog has it.
CREATE TABLE {table} (
    identifier uuid NOT NULL,
    provider text NOT NULL,
    foreign_identifier text NOT NULL,
    url text NOT NULL,
    standardized_popularity double precision
) WITH (fillfactor = 90);

-- name: create_parts
-- Sixteen parts. Nothing keeps a URL from being in two of them.
CREATE TABLE {table} (
    identifier uuid NOT NULL,
    provider text NOT NULL,
    foreign_identifier text NOT NULL,
    url text NOT NULL,
    standardized_popularity double precision
) PARTITION BY HASH ({by});

-- name: create_part
-- One of them.
CREATE TABLE {part} PARTITION OF {table} FOR VALUES WITH (MODULUS 16, REMAINDER {number})
WITH (fillfactor = 90);

-- name: create_provider_of
-- Twenty providers, of which the largest has forty times as many rows as the smallest and `p12` has a
-- sixteenth; ten thousand rows of one lie together, as they do after loads of files.
CREATE FUNCTION provider_of(number bigint) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN 'p' || floor(sqrt((number / 10000 * 7919) % 400))::integer;

-- name: create_url_of
-- The URL of a row by its number.
CREATE FUNCTION url_of(number bigint) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN 'https://live.staticflickr.com/65535/' || number || '_b.jpg';

-- name: create_identifier_of
-- Identifiers are in no order; to draw them would cost more than the rest of the row.
CREATE FUNCTION identifier_of(number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN md5('identifier ' || number)::uuid;

-- name: fill
-- All rows.
INSERT INTO {table} (identifier, provider, foreign_identifier, url)
SELECT
    identifier_of(n),
    provider_of(n),
    n::text,
    url_of(n)
FROM (SELECT generate_series(1, %(rows)s::bigint) AS n) AS numbers; -- in FROM it would be stored

-- name: index_id
-- Made after the rows, as a first load makes it.
CREATE {unique} INDEX ON {table} (record_key(provider, foreign_identifier));

-- name: index_url
-- The file.
CREATE {unique} INDEX ON {table} (url_key(url));

-- name: index_identifier
-- The catalog's own.
CREATE {unique} INDEX ON {table} (identifier);

-- name: create_leaves
-- The table, or its parts.
CREATE FUNCTION leaves(name text) RETURNS SETOF regclass
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT oid::regclass
    FROM pg_class
    WHERE oid = name::regclass AND relkind = 'r'
    UNION ALL
    SELECT inhrelid::regclass
    FROM pg_inherits
    WHERE inhparent = name::regclass;
END;

-- name: list_parts
-- With the blocks of each.
SELECT
    leaf::text AS name,
    (pg_relation_size(leaf) / 8192)::bigint AS blocks
FROM leaves(%(name)s) AS leaf
ORDER BY name;

-- name: tell_size
-- Bytes of the rows and of the indexes.
SELECT
    sum(pg_table_size(leaf))::bigint AS heap,
    sum(pg_indexes_size(leaf))::bigint AS indexes
FROM leaves(%(name)s) AS leaf;

-- name: stage_new
-- A file of one provider, none of whose rows is known.
CREATE UNLOGGED TABLE staged AS
SELECT
    identifier_of(n) AS identifier,
    'p12' AS provider,
    n::text AS foreign_identifier,
    url_of(n) AS url
FROM generate_series(%(first)s::bigint, %(first)s::bigint + %(rows)s - 1) AS numbers (n);

-- name: stage_known
-- A file of one provider, all of whose rows are known, in the order in which they were loaded; so many
-- of them are passed over.
CREATE UNLOGGED TABLE staged AS
SELECT
    identifier_of(n) AS identifier,
    'p12' AS provider,
    n::text AS foreign_identifier,
    url_of(n) AS url
FROM (
    SELECT n
    FROM (SELECT generate_series(1, %(all)s::bigint) AS n) AS numbers
    WHERE provider_of(n) = 'p12'
    OFFSET %(skip)s
    LIMIT %(rows)s
) AS known;

-- name: analyze_staged
-- As a load does.
ANALYZE staged;

-- name: drop_staged
-- Before the next file.
DROP TABLE IF EXISTS staged, candidate;

-- name: match
-- What a load does first: find each of its rows, and keep those that are new or differ.
CREATE UNLOGGED TABLE candidate AS
SELECT
    s.identifier,
    s.provider,
    s.foreign_identifier,
    s.url,
    url_key(s.url) AS new_url_key
FROM staged AS s
LEFT JOIN {table} AS m
    ON
        record_key(m.provider, m.foreign_identifier)
        = record_key(s.provider, s.foreign_identifier)
        AND m.provider = s.provider
        AND m.foreign_identifier = s.foreign_identifier
WHERE m.identifier IS NULL OR m.url <> s.url;

-- name: find_owners
-- The records that have the URLs of new rows.
SELECT count(*)
FROM candidate AS c
CROSS JOIN LATERAL (
    SELECT identifier
    FROM {table} AS m
    WHERE url_key(m.url) = c.new_url_key
    LIMIT 1
) AS owner;

-- name: insert_new
-- In the order of the records' keys.
INSERT INTO {table} (identifier, provider, foreign_identifier, url)
SELECT
    identifier,
    provider,
    foreign_identifier,
    url
FROM candidate
ORDER BY record_key(provider, foreign_identifier);

-- name: seek_by_keys
-- As a load does while it looks for its rows in a large table.
SET enable_indexscan = off;
SET enable_seqscan = off;

-- name: seek_freely
-- Afterwards.
RESET enable_indexscan;
RESET enable_seqscan;

-- name: seek_ids
-- All records of a file at once, by sorted keys.
SELECT count(m.url)
FROM (SELECT array_agg(record_key(provider, foreign_identifier)) AS keys FROM staged) AS sought
INNER JOIN {table} AS m ON record_key(m.provider, m.foreign_identifier) = ANY(sought.keys);

-- name: seek_urls
-- The owners of all URLs of a file.
SELECT count(m.url)
FROM (SELECT array_agg(url_key(url)) AS keys FROM staged) AS sought
INNER JOIN {table} AS m ON url_key(m.url) = ANY(sought.keys);

-- name: score
-- What a refresh of popularity does in a range of blocks: a tenth of each block's rows at a time, so
-- that their new versions find room beside them.
UPDATE {table}
SET standardized_popularity = %(score)s
WHERE
    ctid >= %(first)s::tid
    AND ctid < %(end)s::tid
    AND get_byte(tidsend(ctid), 5) %% 10 = %(stripe)s;

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

-- name: delete_some
-- A tenth of the last file, so that a vacuum has something to do in the indexes.
DELETE FROM {table} AS m
USING staged AS s
WHERE
    record_key(m.provider, m.foreign_identifier)
    = record_key(s.provider, s.foreign_identifier)
    AND m.provider = s.provider
    AND m.foreign_identifier = s.foreign_identifier
    AND right(s.foreign_identifier, 1) = '0';

-- name: vacuum
-- After all that, however few rows are dead.
VACUUM (INDEX_CLEANUP ON, PARALLEL 0) {table};

-- name: flush_statistics
-- Those of this session, which the next statement reads.
SELECT pg_stat_force_next_flush();

-- name: read_counters
-- Blocks asked for, blocks that were not in the server's memory, and bytes of log.
SELECT
    (sum(hits) + sum(read_bytes) / 8192)::bigint AS asked,
    (sum(read_bytes) / 8192)::bigint AS fetched,
    (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint AS logged
FROM pg_stat_io
WHERE backend_type = 'client backend' AND object = 'relation';

-- name: analyze
-- What is known of the rows, and that all readers see them.
VACUUM (ANALYZE) {table};

-- name: drop
-- Before the next layout.
DROP TABLE {table};
