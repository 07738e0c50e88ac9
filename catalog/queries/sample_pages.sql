-- Some pages of each chosen host, always the same ones, and where the crawl keeps them.
WITH pages AS (
    SELECT DISTINCT
        REGEXP_REPLACE(data.provider_domain, '^www[.]', '') AS domain,
        data.warc_segment || CASE
            WHEN data.warc_segment LIKE 'crawl-data/CC-NEWS/%' THEN '/'
            ELSE '/warc/'
        END || data.warc_filename AS warc,
        data.content_offset,
        data.deflate_length,
        COALESCE(
            data.page_url,
            data.provider_domain || COALESCE(data.content_path, '')
            || CASE
                WHEN COALESCE(data.content_query_string, '') = '' THEN ''
                ELSE '?' || data.content_query_string
            END
        ) AS url
    FROM data
    INNER JOIN chosen ON REGEXP_REPLACE(data.provider_domain, '^www[.]', '') = chosen.domain
    WHERE
        REGEXP_MATCHES(LOWER(data.cc_license), '(licenses|licences|publicdomain|/[lp]/)')
        AND data.warc_segment IS NOT NULL
        AND data.warc_filename IS NOT NULL
        AND data.content_offset IS NOT NULL
        AND data.deflate_length > 0
)

SELECT
    domain,
    warc,
    content_offset,
    deflate_length,
    url
FROM pages
QUALIFY ROW_NUMBER() OVER (PARTITION BY domain ORDER BY MD5(url), url) <= $pages
ORDER BY domain, url
