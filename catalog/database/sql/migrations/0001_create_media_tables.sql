-- The media tables, what was deleted from them, and their identity.
--
-- A record is its provider's id: (provider, md5(foreign_identifier)). A file is its URL, of which
-- the http and the https copy are one. Limits count characters and are those of catalog/records.py.

-- The identity of a URL: sixteen bytes, whatever its length, the same for http and https.
CREATE FUNCTION url_key(url text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(
    CASE
        WHEN starts_with(url, 'https://') THEN substr(url, 9)
        WHEN starts_with(url, 'http://') THEN substr(url, 8)
        ELSE url
    END
)::uuid;

CREATE TABLE image (
    identifier uuid NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT image_identifier_key PRIMARY KEY,
    created_on timestamptz NOT NULL,
    updated_on timestamptz NOT NULL,
    ingestion_type text CHECK (char_length(ingestion_type) <= 80),
    provider text NOT NULL CHECK (char_length(provider) <= 80),
    source text NOT NULL CHECK (char_length(source) <= 80),
    foreign_identifier text NOT NULL CHECK (char_length(foreign_identifier) <= 3000),
    foreign_landing_url text NOT NULL CHECK (char_length(foreign_landing_url) <= 1000),
    url text NOT NULL CHECK (char_length(url) <= 3000),
    thumbnail text CHECK (char_length(thumbnail) <= 3000),
    width integer,
    height integer,
    filesize bigint,
    license text NOT NULL CHECK (char_length(license) <= 50),
    license_version text NOT NULL CHECK (char_length(license_version) <= 25),
    creator text CHECK (char_length(creator) <= 2000),
    creator_url text CHECK (char_length(creator_url) <= 2000),
    title text CHECK (char_length(title) <= 5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamptz,
    removed_from_source boolean NOT NULL,
    filetype text CHECK (char_length(filetype) <= 5),
    category text CHECK (char_length(category) <= 80),
    standardized_popularity double precision CHECK (
        standardized_popularity BETWEEN 0 AND 1
    )
);
CREATE UNIQUE INDEX image_provider_fid_idx ON image (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_url_key ON image (url_key(url));

CREATE TABLE audio (
    identifier uuid NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT audio_identifier_key PRIMARY KEY,
    created_on timestamptz NOT NULL,
    updated_on timestamptz NOT NULL,
    ingestion_type text CHECK (char_length(ingestion_type) <= 80),
    provider text NOT NULL CHECK (char_length(provider) <= 80),
    source text NOT NULL CHECK (char_length(source) <= 80),
    foreign_identifier text NOT NULL CHECK (char_length(foreign_identifier) <= 3000),
    foreign_landing_url text NOT NULL CHECK (char_length(foreign_landing_url) <= 1000),
    url text NOT NULL CHECK (char_length(url) <= 3000),
    thumbnail text CHECK (char_length(thumbnail) <= 3000),
    filesize bigint,
    license text NOT NULL CHECK (char_length(license) <= 50),
    license_version text NOT NULL CHECK (char_length(license_version) <= 25),
    creator text CHECK (char_length(creator) <= 2000),
    creator_url text CHECK (char_length(creator_url) <= 2000),
    title text CHECK (char_length(title) <= 5000),
    meta_data jsonb,
    tags jsonb,
    last_synced_with_source timestamptz,
    removed_from_source boolean NOT NULL,
    filetype text CHECK (char_length(filetype) <= 5),
    category text CHECK (char_length(category) <= 80),
    duration bigint,
    bit_rate integer,
    sample_rate integer,
    genres text[],
    audio_set jsonb,
    set_position integer,
    alt_files jsonb,
    audio_set_foreign_identifier text CHECK (
        char_length(audio_set_foreign_identifier) <= 1000
    ),
    standardized_popularity double precision CHECK (
        standardized_popularity BETWEEN 0 AND 1
    )
);
CREATE UNIQUE INDEX audio_provider_fid_idx ON audio (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX audio_url_key ON audio (url_key(url));
