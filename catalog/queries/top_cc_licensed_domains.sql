-- Top_CC_Licensed_Domains: which domains of one crawl link most to Creative Commons.
-- Its one parameter is the crawl, such as CC-MAIN-2026-43. Runs as it stands on Athena and DuckDB.
-- Partitions of 2018 to 2020 hold no parsed licence: there it is read from the path of the link.
WITH links AS (
    SELECT
        provider_domain,
        COALESCE(content_path, '') AS content_path,
        COALESCE(content_query_string, '') AS content_query_string,
        TRY_CAST(json_extract_scalar(html_metadata, '$.Images') AS BIGINT) AS images,
        link_section,
        license || ' ' || license_version AS parsed_license,
        LOWER(cc_license) LIKE '%licenses/publicdomain%' AS is_certification,
        REGEXP_EXTRACT(
            LOWER(cc_license),
            '(licenses|licences|publicdomain|/l|/p)/+(by-nc-sa|by-nc-nd|by-nd-nc|by-nc|by-nd|by-sa|by|nc-sampling[+]|nc-sa|nd-nc|sampling[+]|sampling|devnations|nc|nd|sa|zero|mark)/+([1-4][.][0-9])',
            2
        ) AS path_slug,
        REGEXP_EXTRACT(
            LOWER(cc_license),
            '(licenses|licences|publicdomain|/l|/p)/+[a-z+-]+/+([1-4][.][0-9])',
            2
        ) AS path_version
    FROM data
    WHERE crawl = ?
),

named AS (
    SELECT
        provider_domain,
        content_path,
        content_query_string,
        images,
        CASE
            WHEN link_section IS NOT NULL THEN parsed_license
            WHEN is_certification THEN 'publicdomain N/A'
            WHEN path_slug = 'zero' THEN 'cc0 ' || path_version
            WHEN path_slug = 'mark' THEN 'pdm ' || path_version
            WHEN path_slug = 'by-nd-nc' THEN 'by-nc-nd ' || path_version
            WHEN path_slug <> '' THEN path_slug || ' ' || path_version
        END AS license_name
    FROM links
),

pages AS (
    SELECT
        provider_domain,
        content_path,
        content_query_string,
        COUNT(*) AS links,
        MAX(images) AS images
    FROM named
    GROUP BY provider_domain, content_path, content_query_string
),

domains AS (
    SELECT
        provider_domain,
        CAST(SUM(links) AS BIGINT) AS total,
        COUNT(*) AS pages,
        COUNT(DISTINCT content_path) AS unique_content_path,
        COUNT(DISTINCT content_query_string) AS unique_query_string,
        CAST(COALESCE(SUM(images), 0) AS BIGINT) AS images
    FROM pages
    GROUP BY provider_domain
),

license_counts AS (
    SELECT
        provider_domain,
        license_name,
        ROW_NUMBER() OVER (
            PARTITION BY provider_domain
            ORDER BY COUNT(*) DESC, license_name
        ) AS place,
        COUNT(*) OVER (PARTITION BY provider_domain) AS licenses
    FROM named
    WHERE license_name IS NOT NULL
    GROUP BY provider_domain, license_name
)

SELECT
    domains.provider_domain,
    domains.total,
    domains.pages,
    domains.unique_content_path,
    domains.unique_query_string,
    domains.images,
    COALESCE(license_counts.licenses, 0) AS licenses,
    license_counts.license_name AS top_license
FROM domains
LEFT JOIN license_counts
    ON license_counts.provider_domain = domains.provider_domain
    AND license_counts.place = 1
ORDER BY domains.total DESC, domains.provider_domain
