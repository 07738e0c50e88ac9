-- What was deleted, with the reason: the tombstones that keep it from coming back.
-- `created_on` and the rest stay as they were, so that a record can be restored whole.

CREATE TABLE deleted_image (
    identifier uuid PRIMARY KEY,
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
    ),
    deleted_on timestamptz NOT NULL DEFAULT now(),
    deleted_reason text NOT NULL CHECK (char_length(deleted_reason) <= 80)
);
CREATE UNIQUE INDEX deleted_image_provider_fid_idx
ON deleted_image (provider, md5(foreign_identifier));

CREATE TABLE deleted_audio (
    identifier uuid PRIMARY KEY,
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
    ),
    deleted_on timestamptz NOT NULL DEFAULT now(),
    deleted_reason text NOT NULL CHECK (char_length(deleted_reason) <= 80)
);
CREATE UNIQUE INDEX deleted_audio_provider_fid_idx
ON deleted_audio (provider, md5(foreign_identifier));
