-- name: delete_{{media}}
-- Move rows to the tombstones. Of two copies of one record the first that was deleted is kept.
WITH removed AS (
    DELETE FROM {{media}}
    WHERE identifier = ANY(%(identifiers)s::uuid[])
    RETURNING *
),

moved AS (
    INSERT INTO deleted_{{media}} (
        {{each stored column}},
        standardized_popularity,
        deleted_reason
    )
    SELECT
        {{each stored column}},
        standardized_popularity,
        %(reason)s
    FROM removed
    ON CONFLICT DO NOTHING
    RETURNING identifier
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    0 AS passed_over;

-- name: restore_{{media}}
-- Move tombstones back, scored anew. A record that is there again, or whose URL another record has
-- by now, stays deleted.
WITH moved AS (
    INSERT INTO {{media}} (
        {{each stored column}},
        standardized_popularity
    )
    SELECT
        deleted.{{each stored column}},
        popularity_score(
            metric_value(deleted.meta_data -> COALESCE(own.metric, shared.metric)),
            COALESCE(own.value, shared.value),
            COALESCE(own.percentile, shared.percentile),
            COALESCE(own.constant, shared.constant)
        ) AS standardized_popularity
    FROM deleted_{{media}} AS deleted
    LEFT JOIN popularity_metric AS own
        ON own.media_type = '{{media}}' AND deleted.provider = own.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
    WHERE deleted.identifier = ANY(%(identifiers)s::uuid[])
    ON CONFLICT DO NOTHING
    RETURNING identifier
),

removed AS (
    DELETE FROM deleted_{{media}}
    USING moved
    WHERE deleted_{{media}}.identifier = moved.identifier
    RETURNING deleted_{{media}}.identifier
)

SELECT
    (SELECT count(*) FROM removed) AS done,
    cardinality(%(identifiers)s::uuid[]) - (SELECT count(*) FROM removed) AS passed_over;
