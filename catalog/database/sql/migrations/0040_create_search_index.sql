-- Search: the words of title, creator and tags, and what a search may be narrowed by, in one index.
--
-- Both are lexemes of one tsvector, so that "sunset, CC BY, Flickr" is one look into one GIN index
-- and never a scan. A facet's lexeme holds an equals sign (`license=by`), which no word can hold.

-- Stems are English ones. Dots, slashes and underscores part words: `sunset_01.jpg` is found by
-- sunset. The length is bounded because a tsvector's is, and a load must not fail for its tags.
CREATE FUNCTION search_words(title text, creator text, tags jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector(
    'english',
    translate(
        left(
            COALESCE(title, '') || ' ; ' || COALESCE(creator, '') || ' ; '
            || COALESCE(jsonb_path_query_array(tags, 'lax $[*].name')::text, ''),
            50000
        ),
        '._/',
        '   '
    )
);

-- Small, medium and large as Openverse has them: below 640 x 480 and below 1600 x 1200 pixels.
CREATE FUNCTION image_size(width integer, height integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN width::bigint * height < 307200 THEN 'small'
    WHEN width::bigint * height < 1920000 THEN 'medium'
    WHEN width::bigint * height >= 1920000 THEN 'large'
END;

-- As Openverse has them: 30 seconds, 2 minutes, 10 minutes.
CREATE FUNCTION audio_size(duration bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN duration < 30000 THEN 'shortest'
    WHEN duration < 120000 THEN 'short'
    WHEN duration < 600000 THEN 'medium'
    WHEN duration >= 600000 THEN 'long'
END;

CREATE FUNCTION year_of(moment timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN extract(YEAR FROM moment AT TIME ZONE 'UTC')::integer::text;

CREATE FUNCTION search_facets(
    license text, provider text, source text, category text, year text, size text
) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(
    array_remove(
        ARRAY[
            'license=' || license,
            'provider=' || provider,
            'source=' || source,
            'category=' || category,
            'year=' || year,
            'size=' || size
        ],
        NULL
    )
);

-- What a search sees of a record: one set of columns for both media types. The expression of
-- `search` is that of the index, word for word, which is why the index is used.
CREATE VIEW image_search AS
SELECT
    identifier,
    title,
    creator,
    url,
    thumbnail,
    foreign_landing_url,
    license,
    license_version,
    provider,
    source,
    category,
    standardized_popularity,
    year_of(created_on) AS year,
    image_size(width, height) AS size,
    search_words(title, creator, tags)
    || search_facets(
        license, provider, source, category, year_of(created_on), image_size(width, height)
    ) AS search
FROM image;

CREATE INDEX image_search_idx ON image USING gin ((
    search_words(title, creator, tags)
    || search_facets(
        license, provider, source, category, year_of(created_on), image_size(width, height)
    )
));

CREATE VIEW audio_search AS
SELECT
    identifier,
    title,
    creator,
    url,
    thumbnail,
    foreign_landing_url,
    license,
    license_version,
    provider,
    source,
    category,
    standardized_popularity,
    year_of(created_on) AS year,
    audio_size(duration) AS size,
    search_words(title, creator, tags)
    || search_facets(
        license, provider, source, category, year_of(created_on), audio_size(duration)
    ) AS search
FROM audio;

CREATE INDEX audio_search_idx ON audio USING gin ((
    search_words(title, creator, tags)
    || search_facets(
        license, provider, source, category, year_of(created_on), audio_size(duration)
    )
));

-- By these a record's page finds tombstones that had the same file.
CREATE INDEX deleted_image_url_idx ON deleted_image (url_key(url));
CREATE INDEX deleted_audio_url_idx ON deleted_audio (url_key(url));
