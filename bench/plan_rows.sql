-- One million rows of a large partition: as many hosts as a crawl has that link to Creative Commons
-- (about one for thirty rows). The provider's rows are in bench/plan_pages.sql.
COPY (
    SELECT
        'site' || (hash(page, 1) % 5000000) || '.example' AS provider_domain,
        '/licenses/by-sa/4.0/' AS cc_license,
        'crawl-data/CC-MAIN-2026-43/segments/1792972800000.' || (page % 100) AS warc_segment,
        'CC-MAIN-20261020000000-20261020030000-' || lpad((hash(page, 2) % 90000)::VARCHAR, 5, '0')
            || '.warc.gz' AS warc_filename,
        (hash(page, 3) % 1000000000)::BIGINT AS content_offset,
        20000 + (hash(page, 4) % 9000)::BIGINT AS deflate_length,
        'https://site.example/' || md5(page::VARCHAR) AS page_url
    FROM (SELECT $part * 1000000 + unnest(range(1000000)) AS page)
    ORDER BY provider_domain
) TO $path (FORMAT parquet, COMPRESSION zstd)
