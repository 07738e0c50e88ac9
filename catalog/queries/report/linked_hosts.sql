-- Where else these pages link: foreign hosts by the number of pages that link to them.
WITH hosts AS (
    SELECT UNNEST(JSON_KEYS(html_metadata, '$.Links')) AS host
    FROM pages
    WHERE JSON_VALID(html_metadata)
)

SELECT
    host,
    COUNT(*) AS pages
FROM hosts
WHERE host NOT LIKE '%creativecommons.org'
GROUP BY host
ORDER BY pages DESC, host
LIMIT 15
