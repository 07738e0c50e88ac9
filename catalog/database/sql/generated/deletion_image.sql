-- Written by `make sql` from sql/templates/deletion.sql and the declaration of image.
-- name: delete_image
-- Move rows to the tombstones. Of two copies of one record the first that was deleted is kept. Columns that
-- an operator added to the table are kept together.
WITH removed AS (
    DELETE FROM image
    WHERE identifier = ANY(%(identifiers)s::uuid[])
    RETURNING *
),

moved AS (
    INSERT INTO deleted_image (
        identifier,
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
        standardized_popularity,
        deleted_reason,
        other_values
    )
    SELECT
        identifier,
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
        standardized_popularity,
        %(reason)s,
        NULLIF(
            to_jsonb(removed) - ARRAY[
                'identifier',
                'created_on',
                'updated_on',
                'last_synced_with_source',
                'removed_from_source',
                'foreign_identifier',
                'foreign_landing_url',
                'url',
                'thumbnail',
                'filetype',
                'filesize',
                'license',
                'license_version',
                'creator',
                'creator_url',
                'title',
                'meta_data',
                'tags',
                'category',
                'watermarked',
                'provider',
                'source',
                'ingestion_type',
                'width',
                'height',
                'standardized_popularity'
            ],
            '{}'
        )
    FROM removed
    ON CONFLICT DO NOTHING
    RETURNING identifier
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    0 AS passed_over;

-- name: restore_image
-- Move tombstones back, scored anew. A record that is there again, or whose URL another record has
-- by now, stays deleted, and so does what lacks a thing that every record has. Of other values what no
-- record may have is left behind, as migration 0098 repaired records. An operator's own columns are given
-- back, for `restore_other_columns`.
WITH fit AS (
    SELECT *
    FROM deleted_image
    WHERE
        identifier = ANY(%(identifiers)s::uuid[])
        AND license || ' ' || license_version = ANY(ARRAY[
            'by 1.0',
            'by 2.0',
            'by 4.0',
            'by-nc 1.0',
            'by-nc 2.0',
            'by-nc 4.0',
            'by-nc-nd 1.0',
            'by-nc-nd 2.0',
            'by-nc-nd 4.0',
            'by-nc-sa 1.0',
            'by-nc-sa 2.0',
            'by-nc-sa 4.0',
            'by-nd 1.0',
            'by-nd 2.0',
            'by-nd 4.0',
            'by-sa 1.0',
            'by-sa 2.0',
            'by-sa 4.0',
            'cc0 1.0',
            'devnations 2.0',
            'nc 1.0',
            'nc 2.0',
            'nc-sa 1.0',
            'nc-sa 2.0',
            'nc-sampling+ 1.0',
            'nd 1.0',
            'nd 2.0',
            'nd-nc 1.0',
            'nd-nc 2.0',
            'pdm 1.0',
            'sa 1.0',
            'sa 2.0',
            'sampling 1.0',
            'sampling+ 1.0',
            'by 2.1',
            'by 2.5',
            'by 3.0',
            'by-nc 2.1',
            'by-nc 2.5',
            'by-nc 3.0',
            'by-nc-nd 2.1',
            'by-nc-nd 2.5',
            'by-nc-nd 3.0',
            'by-nc-sa 2.1',
            'by-nc-sa 2.5',
            'by-nc-sa 3.0',
            'by-nd 2.1',
            'by-nd 2.5',
            'by-nd 3.0',
            'by-sa 2.1',
            'by-sa 2.5',
            'by-sa 3.0',
            'publicdomain N/A'
        ])
        AND is_moment(created_on)
        AND is_moment(updated_on)
        AND is_moment(last_synced_with_source) IS NOT FALSE
        AND are_urls(foreign_landing_url, url)
        AND ascii(provider) > 32
        AND ascii(source) > 32
        AND ascii(foreign_identifier) > 32
),

moved AS (
    INSERT INTO image (
        identifier,
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
        deleted.identifier,
        deleted.created_on,
        deleted.updated_on,
        deleted.last_synced_with_source,
        deleted.removed_from_source,
        deleted.foreign_identifier,
        deleted.foreign_landing_url,
        deleted.url,
        CASE WHEN are_urls(deleted.thumbnail) THEN deleted.thumbnail END,
        sound_text(deleted.filetype),
        CASE WHEN deleted.filesize >= 0 THEN deleted.filesize END,
        deleted.license,
        deleted.license_version,
        sound_text(deleted.creator),
        CASE WHEN are_urls(deleted.creator_url) THEN deleted.creator_url END,
        sound_text(deleted.title),
        CASE WHEN jsonb_typeof(deleted.meta_data) = 'object' THEN deleted.meta_data END,
        CASE WHEN are_tags(deleted.tags) THEN deleted.tags ELSE sound_tags(deleted.tags, deleted.provider) END,
        sound_text(deleted.category),
        deleted.watermarked,
        deleted.provider,
        deleted.source,
        sound_text(deleted.ingestion_type),
        CASE WHEN deleted.width >= 0 THEN deleted.width END,
        CASE WHEN deleted.height >= 0 THEN deleted.height END,
        popularity_score(
            metric_value(deleted.meta_data -> COALESCE(own.metric, shared.metric)),
            COALESCE(own.value, shared.value),
            COALESCE(own.percentile, shared.percentile),
            COALESCE(own.constant, shared.constant)
        ) AS standardized_popularity
    FROM fit AS deleted
    LEFT JOIN popularity_metric AS own
        ON own.media_type = 'image' AND deleted.provider = own.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = 'image' AND shared.provider = '*' AND own.provider IS NULL
    ON CONFLICT DO NOTHING
    RETURNING identifier
),

removed AS (
    DELETE FROM deleted_image
    USING moved
    WHERE deleted_image.identifier = moved.identifier
    RETURNING
        deleted_image.identifier,
        deleted_image.other_values
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    cardinality(%(identifiers)s::uuid[]) - (SELECT count(*) FROM removed) AS passed_over,
    (
        SELECT jsonb_object_agg(identifier, other_values)::text
        FROM removed
        WHERE other_values IS NOT NULL
    ) AS others;
