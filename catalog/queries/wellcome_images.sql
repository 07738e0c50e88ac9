-- The images of one range of numbers, each once, as the file has them. Parameters: first, end.
SELECT
    image AS line,
    count(*) OVER (PARTITION BY number) AS copies
FROM items
WHERE number >= $first AND number < $end
QUALIFY row_number() OVER (PARTITION BY number ORDER BY position) = 1
ORDER BY number;
