-- Links by the port of the licence they name; most licences have none.
SELECT
    license_jurisdiction,
    COUNT(*) AS links
FROM links
WHERE license_jurisdiction IS NOT NULL
GROUP BY license_jurisdiction
ORDER BY links DESC, license_jurisdiction
