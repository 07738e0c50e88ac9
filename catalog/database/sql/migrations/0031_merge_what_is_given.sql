-- What a newer row does not say leaves the stored value as it is.

-- As in migration 0005, but a row without tags says nothing of them.
CREATE OR REPLACE FUNCTION merge_tags(old jsonb, new jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN old IS NULL THEN new
    WHEN new IS NULL OR old = new THEN old
    ELSE unite_tags(old, new, own_provider)
END;

-- As `merge_objects`; where `keeps_link`, the newer links to the licence are only assumed.
CREATE FUNCTION merge_meta_data(old jsonb, new jsonb, keeps_link boolean) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN keeps_link AND jsonb_exists(old, 'license_url')
        THEN merge_objects(old, new - ARRAY['license_url', 'raw_license_url'])
    ELSE merge_objects(old, new)
END;
