-- The pages of some domains that link to a licence, and where the crawl keeps them.
-- `wanted` names each domain with its provider; a host belongs to the longest domain that it ends in.
-- Partitions of 2018 to 2020 do not hold the page's address: there it is put together.
WITH links AS (
    SELECT
        provider_domain,
        warc_segment,
        warc_filename,
        content_offset,
        deflate_length,
        COALESCE(
            page_url,
            provider_domain || COALESCE(content_path, '')
            || CASE WHEN COALESCE(content_query_string, '') = '' THEN '' ELSE '?' || content_query_string END
        ) AS url
    FROM data
    WHERE
        REGEXP_MATCHES(LOWER(cc_license), '(licenses|licences|publicdomain|/[lp]/)')
        AND warc_filename IS NOT NULL
        AND content_offset IS NOT NULL
        AND deflate_length > 0
),

pages AS (
    SELECT DISTINCT * FROM links
),

matched AS (
    SELECT
        wanted.provider,
        pages.warc_segment,
        pages.warc_filename,
        pages.content_offset,
        pages.deflate_length,
        pages.url,
        ROW_NUMBER() OVER (
            PARTITION BY
                pages.warc_segment,
                pages.warc_filename,
                pages.content_offset,
                pages.url
            ORDER BY LENGTH(wanted.domain) DESC, wanted.provider
        ) AS place
    FROM pages
    INNER JOIN wanted
        ON pages.provider_domain = wanted.domain
        OR ENDS_WITH(pages.provider_domain, '.' || wanted.domain)
)

SELECT
    provider,
    warc_segment || '/warc/' || warc_filename AS warc,
    LIST(
        {'offset': content_offset, 'length': deflate_length, 'url': url}
        ORDER BY content_offset, url
    ) AS pages
FROM matched
WHERE place = 1
GROUP BY provider, warc_segment, warc_filename
ORDER BY warc, provider
