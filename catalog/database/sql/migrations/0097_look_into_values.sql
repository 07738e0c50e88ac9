-- The database looks into values: what is in a list or an object, that a text says something, that a URL
-- has a host, that a moment is one.
--
-- As in migration 0032 the constraints hold for every row that is written from now on; the next migration
-- repairs and checks those that are there. They ask for nothing that loading does not do, so a version of
-- the catalog that does not know them works on.

-- Whether a session says that it has looked at each tag and each URL that it writes, as loading does, row
-- by row: to look again would take a tenth of the server's time for a load. `catalog.only_column` (see
-- migration 0053) is of the same kind. Nobody else has a reason to say so.
CREATE FUNCTION says_clean() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('catalog.values_are_clean', TRUE) IS NOT DISTINCT FROM 'on';

-- A URL of the web with a host, without white space, quotes and brackets of markup.
CREATE FUNCTION are_urls(VARIADIC urls text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NOT EXISTS (
    SELECT FROM unnest(urls) AS one (url)
    WHERE one.url !~ '^https?://[^[:space:][:cntrl:]/?#<>"]+([/?#][^[:space:][:cntrl:]<>"]*)?$'
);

-- Readers know the years to 9999 and no infinity; no catalog is older than 1970.
CREATE FUNCTION is_moment(moment timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN moment BETWEEN '1970-01-01 00:00:00+00' AND '9999-12-31 23:59:59.999999+00';

-- A list of objects with a name and a provider, which are texts, and perhaps an accuracy from 0 to 1.
-- Strict paths find nothing where one element has no such key, or another value than a text there.
CREATE FUNCTION are_tags(tags jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN tags IS NULL OR tags = '[]' OR COALESCE(
    tags @@ 'strict $[*].name starts with "" && $[*].provider starts with ""
        && !($[*].name == "") && !($[*].provider == "")'
    AND NOT tags @? '$[*] ? (
        @.accuracy.type() != "null"
        && !(@.accuracy.type() == "number" && @.accuracy >= 0 && @.accuracy <= 1)
    )',
    FALSE
);

-- A list of objects with a URL, which may have a type and numbers.
CREATE FUNCTION are_files(files jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN files IS NULL OR files = '[]' OR COALESCE(
    files @@ 'strict $[*].url starts with "http"'
    AND NOT files @? '$[*].url ? (!(@ like_regex "^https?://[^ /?#]"))'
    AND NOT files @? '$[*].keyvalue() ? (
        @.value.type() != "null" && (
            @.key == "filetype" && @.value.type() != "string"
            || (@.key == "filesize" || @.key == "bit_rate" || @.key == "sample_rate" || @.key == "duration")
            && !(@.value.type() == "number" && @.value >= 0)
        )
    )',
    FALSE
);

-- An album: its pages are URLs, its names are no lists and no objects.
CREATE FUNCTION is_set(album jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN album IS NULL OR jsonb_typeof(album) = 'object' AND NOT COALESCE(
    album @@ '$.foreign_landing_url.type() != "string" || $.thumbnail.type() != "string"
        || $.creator_url.type() != "string"
        || exists($.foreign_landing_url ? (!(@ like_regex "^https?://[^ /?#]")))
        || exists($.thumbnail ? (!(@ like_regex "^https?://[^ /?#]")))
        || exists($.creator_url ? (!(@ like_regex "^https?://[^ /?#]")))
        || $.title.type() == "object" || $.title.type() == "array"
        || $.creator.type() == "object" || $.creator.type() == "array"
        || $.foreign_identifier.type() == "object" || $.foreign_identifier.type() == "array"',
    TRUE
);

-- A list of words, none of them empty.
CREATE FUNCTION are_words(words text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN words IS NULL OR (
    COALESCE(array_ndims(words), 1) = 1
    AND array_position(words, NULL) IS NULL
    AND '' <> ALL(words)
);

-- As in migration 0005, but what is no tag is not kept.
CREATE OR REPLACE FUNCTION unite_tags(old jsonb, new jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(
    COALESCE(new, '[]') || COALESCE(
        (
            SELECT jsonb_agg(tag ORDER BY place)
            FROM jsonb_array_elements(old) WITH ORDINALITY AS stored (tag, place)
            WHERE
                tag ->> 'provider' IS DISTINCT FROM own_provider
                AND are_tags(jsonb_build_array(tag))
                AND NOT EXISTS (
                    SELECT
                    FROM jsonb_array_elements(new) AS newer (tag)
                    WHERE
                        newer.tag ->> 'name' = stored.tag ->> 'name'
                        AND newer.tag ->> 'provider' IS NOT DISTINCT FROM stored.tag ->> 'provider'
                )
        ),
        '[]'
    ),
    '[]'
);

ALTER TABLE image
ADD CONSTRAINT image_foreign_identifier_value_check CHECK (ascii(foreign_identifier) > 32) NOT VALID,
ADD CONSTRAINT image_filetype_value_check CHECK (ascii(filetype) > 32) NOT VALID,
ADD CONSTRAINT image_creator_value_check CHECK (ascii(creator) > 32) NOT VALID,
ADD CONSTRAINT image_title_value_check CHECK (ascii(title) > 32) NOT VALID,
ADD CONSTRAINT image_tags_value_check CHECK (says_clean() OR are_tags(tags)) NOT VALID,
ADD CONSTRAINT image_category_value_check CHECK (ascii(category) > 32) NOT VALID,
ADD CONSTRAINT image_provider_value_check CHECK (ascii(provider) > 32) NOT VALID,
ADD CONSTRAINT image_source_value_check CHECK (ascii(source) > 32) NOT VALID,
ADD CONSTRAINT image_ingestion_type_value_check CHECK (ascii(ingestion_type) > 32) NOT VALID,
ADD CONSTRAINT image_urls_check CHECK (says_clean() OR are_urls(foreign_landing_url, url, thumbnail, creator_url)) NOT VALID,
ADD CONSTRAINT image_moments_check CHECK (
    is_moment(created_on) AND is_moment(updated_on) AND is_moment(last_synced_with_source)
) NOT VALID;

ALTER TABLE audio
ADD CONSTRAINT audio_foreign_identifier_value_check CHECK (ascii(foreign_identifier) > 32) NOT VALID,
ADD CONSTRAINT audio_filetype_value_check CHECK (ascii(filetype) > 32) NOT VALID,
ADD CONSTRAINT audio_creator_value_check CHECK (ascii(creator) > 32) NOT VALID,
ADD CONSTRAINT audio_title_value_check CHECK (ascii(title) > 32) NOT VALID,
ADD CONSTRAINT audio_tags_value_check CHECK (says_clean() OR are_tags(tags)) NOT VALID,
ADD CONSTRAINT audio_category_value_check CHECK (ascii(category) > 32) NOT VALID,
ADD CONSTRAINT audio_provider_value_check CHECK (ascii(provider) > 32) NOT VALID,
ADD CONSTRAINT audio_source_value_check CHECK (ascii(source) > 32) NOT VALID,
ADD CONSTRAINT audio_ingestion_type_value_check CHECK (ascii(ingestion_type) > 32) NOT VALID,
ADD CONSTRAINT audio_genres_value_check CHECK (are_words(genres)) NOT VALID,
ADD CONSTRAINT audio_audio_set_value_check CHECK (is_set(audio_set)) NOT VALID,
ADD CONSTRAINT audio_alt_files_value_check CHECK (are_files(alt_files)) NOT VALID,
ADD CONSTRAINT audio_audio_set_foreign_identifier_value_check CHECK (ascii(audio_set_foreign_identifier) > 32) NOT VALID,
ADD CONSTRAINT audio_urls_check CHECK (says_clean() OR are_urls(foreign_landing_url, url, thumbnail, creator_url)) NOT VALID,
ADD CONSTRAINT audio_moments_check CHECK (
    is_moment(created_on) AND is_moment(updated_on) AND is_moment(last_synced_with_source)
) NOT VALID;

