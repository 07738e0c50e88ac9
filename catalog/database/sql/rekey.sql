-- URLs of stored records in the one spelling that new ones come in. `{media}` is the media table or
-- its tombstones.

-- name: count_blocks
-- How far there is to go.
SELECT pg_relation_size(%(table)s::text::regclass) / current_setting('block_size')::bigint;

-- name: list_odd_urls
-- Of some blocks, the URLs that may have another spelling: file_url decides.
SELECT
    identifier,
    url
FROM {media}
WHERE
    ctid >= %(first)s::tid
    AND ctid < %(end)s::tid
    AND (
        url !~ '^https?://[a-z0-9._-]+(:[0-9]+)?/[]!$&-;=?-[_a-z~]*$'
        OR strpos(url, '/.') > 0
        OR url ~ '^https?://[^/]*[.:](80|443)?(/|$)'
        OR url ~ '^https?://[0-9.]+([:/]|$)'
    );

-- name: respell_urls
-- Where no other record has the file; of several the oldest gets it.
UPDATE {media} AS m
SET
    url = wanted.new_url,
    updated_on = now()
FROM (
    SELECT DISTINCT ON (url_key(given.new_url))
        given.identifier,
        given.old_url,
        given.new_url
    FROM unnest(%(identifiers)s::uuid[], %(old)s::text[], %(new)s::text[])
        AS given (identifier, old_url, new_url)
    INNER JOIN {media} AS known ON known.identifier = given.identifier
    ORDER BY url_key(given.new_url), known.created_on, known.identifier
) AS wanted
WHERE
    m.identifier = wanted.identifier
    AND m.url = wanted.old_url
    AND NOT EXISTS (
        SELECT
        FROM {media} AS other
        WHERE
            url_key(other.url) = url_key(wanted.new_url)
            AND other.identifier <> m.identifier
    )
RETURNING m.identifier;

-- name: respell_deleted_urls
-- Of tombstones several may have one file.
UPDATE {media} AS m
SET url = wanted.new_url
FROM unnest(%(identifiers)s::uuid[], %(old)s::text[], %(new)s::text[])
    AS wanted (identifier, old_url, new_url)
WHERE m.identifier = wanted.identifier AND m.url = wanted.old_url
RETURNING m.identifier;
