-- Sorts the link rows of some working files into one Parquet file of the lake.
-- The order is total, so that the same inputs give the same bytes, however many threads sort them:
-- rows of one domain stay in the order of their files, and within a file in document order.
COPY (
    SELECT
        provider_domain,
        content_path,
        content_query_string,
        cc_domain,
        cc_license,
        warc_segment,
        warc_filename,
        content_offset,
        deflate_length,
        html_metadata,
        license,
        license_version,
        license_jurisdiction,
        link_kind,
        link_section,
        rel_license,
        page_url,
        crawled_at
    FROM read_parquet($inputs, filename = true, file_row_number = true)
    ORDER BY
        provider_domain NULLS LAST,
        filename,
        file_row_number
) TO $output (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536, USE_TMP_FILE false)
