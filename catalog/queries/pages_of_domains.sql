-- The pages of some domains that link to a licence, and where the crawl keeps them.
-- `wanted` names each domain with its provider; a host belongs to the longest domain that it ends in.
-- `$hosts` is a pattern of all of them, by which rows are let through one by one: a crawl has over a
-- hundred million rows of some million hosts, and only those of wanted hosts may cost memory.
-- The files of CC-NEWS lie in the folder of their month, those of other crawls in `warc/`; of a file
-- that was read from elsewhere nobody knows where it lies.
-- Partitions of 2018 to 2020 do not hold the page's address: there it is put together.
WITH rows_of_hosts AS (
    SELECT
        provider_domain,
        warc_segment || CASE
            WHEN warc_segment LIKE 'crawl-data/CC-NEWS/%' THEN '/'
            ELSE '/warc/'
        END || warc_filename AS warc,
        content_offset,
        deflate_length,
        COALESCE(
            page_url,
            provider_domain || COALESCE(content_path, '')
            || CASE
                WHEN COALESCE(content_query_string, '') = '' THEN ''
                ELSE '?' || content_query_string
            END
        ) AS url
    FROM data
    WHERE
        REGEXP_MATCHES(provider_domain, $hosts)
        AND REGEXP_MATCHES(LOWER(cc_license), '(licenses|licences|publicdomain|/[lp]/)')
        AND warc_segment IS NOT NULL
        AND warc_filename IS NOT NULL
        AND content_offset IS NOT NULL
        AND deflate_length > 0
),

hosts AS (
    SELECT
        own.provider_domain,
        ARG_MIN(
            wanted.provider,
            {'shorter': -LENGTH(wanted.domain), 'provider': wanted.provider}
        ) AS provider
    FROM (SELECT DISTINCT provider_domain FROM rows_of_hosts) AS own
    INNER JOIN wanted
        ON own.provider_domain = wanted.domain
        OR ENDS_WITH(own.provider_domain, '.' || wanted.domain)
    GROUP BY own.provider_domain
)

SELECT DISTINCT
    hosts.provider,
    rows_of_hosts.warc,
    rows_of_hosts.content_offset,
    rows_of_hosts.deflate_length,
    rows_of_hosts.url
FROM rows_of_hosts
INNER JOIN hosts ON rows_of_hosts.provider_domain = hosts.provider_domain
ORDER BY hosts.provider, rows_of_hosts.warc, rows_of_hosts.content_offset, rows_of_hosts.url
