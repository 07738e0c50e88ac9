-- Written by `make sql` from sql/templates/load.sql and the declaration of image.
-- Loading image records: the steps of `loader.py` that know the table's columns.
-- `staged` and what is made of it lie in the load's own schema, first in the search path.
-- How columns merge: COALESCE is "the newest that is not null"; the merge functions are explained
-- in migration 0005. docs/data-model.md has the table.

-- name: create_staged_image
-- The rows of one file, as they were read: no index and no log, for they can be read again.
CREATE UNLOGGED TABLE staged (
    line bigint NOT NULL,
    foreign_identifier text,
    foreign_landing_url text,
    url text,
    thumbnail text,
    filetype text,
    filesize bigint,
    license text,
    license_version text,
    creator text,
    creator_url text,
    title text,
    meta_data jsonb,
    tags jsonb,
    category text,
    watermarked boolean,
    provider text,
    source text,
    ingestion_type text,
    width integer,
    height integer
);

-- name: copy_staged_image
-- In the order in which `copy_binary.py` writes them.
COPY staged (
    line,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height
) FROM STDIN (FORMAT binary, FREEZE);

-- name: create_media_view_image
-- What a step that suits both tables may read and write of the media table.
CREATE VIEW media AS
SELECT
    identifier,
    provider,
    foreign_identifier,
    url,
    creator,
    creator_url
FROM image;

-- name: create_tombstone_view_image
-- What was deleted from it.
CREATE VIEW tombstone AS
SELECT
    provider,
    foreign_identifier,
    deleted_reason
FROM deleted_image;

-- name: match_image
-- The rows that would change the table: those that are new, and those that differ after merging.
CREATE UNLOGGED TABLE candidate AS
SELECT
    s.line,
    m.identifier,
    url_key(s.url) AS new_url_key,
    url_key(m.url) AS old_url_key
FROM staged AS s
LEFT JOIN image AS m
    ON m.provider = s.provider AND md5(m.foreign_identifier) = md5(s.foreign_identifier)
WHERE
    NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
    AND (
        m.identifier IS NULL
        OR m.removed_from_source
        OR m.last_synced_with_source < (
            SELECT current_setting('catalog.synced_before')::timestamptz
        )
        OR s.foreign_identifier <> m.foreign_identifier
        OR s.foreign_landing_url <> m.foreign_landing_url
        OR (s.url IS DISTINCT FROM m.url AND merge_url(m.url, s.url) IS DISTINCT FROM m.url)
        OR COALESCE(s.thumbnail, m.thumbnail) IS DISTINCT FROM m.thumbnail
        OR COALESCE(s.filetype, m.filetype) IS DISTINCT FROM m.filetype
        OR COALESCE(s.filesize, m.filesize) IS DISTINCT FROM m.filesize
        OR s.license <> m.license
        OR s.license_version <> m.license_version
        OR COALESCE(s.creator, m.creator) IS DISTINCT FROM m.creator
        OR COALESCE(s.creator_url, m.creator_url) IS DISTINCT FROM m.creator_url
        OR COALESCE(s.title, m.title) IS DISTINCT FROM m.title
        OR (s.meta_data IS DISTINCT FROM m.meta_data AND merge_objects(m.meta_data, s.meta_data) IS DISTINCT FROM m.meta_data)
        OR (s.tags IS DISTINCT FROM m.tags AND merge_tags(m.tags, s.tags, s.provider) IS DISTINCT FROM m.tags)
        OR COALESCE(s.category, m.category) IS DISTINCT FROM m.category
        OR COALESCE(s.watermarked, m.watermarked) IS DISTINCT FROM m.watermarked
        OR s.source <> m.source
        OR COALESCE(s.ingestion_type, m.ingestion_type) IS DISTINCT FROM m.ingestion_type
        OR COALESCE(s.width, m.width) IS DISTINCT FROM m.width
        OR COALESCE(s.height, m.height) IS DISTINCT FROM m.height
    );

-- name: lock_image
-- Nobody else reads or writes the table until the transaction ends; fails if somebody does now.
LOCK TABLE image IN ACCESS EXCLUSIVE MODE NOWAIT;

-- name: empty_indexes_image
-- An empty table's unique indexes are built after its rows, from sorted keys: a third of the work.
-- A truncated table's rows need no log where `wal_level` is minimal: the commit writes them out.
TRUNCATE image;
ALTER TABLE image DROP CONSTRAINT image_identifier_key;
DROP INDEX image_provider_fid_idx;
DROP INDEX image_url_key;

-- name: fill_image
-- Insert every row of the file into the empty table.
INSERT INTO image (
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    foreign_identifier,
    foreign_landing_url,
    url,
    thumbnail,
    filetype,
    filesize,
    license,
    license_version,
    creator,
    creator_url,
    title,
    meta_data,
    tags,
    category,
    watermarked,
    provider,
    source,
    ingestion_type,
    width,
    height,
    standardized_popularity
)
SELECT
    now(),
    now(),
    now(),
    FALSE,
    s.foreign_identifier,
    s.foreign_landing_url,
    s.url,
    s.thumbnail,
    s.filetype,
    s.filesize,
    s.license,
    s.license_version,
    s.creator,
    s.creator_url,
    s.title,
    s.meta_data,
    s.tags,
    s.category,
    s.watermarked,
    s.provider,
    s.source,
    s.ingestion_type,
    s.width,
    s.height,
    CASE
        WHEN COALESCE(own.constant, shared.constant) IS NOT NULL
            THEN popularity_score(
                metric_value(s.meta_data -> COALESCE(own.metric, shared.metric)),
                COALESCE(own.value, shared.value),
                COALESCE(own.percentile, shared.percentile),
                COALESCE(own.constant, shared.constant)
            )
    END
FROM staged AS s
LEFT JOIN popularity_metric AS own
    ON own.media_type = 'image' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = 'image' AND shared.provider = '*' AND own.provider IS NULL
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: build_indexes_image
-- As the migrations made them; fails when two rows have one id or one URL.
ALTER TABLE image ADD CONSTRAINT image_identifier_key PRIMARY KEY (identifier);
CREATE UNIQUE INDEX image_provider_fid_idx ON image (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_url_key ON image (url_key(url));

-- name: vacuum_image
-- Mark the new rows as committed, so that the next reader need not.
VACUUM image;

-- name: upsert_image
-- Insert what is new and merge what differs; what differs in nothing is not rewritten.
WITH written AS (
    INSERT INTO image AS m (
        created_on,
        updated_on,
        last_synced_with_source,
        removed_from_source,
        foreign_identifier,
        foreign_landing_url,
        url,
        thumbnail,
        filetype,
        filesize,
        license,
        license_version,
        creator,
        creator_url,
        title,
        meta_data,
        tags,
        category,
        watermarked,
        provider,
        source,
        ingestion_type,
        width,
        height,
        standardized_popularity
    )
    SELECT
        now(),
        now(),
        now(),
        FALSE,
        s.foreign_identifier,
        s.foreign_landing_url,
        s.url,
        s.thumbnail,
        s.filetype,
        s.filesize,
        s.license,
        s.license_version,
        s.creator,
        s.creator_url,
        s.title,
        s.meta_data,
        s.tags,
        s.category,
        s.watermarked,
        s.provider,
        s.source,
        s.ingestion_type,
        s.width,
        s.height,
        CASE
            WHEN COALESCE(own.constant, shared.constant) IS NOT NULL
                THEN popularity_score(
                    metric_value(s.meta_data -> COALESCE(own.metric, shared.metric)),
                    COALESCE(own.value, shared.value),
                    COALESCE(own.percentile, shared.percentile),
                    COALESCE(own.constant, shared.constant)
                )
        END
    FROM staged AS s
    INNER JOIN candidate AS c ON c.line = s.line
    LEFT JOIN popularity_metric AS own
        ON own.media_type = 'image' AND own.provider = s.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = 'image' AND shared.provider = '*' AND own.provider IS NULL
    WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
    ON CONFLICT (provider, md5(foreign_identifier)) DO UPDATE SET
        -- created_on and identifier never change
        updated_on = now(),
        last_synced_with_source = now(),
        removed_from_source = FALSE, -- what is seen again revives
        foreign_identifier = COALESCE(excluded.foreign_identifier, m.foreign_identifier),
        foreign_landing_url = COALESCE(excluded.foreign_landing_url, m.foreign_landing_url),
        url = merge_url(m.url, excluded.url),
        thumbnail = COALESCE(excluded.thumbnail, m.thumbnail),
        filetype = COALESCE(excluded.filetype, m.filetype),
        filesize = COALESCE(excluded.filesize, m.filesize),
        license = COALESCE(excluded.license, m.license),
        license_version = COALESCE(excluded.license_version, m.license_version),
        creator = COALESCE(excluded.creator, m.creator),
        creator_url = COALESCE(excluded.creator_url, m.creator_url),
        title = COALESCE(excluded.title, m.title),
        meta_data = merge_objects(m.meta_data, excluded.meta_data),
        tags = merge_tags(m.tags, excluded.tags, excluded.provider),
        category = COALESCE(excluded.category, m.category),
        watermarked = COALESCE(excluded.watermarked, m.watermarked),
        provider = COALESCE(excluded.provider, m.provider),
        source = COALESCE(excluded.source, m.source),
        ingestion_type = COALESCE(excluded.ingestion_type, m.ingestion_type),
        width = COALESCE(excluded.width, m.width),
        height = COALESCE(excluded.height, m.height),
        -- by the metric of the merged meta_data, which the newer row need not have
        standardized_popularity = (
            SELECT
                popularity_score(
                    metric_value(merge_objects(m.meta_data, excluded.meta_data) -> scale.metric),
                    scale.value,
                    scale.percentile,
                    scale.constant
                )
            FROM popularity_metric AS scale
            WHERE scale.media_type = 'image' AND scale.provider IN (excluded.provider, '*')
            ORDER BY scale.provider = '*'
            LIMIT 1
        )
    WHERE
        m.removed_from_source
        OR m.last_synced_with_source < (
            SELECT current_setting('catalog.synced_before')::timestamptz
        )
        OR (
            m.foreign_identifier,
            m.foreign_landing_url,
            m.url,
            m.thumbnail,
            m.filetype,
            m.filesize,
            m.license,
            m.license_version,
            m.creator,
            m.creator_url,
            m.title,
            m.meta_data,
            m.tags,
            m.category,
            m.watermarked,
            m.provider,
            m.source,
            m.ingestion_type,
            m.width,
            m.height
        ) IS DISTINCT FROM (
            COALESCE(excluded.foreign_identifier, m.foreign_identifier),
            COALESCE(excluded.foreign_landing_url, m.foreign_landing_url),
            merge_url(m.url, excluded.url),
            COALESCE(excluded.thumbnail, m.thumbnail),
            COALESCE(excluded.filetype, m.filetype),
            COALESCE(excluded.filesize, m.filesize),
            COALESCE(excluded.license, m.license),
            COALESCE(excluded.license_version, m.license_version),
            COALESCE(excluded.creator, m.creator),
            COALESCE(excluded.creator_url, m.creator_url),
            COALESCE(excluded.title, m.title),
            merge_objects(m.meta_data, excluded.meta_data),
            merge_tags(m.tags, excluded.tags, excluded.provider),
            COALESCE(excluded.category, m.category),
            COALESCE(excluded.watermarked, m.watermarked),
            COALESCE(excluded.provider, m.provider),
            COALESCE(excluded.source, m.source),
            COALESCE(excluded.ingestion_type, m.ingestion_type),
            COALESCE(excluded.width, m.width),
            COALESCE(excluded.height, m.height)
        )
    RETURNING (m.xmax = 0) AS is_new
)
SELECT
    count(*) FILTER (WHERE is_new) AS inserted,
    count(*) FILTER (WHERE NOT is_new) AS updated
FROM written;
