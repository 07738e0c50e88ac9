-- What a part of a large partition has of thirty providers, whose pages are spread over all WARC
-- files: two rows in a hundred, three of them of one page. A part is sorted by domain.
COPY (
    SELECT
        'www.provider' || (hash(page, 1) % 30) || '.example' AS provider_domain,
        '/licenses/by-sa/4.0/' AS cc_license,
        'crawl-data/CC-MAIN-2026-43/segments/1792972800000.' || (page % 100) AS warc_segment,
        'CC-MAIN-20261020000000-20261020030000-' || lpad((hash(page, 2) % 90000)::VARCHAR, 5, '0')
            || '.warc.gz' AS warc_filename,
        (hash(page, 3) % 1000000000)::BIGINT AS content_offset,
        20000 + (hash(page, 4) % 9000)::BIGINT AS deflate_length,
        'https://provider.example/' || md5(page::VARCHAR) AS page_url
    FROM (SELECT $part * 6666 + unnest(range(6666)) AS page)
    CROSS JOIN range(3)
    ORDER BY provider_domain
) TO $path (FORMAT parquet, COMPRESSION zstd)
