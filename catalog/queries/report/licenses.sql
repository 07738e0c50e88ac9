-- Links by licence and version.
SELECT
    license,
    license_version,
    COUNT(*) AS links
FROM links
WHERE license IS NOT NULL
GROUP BY license, license_version
ORDER BY links DESC, license, license_version
