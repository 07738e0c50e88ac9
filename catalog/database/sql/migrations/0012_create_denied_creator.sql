-- Creators whose works are not wanted. A load refuses them and counts them.

CREATE TABLE denied_creator (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    provider text NOT NULL,
    creator text,
    creator_url text,
    reason text NOT NULL,
    added_on timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(creator, creator_url) = 1)
);

-- Names are one whatever their case; pages whatever their scheme and last slash.
CREATE UNIQUE INDEX denied_creator_name_idx ON denied_creator (provider, lower(creator))
WHERE creator IS NOT NULL;
CREATE UNIQUE INDEX denied_creator_url_idx
ON denied_creator (provider, url_key(rtrim(creator_url, '/')))
WHERE creator_url IS NOT NULL;
