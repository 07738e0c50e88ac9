-- How often, and by how many hosts, other sites show each image. The http and the https address of
-- a file are one: its address without the scheme. `wanted` holds the addresses that count.
-- Two steps, because one host's pages that show an image may be spread over many files.
COPY (
    WITH by_host AS (
        SELECT
            regexp_replace(url, '^https?://', '') AS address,
            host,
            max(url) AS url,
            sum(pages)::BIGINT AS pages
        FROM read_parquet($inputs)
        GROUP BY address, host
    )

    SELECT
        max(url) AS url, -- https before http
        sum(pages)::BIGINT AS inlinks,
        count(*) AS inlink_hosts
    FROM by_host
    WHERE $everything OR address IN (SELECT address FROM wanted)
    GROUP BY address
    ORDER BY
        inlinks DESC,
        inlink_hosts DESC,
        url
) TO $output (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)
