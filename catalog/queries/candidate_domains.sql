-- What each host of one crawl has that makes it worth a look: one row for each host.
-- Partitions of 2018 to 2020 hold no parsed licence: `old_licenses` has it for each of their links.
WITH links AS (
    SELECT
        REGEXP_REPLACE(provider_domain, '^www[.]', '') AS domain,
        COALESCE(content_path, '') AS path,
        COALESCE(content_query_string, '') AS query,
        TRY_CAST(json_extract_scalar(html_metadata, '$.Images') AS BIGINT) AS images,
        COALESCE(rel_license, FALSE) AS rel_license,
        COALESCE(
            data.license || ' ' || data.license_version,
            old_licenses.license || COALESCE(' ' || old_licenses.license_version, '')
        ) AS license
    FROM data
    LEFT JOIN old_licenses
        ON data.link_section IS NULL
        AND data.cc_domain = old_licenses.cc_domain
        AND data.cc_license = old_licenses.cc_license
    WHERE provider_domain IS NOT NULL
),

pages AS (
    SELECT
        domain,
        path,
        query,
        COUNT(*) AS links,
        MAX(images) AS images,
        BOOL_OR(rel_license) AS declared
    FROM links
    WHERE license IS NOT NULL
    GROUP BY domain, path, query
),

licensed AS (
    SELECT
        domain,
        license,
        COUNT(DISTINCT (path, query)) AS pages
    FROM links
    WHERE license IS NOT NULL
    GROUP BY domain, license
),

mixes AS (
    SELECT
        domain,
        LIST({'license': license, 'pages': pages} ORDER BY pages DESC, license)[1:5] AS licenses
    FROM licensed
    GROUP BY domain
)

SELECT
    pages.domain,
    CAST(SUM(pages.links) AS BIGINT) AS links,
    COUNT(*) AS pages,
    CAST(COALESCE(SUM(pages.images), 0) AS BIGINT) AS images,
    COUNT(*) FILTER (pages.declared) AS declared,
    ANY_VALUE(mixes.licenses) AS licenses
FROM pages
INNER JOIN mixes ON pages.domain = mixes.domain
GROUP BY pages.domain
ORDER BY pages DESC, pages.domain
LIMIT $limit
