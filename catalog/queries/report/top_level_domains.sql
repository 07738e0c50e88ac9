-- Pages by the last label of their host.
SELECT
    '.' || REGEXP_EXTRACT(provider_domain, '([^.:]+)(:[0-9]+)?$', 1) AS top_level_domain,
    COUNT(*) AS pages
FROM pages
GROUP BY top_level_domain
ORDER BY pages DESC, top_level_domain
