-- Loading {{media}} records: the steps of `loader.py` that know the table's columns.
-- `staged` and what is made of it lie in the load's own schema, first in the search path.
-- How columns merge: COALESCE is "the newest that is not null"; the merge functions are explained
-- in migration 0005. docs/data-model.md has the table.

-- name: create_staged_{{media}}
-- The rows of one file, as they were read: no index and no log, for they can be read again.
CREATE UNLOGGED TABLE staged (
    line bigint NOT NULL,
    {{each declaration}},
);

-- name: copy_staged_{{media}}
-- In the order in which `copy_binary.py` writes them.
COPY staged (
    line,
    {{each column}},
) FROM STDIN (FORMAT binary, FREEZE);

-- name: create_media_view_{{media}}
-- What a step that suits both tables may read and write of the media table.
CREATE VIEW media AS
SELECT
    identifier,
    provider,
    foreign_identifier,
    url,
    creator,
    creator_url
FROM {{media}};

-- name: create_tombstone_view_{{media}}
-- What was deleted from it.
CREATE VIEW tombstone AS
SELECT
    provider,
    foreign_identifier,
    deleted_reason
FROM deleted_{{media}};

-- name: match_{{media}}
-- The rows that would change the table: those that are new, and those that differ after merging.
CREATE UNLOGGED TABLE candidate AS
SELECT
    s.line,
    m.identifier,
    url_key(s.url) AS new_url_key,
    url_key(m.url) AS old_url_key
FROM staged AS s
LEFT JOIN {{media}} AS m
    ON m.provider = s.provider AND md5(m.foreign_identifier) = md5(s.foreign_identifier)
WHERE
    NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
    AND (
        m.identifier IS NULL
        OR m.removed_from_source
        OR m.last_synced_with_source < (
            SELECT current_setting('catalog.synced_before')::timestamptz
        )
        {{each difference}}
    );

-- name: lock_{{media}}
-- Nobody else reads or writes the table until the transaction ends; fails if somebody does now.
LOCK TABLE {{media}} IN ACCESS EXCLUSIVE MODE NOWAIT;

-- name: empty_indexes_{{media}}
-- An empty table's unique indexes are built after its rows, from sorted keys: a third of the work.
-- A truncated table's rows need no log where `wal_level` is minimal: the commit writes them out.
TRUNCATE {{media}};
ALTER TABLE {{media}} DROP CONSTRAINT {{media}}_identifier_key;
DROP INDEX {{media}}_provider_fid_idx;
DROP INDEX {{media}}_url_key;

-- name: fill_{{media}}
-- Insert every row of the file into the empty table.
INSERT INTO {{media}} (
    created_on,
    updated_on,
    last_synced_with_source,
    removed_from_source,
    {{each column}},
    standardized_popularity
)
SELECT
    now(),
    now(),
    now(),
    FALSE,
    s.{{each column}},
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
    ON own.media_type = '{{media}}' AND own.provider = s.provider
LEFT JOIN popularity_metric AS shared
    ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: build_indexes_{{media}}
-- As the migrations made them; fails when two rows have one id or one URL.
ALTER TABLE {{media}} ADD CONSTRAINT {{media}}_identifier_key PRIMARY KEY (identifier);
CREATE UNIQUE INDEX {{media}}_provider_fid_idx ON {{media}} (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX {{media}}_url_key ON {{media}} (url_key(url));

-- name: vacuum_{{media}}
-- Mark the new rows as committed, so that the next reader need not.
VACUUM {{media}};

-- name: upsert_{{media}}
-- Insert what is new and merge what differs; what differs in nothing is not rewritten.
WITH written AS (
    INSERT INTO {{media}} AS m (
        created_on,
        updated_on,
        last_synced_with_source,
        removed_from_source,
        {{each column}},
        standardized_popularity
    )
    SELECT
        now(),
        now(),
        now(),
        FALSE,
        s.{{each column}},
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
        ON own.media_type = '{{media}}' AND own.provider = s.provider
    LEFT JOIN popularity_metric AS shared
        ON shared.media_type = '{{media}}' AND shared.provider = '*' AND own.provider IS NULL
    WHERE NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line)
    ON CONFLICT (provider, md5(foreign_identifier)) DO UPDATE SET
        -- created_on and identifier never change
        updated_on = now(),
        last_synced_with_source = now(),
        removed_from_source = FALSE, -- what is seen again revives
        {{each column}} = {{each merged value}},
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
            WHERE scale.media_type = '{{media}}' AND scale.provider IN (excluded.provider, '*')
            ORDER BY scale.provider = '*'
            LIMIT 1
        )
    WHERE
        m.removed_from_source
        OR m.last_synced_with_source < (
            SELECT current_setting('catalog.synced_before')::timestamptz
        )
        OR (
            m.{{each column}},
        ) IS DISTINCT FROM (
            {{each merged value}},
        )
    RETURNING (m.xmax = 0) AS is_new
)
SELECT
    count(*) FILTER (WHERE is_new) AS inserted,
    count(*) FILTER (WHERE NOT is_new) AS updated
FROM written;
