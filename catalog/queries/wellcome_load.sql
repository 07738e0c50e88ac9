-- Tables of Wellcome Collection's file, read as a view of lines, each an image in JSON. An image has
-- a number by the order of the ids; every one without an id has another. A line that is no object,
-- or one with nothing of an image, is unreadable; an empty one is none.
CREATE OR REPLACE TEMP TABLE lines AS
WITH numbered AS (
    SELECT
        row_number() OVER () AS position,
        CASE WHEN json_valid(line) THEN json(line) END AS image
    FROM raw_images
    WHERE trim(line) <> ''
)

SELECT
    position,
    CASE
        WHEN json_type(image) = 'OBJECT' AND (json_exists(image, '$.id') OR json_exists(image, '$.locations'))
            THEN image
    END AS image
FROM numbered;

CREATE OR REPLACE TABLE items AS
WITH named AS (
    SELECT
        position,
        image,
        image ->> 'id' AS id
    FROM lines
    WHERE image IS NOT NULL
)

SELECT
    dense_rank() OVER (ORDER BY id, CASE WHEN id IS NULL THEN position END) AS number,
    position,
    image
FROM named;

CREATE OR REPLACE TABLE unreadable AS
SELECT
    'images.json' AS file_path,
    position AS line
FROM lines
WHERE image IS NULL;
