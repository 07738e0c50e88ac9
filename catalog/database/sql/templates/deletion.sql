-- name: delete_{{media}}
-- Move rows to the tombstones. Of two copies of one record the first that was deleted is kept. Columns that
-- an operator added to the table are kept together.
WITH removed AS (
    DELETE FROM {{media}}
    WHERE identifier = ANY(%(identifiers)s::uuid[])
    RETURNING *
),

moved AS (
    INSERT INTO deleted_{{media}} (
        {{each stored column}},
        standardized_popularity,
        deleted_reason,
        other_values
    )
    SELECT
        {{each stored column}},
        standardized_popularity,
        %(reason)s,
        NULLIF(
            to_jsonb(removed) - ARRAY[
                '{{each stored column}}',
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

-- name: restore_{{media}}
-- Move tombstones back, scored anew. A record that is there again, or whose URL another record has
-- by now, stays deleted, and so does what lacks a thing that every record has. Of other values what no
-- record may have is left behind, as migration 0098 repaired records. An operator's own columns are given
-- back, for `restore_other_columns`.
WITH fit AS (
    SELECT *
    FROM deleted_{{media}}
    WHERE
        identifier = ANY(%(identifiers)s::uuid[])
        AND license || ' ' || license_version = ANY(ARRAY[
            {{each licence pair}},
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
    INSERT INTO {{media}} (
        {{each stored column}},
        standardized_popularity
    )
    SELECT
        deleted.{{each own column}},
        {{each restored value}},
        popularity_score(
            metric_value(deleted.meta_data -> COALESCE(own.metric, shared.metric)),
            COALESCE(own.value, shared.value),
            COALESCE(own.percentile, shared.percentile),
            COALESCE(own.constant, shared.constant)
        ) AS standardized_popularity
    FROM fit AS deleted
    LEFT JOIN popularity_metric AS own
        ON own.media_type = '{{media}}' AND deleted.provider = own.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
    ON CONFLICT DO NOTHING
    RETURNING identifier
),

removed AS (
    DELETE FROM deleted_{{media}}
    USING moved
    WHERE deleted_{{media}}.identifier = moved.identifier
    RETURNING
        deleted_{{media}}.identifier,
        deleted_{{media}}.other_values
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    cardinality(%(identifiers)s::uuid[]) - (SELECT count(*) FROM removed) AS passed_over,
    (
        SELECT jsonb_object_agg(identifier, other_values)::text
        FROM removed
        WHERE other_values IS NOT NULL
    ) AS others;
