-- See ORIGIN.md.
CREATE TABLE image (
    identifier uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_on timestamp with time zone NOT NULL,
    updated_on timestamp with time zone NOT NULL,
    ingestion_type character varying(80),
    provider character varying(80),
    source character varying(80),
    foreign_identifier character varying(3000),
    foreign_landing_url character varying(1000),
    url character varying(3000) NOT NULL,
    thumbnail character varying(3000),
    width integer,
    height integer,
    filesize integer,
    license character varying(50) NOT NULL,
    license_version character varying(25),
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL,
    filetype character varying(5),
    category character varying(80),
    standardized_popularity double precision
);
CREATE UNIQUE INDEX image_provider_fid_idx ON image USING btree (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_identifier_key ON image USING btree (identifier);
CREATE UNIQUE INDEX image_url_key ON image USING btree (url);
CREATE TABLE deleted_image (
    identifier uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_on timestamp with time zone NOT NULL,
    updated_on timestamp with time zone NOT NULL,
    deleted_on timestamp with time zone NOT NULL,
    ingestion_type character varying(80),
    provider character varying(80),
    source character varying(80),
    foreign_identifier character varying(3000),
    foreign_landing_url character varying(1000),
    url character varying(3000) NOT NULL,
    thumbnail character varying(3000),
    width integer,
    height integer,
    filesize integer,
    license character varying(50) NOT NULL,
    license_version character varying(25),
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL,
    filetype character varying(5),
    category character varying(80),
    standardized_popularity double precision,
    deleted_reason character varying(80)
);
CREATE TABLE image_popularity_metrics (
    provider character varying(80) PRIMARY KEY,
    metric character varying(80),
    percentile float,
    val float,
    constant float
);
INSERT INTO image_popularity_metrics (provider, metric, percentile) VALUES
('flickr', 'views', 0.85),
('wikimedia', 'global_usage_count', 0.85),
('stocksnap', 'downloads_raw', 0.85),
('nappy', 'downloads', 0.85),
('rawpixel', 'download_count', 0.85);
CREATE TABLE audio (
    identifier uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_on timestamp with time zone NOT NULL,
    updated_on timestamp with time zone NOT NULL,
    ingestion_type character varying(80),
    provider character varying(80),
    source character varying(80),
    foreign_identifier character varying(3000),
    foreign_landing_url character varying(1000),
    url character varying(3000) NOT NULL,
    thumbnail character varying(3000),
    filetype character varying(5),
    duration integer,
    bit_rate integer,
    sample_rate integer,
    category character varying(80),
    genres character varying(80)[],
    audio_set jsonb,
    set_position integer,
    alt_files jsonb,
    filesize integer,
    license character varying(50) NOT NULL,
    license_version character varying(25),
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL,
    standardized_popularity double precision,
    audio_set_foreign_identifier character varying(1000)
);
CREATE UNIQUE INDEX audio_provider_fid_idx ON audio USING btree (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX audio_identifier_key ON audio USING btree (identifier);
CREATE UNIQUE INDEX audio_url_key ON audio USING btree (url);
CREATE TABLE deleted_audio (
    identifier uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_on timestamp with time zone NOT NULL,
    updated_on timestamp with time zone NOT NULL,
    deleted_on timestamp with time zone NOT NULL,
    ingestion_type character varying(80),
    provider character varying(80),
    source character varying(80),
    foreign_identifier character varying(3000),
    foreign_landing_url character varying(1000),
    url character varying(3000) NOT NULL,
    thumbnail character varying(3000),
    filetype character varying(5),
    duration integer,
    bit_rate integer,
    sample_rate integer,
    category character varying(80),
    genres character varying(80)[],
    audio_set jsonb,
    set_position integer,
    alt_files jsonb,
    filesize integer,
    license character varying(50) NOT NULL,
    license_version character varying(25),
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL,
    standardized_popularity double precision,
    audio_set_foreign_identifier character varying(1000),
    deleted_reason character varying(80)
);
CREATE TABLE audio_popularity_metrics (
    provider character varying(80) PRIMARY KEY,
    metric character varying(80),
    percentile float,
    raw_val float,
    val float,
    constant float
);
INSERT INTO audio_popularity_metrics (provider, metric, percentile) VALUES
('wikimedia_audio', 'global_usage_count', 0.85),
('jamendo', 'listens', 0.85),
('freesound', 'num_downloads', 0.85);
CREATE VIEW audioset_view AS
SELECT DISTINCT ON (audio_set_foreign_identifier, provider)
    audio_set_foreign_identifier::character varying(1000) AS foreign_identifier,
    (audio_set ->> 'title')::character varying(2000) AS title,
    (audio_set ->> 'foreign_landing_url')::character varying(1000) AS foreign_landing_url,
    (audio_set ->> 'creator')::character varying(2000) AS creator,
    (audio_set ->> 'creator_url')::character varying(2000) AS creator_url,
    (audio_set ->> 'url')::character varying(1000) AS url,
    (audio_set ->> 'filesize')::integer AS filesize,
    (audio_set ->> 'filetype')::character varying(80) AS filetype,
    (audio_set ->> 'thumbnail')::character varying(1000) AS thumbnail,
    provider
FROM audio
WHERE audio_set_foreign_identifier IS NOT NULL AND audio_set IS NOT NULL
ORDER BY audio_set_foreign_identifier, provider, updated_on DESC;
