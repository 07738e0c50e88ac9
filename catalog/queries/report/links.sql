-- The partition's link rows with a licence for every row that names one: old rows have none parsed,
-- so `old_licenses` holds what their links say.
CREATE TEMP TABLE links AS
SELECT
    data.provider_domain,
    COALESCE(data.content_path, '') AS content_path,
    COALESCE(data.content_query_string, '') AS content_query_string,
    COALESCE(data.license, old_licenses.license) AS license,
    COALESCE(data.license_version, old_licenses.license_version) AS license_version,
    COALESCE(data.license_jurisdiction, old_licenses.license_jurisdiction) AS license_jurisdiction,
    data.link_kind,
    data.link_section,
    data.rel_license,
    data.page_url,
    data.crawled_at
FROM data
LEFT JOIN old_licenses
    ON data.link_section IS NULL
    AND data.cc_domain = old_licenses.cc_domain
    AND data.cc_license = old_licenses.cc_license;

-- One row for each page. Its own facts are the same in all its link rows.
CREATE TEMP TABLE pages AS
SELECT
    provider_domain,
    COALESCE(content_path, '') AS content_path,
    COALESCE(content_query_string, '') AS content_query_string,
    ANY_VALUE(html_metadata) AS html_metadata,
    MAX(TRY_CAST(json_extract_scalar(html_metadata, '$.Images') AS BIGINT)) AS images,
    BOOL_OR(page_url LIKE 'https://%') AS is_https
FROM data
GROUP BY
    provider_domain,
    COALESCE(content_path, ''),
    COALESCE(content_query_string, '')
