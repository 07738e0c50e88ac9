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
    license_version character varying(25) NOT NULL,
    license_url character varying(200) NOT NULL,
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL,
    filetype character varying(5),
    category character varying(80)
);
CREATE UNIQUE INDEX image_provider_fid_idx ON image USING btree (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_identifier_key ON image USING btree (identifier);
CREATE UNIQUE INDEX image_url_key ON image USING btree (url);
CREATE TABLE image_popularity_metrics (
    provider character varying(80) PRIMARY KEY,
    metric character varying(80),
    percentile float
);
INSERT INTO image_popularity_metrics (provider, metric, percentile) VALUES
('flickr', 'views', 0.85),
('wikimedia', 'global_usage_count', 0.85),
('stocksnap', 'downloads_raw', 0.85);
CREATE FUNCTION image_popularity_percentile(provider text, pop_field text, percentile float) RETURNS float
LANGUAGE sql STABLE RETURNS NULL ON NULL INPUT AS $$
    SELECT percentile_disc($3) WITHIN GROUP (ORDER BY (meta_data ->> $2)::float)
    FROM public.image WHERE provider = $1
$$;
CREATE MATERIALIZED VIEW image_popularity_constants AS
SELECT *, ((1 - percentile) / percentile) * val AS constant
FROM (
    SELECT *, public.image_popularity_percentile(provider, metric, percentile) AS val
    FROM image_popularity_metrics
) AS measured;
CREATE FUNCTION standardized_image_popularity(provider text, meta_data jsonb) RETURNS float
LANGUAGE sql STABLE RETURNS NULL ON NULL INPUT AS $$
    SELECT ($2 ->> metric)::float / (($2 ->> metric)::float + constant)
    FROM public.image_popularity_constants WHERE provider = $1
$$;
CREATE MATERIALIZED VIEW image_view AS
SELECT
    identifier,
    created_on,
    updated_on,
    ingestion_type,
    provider,
    source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    width,
    height,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    watermarked,
    last_synced_with_source,
    removed_from_source,
    filetype,
    category,
    standardized_image_popularity(image.provider, image.meta_data) AS standardized_popularity
FROM image;
CREATE UNIQUE INDEX ON image_view (identifier);
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
    license_url character varying(200) NOT NULL,
    creator character varying(2000),
    creator_url character varying(2000),
    title character varying(5000),
    meta_data jsonb,
    tags jsonb,
    watermarked boolean,
    last_synced_with_source timestamp with time zone,
    removed_from_source boolean NOT NULL
);
CREATE UNIQUE INDEX audio_provider_fid_idx ON audio USING btree (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX audio_identifier_key ON audio USING btree (identifier);
CREATE UNIQUE INDEX audio_url_key ON audio USING btree (url);
CREATE TABLE audio_popularity_metrics (
    provider character varying(80) PRIMARY KEY,
    metric character varying(80),
    percentile float
);
INSERT INTO audio_popularity_metrics (provider, metric, percentile) VALUES
('wikimedia_audio', 'global_usage_count', 0.85),
('jamendo', 'listens', 0.85);
CREATE FUNCTION audio_popularity_percentile(provider text, pop_field text, percentile float) RETURNS float
LANGUAGE sql STABLE RETURNS NULL ON NULL INPUT AS $$
    SELECT percentile_disc($3) WITHIN GROUP (ORDER BY (meta_data ->> $2)::float)
    FROM public.audio WHERE provider = $1
$$;
CREATE MATERIALIZED VIEW audio_popularity_constants AS
SELECT *, ((1 - percentile) / percentile) * val AS constant
FROM (
    SELECT *, public.audio_popularity_percentile(provider, metric, percentile) AS val
    FROM audio_popularity_metrics
) AS measured;
CREATE FUNCTION standardized_audio_popularity(provider text, meta_data jsonb) RETURNS float
LANGUAGE sql STABLE RETURNS NULL ON NULL INPUT AS $$
    SELECT ($2 ->> metric)::float / (($2 ->> metric)::float + constant)
    FROM public.audio_popularity_constants WHERE provider = $1
$$;
CREATE MATERIALIZED VIEW audio_view AS
SELECT
    identifier,
    created_on,
    updated_on,
    ingestion_type,
    provider,
    source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    duration,
    bit_rate,
    sample_rate,
    category,
    genres,
    audio_set,
    alt_files,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    watermarked,
    last_synced_with_source,
    removed_from_source,
    standardized_audio_popularity(audio.provider, audio.meta_data) AS standardized_popularity
FROM audio;
CREATE UNIQUE INDEX ON audio_view (identifier);
