-- One working file of the publishing bench: link rows of as many pages as a WAT file has, with hosts
-- that are few and busy or many and small, as on the web. Depends on the file's number only.
COPY (
    SELECT
        CASE WHEN hash(page, 1) % 3 = 0 THEN 'busy' || (hash(page, 2) % 40)
            ELSE 'site' || (hash(page, 3) % 50000) END || '.example' AS provider_domain,
        '/' || md5(page::VARCHAR) AS content_path,
        CASE WHEN hash(page, 4) % 4 = 0 THEN 'id=' || page ELSE '' END AS content_query_string,
        'creativecommons.org' AS cc_domain,
        '/licenses/by-sa/4.0/' AS cc_license,
        'crawl-data/CC-MAIN-2026-43/segments/1792972800000.12' AS warc_segment,
        'CC-MAIN-20261020000000-20261020030000-' || lpad($file::VARCHAR, 5, '0') || '.warc.gz'
            AS warc_filename,
        page * 21000 AS content_offset,
        20000 + (hash(page, 5) % 9000)::BIGINT AS deflate_length,
        '{"Images":' || (hash(page, 6) % 40) || ',"Links":{"creativecommons.org":2'
            || list_aggregate(
                [',"' || md5((page * 31 + n)::VARCHAR)[:12] || '.example":' || (1 + n % 5)
                    FOR n IN range((hash(page, 7) % 25)::BIGINT)],
                'string_agg', '') || '}}' AS html_metadata,
        'by-sa' AS license,
        '4.0' AS license_version,
        NULL::VARCHAR AS license_jurisdiction,
        'A@/href' AS link_kind,
        'links' AS link_section,
        link = 0 AS rel_license,
        'https://site.example/' || md5(page::VARCHAR) AS page_url,
        TIMESTAMPTZ '2026-10-20 00:00:00+00' + INTERVAL (page % 10000) SECOND AS crawled_at
    FROM (SELECT $file * 1000000 + unnest(range(600 * $scale)) AS page)
    CROSS JOIN (SELECT unnest(range(3)) AS link)
    ORDER BY content_offset, link
) TO $path (FORMAT parquet, COMPRESSION zstd)
