-- Tables of the National Gallery of Art's files, read as views of text named raw_*. An image has a
-- number by the order of the ids, as it has none of its own; every one without an id has another.
CREATE OR REPLACE TABLE items AS
WITH lines AS (
    SELECT
        *,
        row_number() OVER () AS line
    FROM raw_published_images
)

SELECT
    dense_rank() OVER (ORDER BY uuid, CASE WHEN uuid IS NULL THEN line END) AS number,
    line,
    uuid,
    iiifurl,
    iiifthumburl,
    viewtype,
    sequence,
    TRY_CAST(width AS INTEGER) AS width,
    TRY_CAST(height AS INTEGER) AS height,
    TRY_CAST(maxpixels AS INTEGER) AS maxpixels,
    openaccess,
    depictstmsobjectid,
    assistivetext
FROM lines;

CREATE OR REPLACE TABLE objects AS
SELECT
    objectid,
    title,
    attribution,
    displaydate,
    medium,
    dimensions,
    classification,
    creditline,
    accessionnum,
    wikidataid
FROM raw_objects
WHERE objectid IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY objectid ORDER BY title) = 1;

-- What an object is about, made in or made by. The root of each kind of term (Keywords, Themes)
-- says nothing, and the volume of a printed catalogue is no subject.
CREATE OR REPLACE TABLE terms AS
SELECT
    objectid,
    list(DISTINCT term ORDER BY term) AS terms
FROM raw_objects_terms
WHERE
    termtype IN ('Keyword', 'Theme', 'School', 'Style', 'Technique', 'Place Executed')
    AND term <> concat(termtype, 's')
GROUP BY objectid;
