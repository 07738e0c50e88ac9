-- Typed tables of iNaturalist's four files, read as views of text named raw_*; photos by their ids.
CREATE OR REPLACE TABLE photos AS
SELECT
    CAST(photo_id AS BIGINT) AS photo_id,
    observation_uuid,
    CAST(observer_id AS BIGINT) AS observer_id,
    extension,
    license,
    TRY_CAST(width AS INTEGER) AS width,
    TRY_CAST(height AS INTEGER) AS height,
    TRY_CAST(position AS INTEGER) AS position
FROM raw_photos
ORDER BY photo_id;

CREATE OR REPLACE TABLE observations AS
SELECT
    observation_uuid,
    TRY_CAST(taxon_id AS BIGINT) AS taxon_id,
    TRY_CAST(latitude AS DOUBLE) AS latitude,
    TRY_CAST(longitude AS DOUBLE) AS longitude,
    quality_grade,
    observed_on
FROM raw_observations;

CREATE OR REPLACE TABLE observers AS
SELECT
    CAST(observer_id AS BIGINT) AS observer_id,
    login,
    name
FROM raw_observers;

-- A taxon with the names of those above it, from the root down.
CREATE OR REPLACE TABLE taxa AS
WITH ancestry AS (
    SELECT
        taxon_id,
        unnest(string_split(ancestry, '/')) AS ancestor_id,
        generate_subscripts(string_split(ancestry, '/'), 1) AS depth
    FROM raw_taxa
    WHERE ancestry <> ''
),

named AS (
    SELECT
        ancestry.taxon_id,
        list(above.name ORDER BY ancestry.depth) AS ancestors
    FROM ancestry
    INNER JOIN raw_taxa AS above ON ancestry.ancestor_id = above.taxon_id
    GROUP BY ancestry.taxon_id
)

SELECT
    CAST(raw_taxa.taxon_id AS BIGINT) AS taxon_id,
    raw_taxa.name,
    raw_taxa.rank,
    named.ancestors
FROM raw_taxa
LEFT JOIN named ON raw_taxa.taxon_id = named.taxon_id;

CREATE OR REPLACE VIEW items AS
SELECT photo_id AS number
FROM photos;
