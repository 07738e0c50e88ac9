-- Links by where they stand and whether they say that they are the page's licence.
SELECT
    CASE
        WHEN link_section = 'head' THEN 'in the head'
        WHEN rel_license THEN 'in the page, rel=license'
        ELSE 'in the page, plain'
    END AS place,
    COUNT(*) AS links
FROM links
WHERE link_section IS NOT NULL
GROUP BY place
ORDER BY links DESC, place
