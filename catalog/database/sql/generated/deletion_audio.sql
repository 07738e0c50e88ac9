-- Written by `make sql` from sql/templates/deletion.sql and the declaration of audio.
-- name: delete_audio
-- Move rows to the tombstones. Of two copies of one record the first that was deleted is kept.
WITH removed AS (
    DELETE FROM audio
    WHERE identifier = ANY(%(identifiers)s::uuid[])
    RETURNING *
),

moved AS (
    INSERT INTO deleted_audio (
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
        provider,
        source,
        ingestion_type,
        duration,
        bit_rate,
        sample_rate,
        genres,
        audio_set,
        set_position,
        alt_files,
        audio_set_foreign_identifier,
        standardized_popularity,
        deleted_reason
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
        provider,
        source,
        ingestion_type,
        duration,
        bit_rate,
        sample_rate,
        genres,
        audio_set,
        set_position,
        alt_files,
        audio_set_foreign_identifier,
        standardized_popularity,
        %(reason)s
    FROM removed
    ON CONFLICT DO NOTHING
    RETURNING identifier
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    0 AS passed_over;

-- name: restore_audio
-- Move tombstones back, scored anew. A record that is there again, or whose URL another record has
-- by now, stays deleted.
WITH moved AS (
    INSERT INTO audio (
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
        provider,
        source,
        ingestion_type,
        duration,
        bit_rate,
        sample_rate,
        genres,
        audio_set,
        set_position,
        alt_files,
        audio_set_foreign_identifier,
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
        deleted.thumbnail,
        deleted.filetype,
        deleted.filesize,
        deleted.license,
        deleted.license_version,
        deleted.creator,
        deleted.creator_url,
        deleted.title,
        deleted.meta_data,
        deleted.tags,
        deleted.category,
        deleted.provider,
        deleted.source,
        deleted.ingestion_type,
        deleted.duration,
        deleted.bit_rate,
        deleted.sample_rate,
        deleted.genres,
        deleted.audio_set,
        deleted.set_position,
        deleted.alt_files,
        deleted.audio_set_foreign_identifier,
        popularity_score(
            metric_value(deleted.meta_data -> COALESCE(own.metric, shared.metric)),
            COALESCE(own.value, shared.value),
            COALESCE(own.percentile, shared.percentile),
            COALESCE(own.constant, shared.constant)
        ) AS standardized_popularity
    FROM deleted_audio AS deleted
    LEFT JOIN popularity_metric AS own
        ON own.media_type = 'audio' AND deleted.provider = own.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = 'audio' AND shared.provider = '*' AND own.provider IS NULL
    WHERE deleted.identifier = ANY(%(identifiers)s::uuid[])
    ON CONFLICT DO NOTHING
    RETURNING identifier
),

removed AS (
    DELETE FROM deleted_audio
    USING moved
    WHERE deleted_audio.identifier = moved.identifier
    RETURNING deleted_audio.identifier
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    cardinality(%(identifiers)s::uuid[]) - (SELECT count(*) FROM removed) AS passed_over;
