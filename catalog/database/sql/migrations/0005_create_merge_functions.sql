-- How a stored value and a newer one of the same record become one. All keep the stored value as
-- it is where the newer one adds nothing, so that such a row need not be rewritten.

-- Of an http and an https copy of one URL, the https one; else the newer.
CREATE FUNCTION merge_url(old text, new text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN starts_with(old, 'https://') AND url_key(old) = url_key(new) THEN old
    ELSE COALESCE(new, old)
END;

-- Top-level keys of both, the newer wins; a null says nothing.
CREATE FUNCTION merge_objects(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(
    jsonb_strip_nulls(COALESCE(old, '{}')) || jsonb_strip_nulls(COALESCE(new, '{}')), '{}'
);

-- The newer tags, which replace all that the record's own provider ever gave, and after them the
-- stored tags of others (machine labels), once for each name and provider.
CREATE FUNCTION unite_tags(old jsonb, new jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(
    COALESCE(new, '[]') || COALESCE(
        (
            SELECT jsonb_agg(tag ORDER BY place)
            FROM jsonb_array_elements(old) WITH ORDINALITY AS stored (tag, place)
            WHERE
                tag ->> 'provider' IS DISTINCT FROM own_provider
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

-- As `unite_tags`, but answers at once where there is nothing to do.
CREATE FUNCTION merge_tags(old jsonb, new jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN old IS NULL THEN new
    WHEN old = new THEN old
    ELSE unite_tags(old, new, own_provider)
END;

-- The stored words in their order, then the newer ones that are not among them.
CREATE FUNCTION merge_texts(old text[], new text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN old IS NULL THEN new
    WHEN new IS NULL OR new <@ old THEN old
    ELSE
        old || ARRAY(
            SELECT word
            FROM unnest(new) WITH ORDINALITY AS newer (word, place)
            WHERE word <> ALL (old)
            GROUP BY word
            ORDER BY min(place)
        )
END;

-- One file for each URL, the newer description wins; stored files keep their place.
CREATE FUNCTION unite_files(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT jsonb_agg(latest.file ORDER BY latest.first_place)
    FROM (
        SELECT DISTINCT ON (url_key(file ->> 'url'))
            file,
            min(place) OVER (PARTITION BY url_key(file ->> 'url')) AS first_place
        FROM jsonb_array_elements(COALESCE(old, '[]') || COALESCE(new, '[]'))
            WITH ORDINALITY AS known (file, place)
        ORDER BY url_key(file ->> 'url'), place DESC
    ) AS latest
);

-- As `unite_files`, but answers at once where there is nothing to do.
CREATE FUNCTION merge_files(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN new IS NULL OR old = new THEN old
    ELSE unite_files(old, new)
END;
