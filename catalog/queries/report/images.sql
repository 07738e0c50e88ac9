-- Pages by how many images they show; a bucket of which there are none is there too.
WITH buckets (bucket, least, most) AS (
    VALUES
        ('0', 0, 0),
        ('1', 1, 1),
        ('2-4', 2, 4),
        ('5-9', 5, 9),
        ('10-24', 10, 24),
        ('25-49', 25, 49),
        ('50-99', 50, 99),
        ('100+', 100, 9223372036854775807)
)

SELECT
    buckets.bucket,
    COUNT(pages.images) AS pages
FROM buckets
LEFT JOIN pages
    ON pages.images BETWEEN buckets.least AND buckets.most
GROUP BY buckets.bucket, buckets.least
ORDER BY buckets.least
