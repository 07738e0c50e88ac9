-- What changed since a copy was brought up to date (docs/life-cycle.md).

-- name: read_one_moment
-- All that follows in this transaction sees the database as it is now, and changes nothing.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: current_cursor
-- Which database of which server, and of which of its lives: a restored backup numbers transactions
-- anew. Then which transactions are visible: a standby's snapshot does not list which are under way on
-- the primary (GetSnapshotData: "we put them all in subxip"), so there all that began after the oldest of
-- them count as unseen: some are given twice, and none is skipped. Last the newest change on record.
SELECT
    format('%s-%s-%s', control.system_identifier, own.oid, checkpoint.timeline_id) AS server,
    CASE
        WHEN pg_is_in_recovery()
            THEN format('%1$s:%1$s:', pg_snapshot_xmin(pg_current_snapshot()))
        ELSE pg_current_snapshot()::text
    END AS snapshot,
    COALESCE(
        (
            SELECT format('%s@%s', id, (extract(EPOCH FROM changed_on) * 1000000)::bigint)
            FROM record_change
            ORDER BY id DESC
            LIMIT 1
        ),
        ''
    ) AS newest
FROM pg_control_system() AS control
CROSS JOIN pg_control_checkpoint() AS checkpoint
INNER JOIN pg_database AS own ON own.datname = current_database();

-- name: check_cursor
-- Whether all changes since a snapshot are still on record; whether the snapshot is of this database's
-- past; and whether the change that was the newest then is on record, or was dropped as too old.
SELECT
    pg_snapshot_xmin(%(since)s::pg_snapshot) >= horizon.dropped_before AS is_kept,
    pg_snapshot_xmax(%(since)s::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) AS is_past,
    %(id)s::bigint IS NULL
    OR COALESCE(%(changed_on)s::timestamptz < horizon.dropped_until, FALSE)
    OR EXISTS (
        SELECT FROM record_change WHERE id = %(id)s AND changed_on = %(changed_on)s
    ) AS is_known,
    pg_is_in_recovery() AS is_standby
FROM record_change_horizon AS horizon;

-- name: list_changes
-- Every record that changed since a snapshot, once, with what it is now. A change is taken when it
-- is visible now and was not then: that is exact, however long its transaction took.
SELECT
    CASE
        WHEN item.identifier IS NULL THEN 'deleted'
        WHEN net.was_inserted THEN 'inserted'
        WHEN net.was_moved AND item.removed_from_source THEN 'removed'
        WHEN net.was_moved THEN 'revived'
        ELSE 'changed'
    END AS change,
    CASE WHEN item.identifier IS NOT NULL THEN net.columns END AS changed_columns,
    net.changed_on,
    COALESCE(gone.deleted_reason, CASE WHEN item.removed_from_source THEN life.reason END) AS reason,
    net.identifier,
    {columns}
FROM (
    SELECT
        touched.identifier,
        max(touched.id) AS last,
        max(touched.changed_on) AS changed_on,
        bool_or(touched.kind = 'inserted') AS was_inserted,
        bool_or(touched.kind IN ('removed', 'revived')) AS was_moved,
        string_agg(DISTINCT array_to_string(touched.columns, ','), ',') AS columns
    FROM (
        SELECT
            id,
            kind,
            columns,
            changed_on,
            unnest(identifiers) AS identifier
        FROM record_change
        WHERE
            media_type = %(media_type)s
            AND changed_in >= pg_snapshot_xmin(%(since)s::pg_snapshot)
            AND NOT pg_visible_in_snapshot(changed_in, %(since)s::pg_snapshot)
    ) AS touched
    GROUP BY touched.identifier
) AS net
LEFT JOIN {media} AS item ON net.identifier = item.identifier
LEFT JOIN {deleted} AS gone ON net.identifier = gone.identifier
LEFT JOIN record_life AS life
    ON net.identifier = life.identifier AND life.media_type = %(media_type)s
ORDER BY net.last, net.identifier;

-- name: drop_old_changes
-- Changes before some moment, of transactions that have ended.
WITH dropped AS (
    DELETE FROM record_change
    WHERE
        changed_on < %(before)s
        AND changed_in < pg_snapshot_xmin(pg_current_snapshot())
    RETURNING changed_in, cardinality(identifiers) AS records
),

horizon AS (
    UPDATE record_change_horizon
    SET dropped_before = GREATEST(
        dropped_before,
        COALESCE((SELECT max(changed_in)::text::bigint + 1 FROM dropped), 0)::text::xid8
    ),
    dropped_until = GREATEST(dropped_until, %(before)s)
)

SELECT COALESCE(sum(records), 0)::bigint
FROM dropped;

-- name: note_filled
-- A table that was empty: all that is in it now is new.
INSERT INTO record_change (media_type, kind, identifiers)
SELECT
    %(media_type)s,
    'inserted',
    array_agg(part.identifier)
FROM (
    SELECT
        identifier,
        row_number() OVER () / 4096 AS number
    FROM media
) AS part
GROUP BY part.number;
