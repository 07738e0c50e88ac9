-- How soon a work's link is asked for again, as it was decided when it was last asked for: one in
-- doubt soonest, then those of works that are popular or fresh. Expands only.
ALTER TABLE link_check ADD COLUMN care text NOT NULL DEFAULT 'usual';
UPDATE link_check SET care = 'doubtful'
WHERE failures > 0;
CREATE INDEX link_check_care_idx ON link_check (media_type, care, checked_on);

-- What is known to be gone is asked for like any other, lest it takes the requests of all others.
CREATE FUNCTION link_care(
    is_doubtful boolean,
    is_removed boolean,
    popularity double precision,
    created_on timestamptz,
    popular_from double precision,
    fresh_since timestamptz
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN is_removed THEN 'usual'
    WHEN is_doubtful THEN 'doubtful'
    WHEN popularity >= popular_from THEN 'popular'
    WHEN created_on >= fresh_since THEN 'fresh'
    ELSE 'usual'
END;

-- The host of a stored URL, with its port.
CREATE FUNCTION host_of(url text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(url, '^[^/]*//([^/?#]*@)?([^/?#]*).*$', '\2', 's'));
