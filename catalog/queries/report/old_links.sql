-- The different links of rows whose licence was never parsed.
SELECT DISTINCT
    cc_domain,
    cc_license
FROM data
WHERE link_section IS NULL AND cc_domain IS NOT NULL AND cc_license IS NOT NULL
