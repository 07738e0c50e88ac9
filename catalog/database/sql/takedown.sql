-- Take-downs: which records somebody means who names a file, a page or a creator, and who else
-- claims the same file.

-- name: select_by_url
-- Records whose file is at a URL, however that is spelled; what is behind a # no server is ever told.
SELECT {source}.identifier
FROM {source}
WHERE
    url_key({source}.url) = ANY(
        url_spellings(%(address)s::text) || url_spellings(split_part(%(address)s::text, '#', 1))
    )

-- name: select_by_page
-- Records whose landing page is at a URL, with or without a last slash.
SELECT {source}.identifier
FROM {source}
WHERE
    url_key(rtrim({source}.foreign_landing_url, '/'))
    = url_key(rtrim(%(address)s::text, '/'))

-- name: select_by_creator_page
-- Records of a creator's page, whatever the provider.
SELECT {source}.identifier
FROM {source}
WHERE
    url_key(rtrim({source}.creator_url, '/'))
    = url_key(rtrim(%(address)s::text, '/'))

-- name: list_claims
-- Records of one table that claim the file of a chosen one.
SELECT
    %(table)s AS found_in,
    other.identifier,
    other.provider,
    other.foreign_identifier,
    other.foreign_landing_url,
    other.url
FROM (
    SELECT
        identifier,
        url_spellings(url) AS keys
    FROM {source}
    WHERE identifier IN (
{selection}
    )
    ORDER BY identifier
    LIMIT %(limit)s
) AS chosen
CROSS JOIN LATERAL (SELECT DISTINCT unnest(chosen.keys) AS key) AS spelled
INNER JOIN {other} AS other ON url_key(other.url) = spelled.key
WHERE other.identifier <> chosen.identifier
ORDER BY other.identifier;
