-- Links by the element they stand in.
SELECT
    link_kind,
    COUNT(*) AS links
FROM links
WHERE link_kind IS NOT NULL
GROUP BY link_kind
ORDER BY links DESC, link_kind
