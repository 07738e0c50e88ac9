-- The pages of some domains that link to a licence, and where the crawl keeps them.
-- `wanted` names each domain with its provider; a host belongs to the longest domain that it ends in.
-- Hosts are looked up first: a crawl has over a hundred million rows, of a few million hosts, and only
-- the rows of wanted hosts may cost memory.
-- Partitions of 2018 to 2020 do not hold the page's address: there it is put together.
WITH all_hosts AS (
    SELECT DISTINCT provider_domain FROM data
),

hosts AS (
    SELECT
        all_hosts.provider_domain,
        ARG_MIN(
            wanted.provider,
            {'shorter': -LENGTH(wanted.domain), 'provider': wanted.provider}
        ) AS provider
    FROM all_hosts
    INNER JOIN wanted
        ON all_hosts.provider_domain = wanted.domain
        OR ENDS_WITH(all_hosts.provider_domain, '.' || wanted.domain)
    GROUP BY all_hosts.provider_domain
),

pages AS (
    SELECT DISTINCT
        hosts.provider,
        data.warc_segment,
        data.warc_filename,
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
    INNER JOIN hosts ON data.provider_domain = hosts.provider_domain
    WHERE
        REGEXP_MATCHES(LOWER(data.cc_license), '(licenses|licences|publicdomain|/[lp]/)')
        AND data.warc_filename IS NOT NULL
        AND data.content_offset IS NOT NULL
        AND data.deflate_length > 0
)

SELECT
    provider,
    warc_segment || '/warc/' || warc_filename AS warc,
    LIST(
        {'offset': content_offset, 'length': deflate_length, 'url': url}
        ORDER BY content_offset, url
    ) AS pages
FROM pages
GROUP BY provider, warc_segment, warc_filename
ORDER BY provider, warc
