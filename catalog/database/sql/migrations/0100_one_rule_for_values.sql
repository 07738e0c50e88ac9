-- One rule for what every row has: texts, addresses, tags and moments. For each of thirteen the server set
-- out anew for each row, which cost a tenth of a load; for one it is not to be measured. The rules are those
-- of migration 0097, whose own go in the next migration.

-- Texts that begin with something to be seen.
CREATE FUNCTION are_texts(VARIADIC texts text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NOT EXISTS (SELECT FROM unnest(texts) AS one (given) WHERE ascii(given) <= 32);

ALTER TABLE image
ADD CONSTRAINT image_values_check CHECK (
    says_clean()
    OR (
        are_texts(foreign_identifier, filetype, creator, title, category, provider, source, ingestion_type)
        AND are_urls(foreign_landing_url, url, thumbnail, creator_url)
        AND are_tags(tags)
        AND is_moment(created_on)
        AND is_moment(updated_on)
        AND is_moment(last_synced_with_source)
    )
) NOT VALID;

ALTER TABLE audio
ADD CONSTRAINT audio_values_check CHECK (
    says_clean()
    OR (
        are_texts(foreign_identifier, filetype, creator, title, category, provider, source, ingestion_type, audio_set_foreign_identifier)
        AND are_urls(foreign_landing_url, url, thumbnail, creator_url)
        AND are_tags(tags)
        AND is_moment(created_on)
        AND is_moment(updated_on)
        AND is_moment(last_synced_with_source)
    )
) NOT VALID;
