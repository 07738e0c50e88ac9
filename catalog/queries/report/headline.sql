-- The figures at the top of the report.
SELECT
    (SELECT COUNT(*) FROM links) AS links,
    (SELECT COUNT(*) FROM pages) AS pages,
    (SELECT COUNT(DISTINCT provider_domain) FROM links) AS domains,
    (SELECT CAST(COALESCE(SUM(images), 0) AS BIGINT) FROM pages) AS images,
    (SELECT COUNT(license) FROM links) AS licensed,
    (SELECT COUNT(DISTINCT (license, license_version)) FROM links WHERE license IS NOT NULL)
        AS licenses,
    (SELECT COUNT(is_https) FROM pages) AS pages_with_scheme,
    (SELECT COUNT(*) FROM pages WHERE is_https) AS https_pages,
    (SELECT MIN(crawled_at)::DATE::VARCHAR FROM links) AS first_day,
    (SELECT MAX(crawled_at)::DATE::VARCHAR FROM links) AS last_day
