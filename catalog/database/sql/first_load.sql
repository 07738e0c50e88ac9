-- Many files into an empty table: their rows are gathered first, file by file, and written together, so
-- that the indexes are built once. All lies in a schema of its own, whose tables a server that crashes
-- empties together. `catalog.file` is the number of the file that `staged` shows.

-- name: has_schema
-- Whether rows are gathered already, or somebody else's are.
SELECT pg_has_role(nspowner, 'USAGE')
FROM pg_namespace
WHERE nspname = %(name)s;

-- name: can_be_filled
-- Whether a media table is empty, and ours. Where a policy may hide rows, nobody knows.
SELECT
    NOT EXISTS (SELECT FROM {media})
    AND (
        SELECT pg_has_role(relowner, 'USAGE') AND NOT row_security_active(oid)
        FROM pg_class
        WHERE oid = %(media_type)s::text::regclass
    );

-- name: is_nothing_known
-- The moment, where new rows of an empty table need not be compared with anything.
SELECT now()
WHERE
    NOT EXISTS (SELECT FROM tombstone)
    AND NOT EXISTS (SELECT FROM denied_creator)
    AND NOT EXISTS (
        SELECT FROM popularity_metric WHERE media_type = %(media_type)s AND constant IS NOT NULL
    )
    AND NOT EXISTS (SELECT FROM record_life WHERE media_type = %(media_type)s)
    AND NOT (%(has_inlinks)s AND EXISTS (SELECT FROM image_inlink));

-- name: show_file
-- What `staged` and `staged_keys` show from now on; of the latter, `all` shows every file's.
SELECT set_config('catalog.file', %(file)s::text, FALSE);

-- name: create_gathered_file
-- The files whose rows are gathered, whole: which bytes they were, and what reading them found.
CREATE UNLOGGED TABLE gathered_file (
    file integer NOT NULL PRIMARY KEY,
    source text NOT NULL,
    report jsonb NOT NULL
);
CREATE SEQUENCE gathered_number AS integer;

-- name: next_gathered
-- The number of a file; `staged` shows it from now on. No number is given twice.
SELECT set_config('catalog.file', nextval('gathered_number')::text, FALSE)::integer;

-- name: list_gathered
-- The files that were gathered, by an earlier command too.
SELECT
    file,
    source,
    report
FROM gathered_file
ORDER BY file;

-- name: record_gathered
-- All rows of a file are there, in the transaction that brings them.
INSERT INTO gathered_file (file, source, report)
VALUES (%(file)s, %(source)s, %(report)s);

-- name: forget_gathered
-- A file that is not asked for any more, or has changed.
DELETE FROM gathered_file
WHERE file = %(file)s;

-- name: hash_gathered
-- As `hash_staged` does, of every file. The index finds a file's rows, which lie together.
CREATE UNLOGGED TABLE gathered_keys AS
SELECT
    file,
    provider,
    array_agg(hashtextextended(foreign_identifier, 0)) AS keys
FROM gathered
GROUP BY file, provider, line / 8192;
CREATE VIEW staged_keys AS
SELECT
    provider,
    keys
FROM gathered_keys
WHERE current_setting('catalog.file') IN ('all', file::text);
CREATE VIEW staged_provider AS
SELECT
    provider,
    sum(cardinality(keys))::bigint AS rows
FROM staged_keys
GROUP BY provider;
CREATE INDEX gathered_file_idx ON gathered USING brin (file);
ANALYZE gathered (file, line, provider);

-- name: create_gathered_key
-- What must be unique, of all rows.
CREATE UNLOGGED TABLE gathered_key AS
SELECT
    gathered.file,
    record_key(gathered.provider, gathered.foreign_identifier) AS record_key,
    url_key(gathered.url) AS url_key
FROM gathered
WHERE EXISTS (SELECT FROM gathered_file AS known WHERE known.file = gathered.file);

-- name: list_apart
-- Files that must be loaded by themselves: rows of theirs meet others, or may be refused.
SELECT unnest(array_agg(file)) AS file
FROM gathered_key
GROUP BY record_key
HAVING count(*) > 1
UNION
SELECT unnest(array_agg(file))
FROM gathered_key
GROUP BY url_key
HAVING count(*) > 1
UNION
SELECT known.file
FROM gathered_key AS known
INNER JOIN tombstone AS gone
    ON record_key(gone.provider, gone.foreign_identifier) = known.record_key
UNION
SELECT known.file
FROM gathered_key AS known
INNER JOIN tombstone AS gone ON url_key(gone.url) = known.url_key
UNION
SELECT known.file
FROM gathered AS known
INNER JOIN tombstone AS gone
    ON url_key(plain_url(gone.url)) = url_key(plain_url(known.url)) AND has_marks(gone.url)
WHERE EXISTS (SELECT FROM tombstone) AND has_marks(known.url)
UNION
SELECT known.file
FROM gathered_keys AS known
INNER JOIN denied_creator AS denied ON known.provider = denied.provider;
