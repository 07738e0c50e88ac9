-- New ids for records whose provider changed them. A record and its tombstone share the names: an id that
-- a deleted record has keeps all others out, as long as the deleted one does not move itself.

-- name: create_new_id
-- What was asked for.
CREATE TEMPORARY TABLE new_id (
    provider text NOT NULL,
    old_id text NOT NULL,
    new_id text NOT NULL
) ON COMMIT DROP;

-- name: copy_new_id
-- In the order of the mapping.
COPY new_id (provider, old_id, new_id) FROM STDIN;

-- name: find_renumbered
-- Whose ids these are, living or deleted, and who has the new ones.
ANALYZE new_id;
CREATE TEMPORARY TABLE moving_id ON COMMIT DROP AS
SELECT
    m.identifier,
    FALSE AS is_deleted,
    wanted.provider,
    wanted.old_id,
    wanted.new_id,
    TRUE AS is_free
FROM new_id AS wanted
INNER JOIN {media} AS m
    ON record_key(m.provider, m.foreign_identifier) = record_key(wanted.provider, wanted.old_id)
UNION ALL
SELECT
    gone.identifier,
    TRUE,
    wanted.provider,
    wanted.old_id,
    wanted.new_id,
    TRUE
FROM new_id AS wanted
INNER JOIN {deleted} AS gone
    ON record_key(gone.provider, gone.foreign_identifier) = record_key(wanted.provider, wanted.old_id);
CREATE INDEX ON moving_id (identifier);
ANALYZE moving_id;
CREATE TEMPORARY TABLE holder ON COMMIT DROP AS
SELECT
    wanted.provider,
    wanted.new_id,
    m.identifier,
    FALSE AS is_deleted
FROM new_id AS wanted
INNER JOIN {media} AS m
    ON record_key(m.provider, m.foreign_identifier) = record_key(wanted.provider, wanted.new_id)
UNION ALL
SELECT
    wanted.provider,
    wanted.new_id,
    gone.identifier,
    TRUE
FROM new_id AS wanted
INNER JOIN {deleted} AS gone
    ON record_key(gone.provider, gone.foreign_identifier) = record_key(wanted.provider, wanted.new_id);

-- name: mark_ids_in_the_way
-- An id that another has, who does not give it up. Who cannot move keeps an id that the next one may be
-- waiting for: a chain of them is followed link by link, by index.
CREATE TEMPORARY TABLE claim ON COMMIT DROP AS
SELECT
    moving.identifier,
    moving.is_deleted,
    holder.identifier AS other,
    holder.is_deleted AS other_is_deleted,
    giving.identifier IS NOT NULL AS is_given
FROM moving_id AS moving
INNER JOIN holder ON moving.provider = holder.provider AND moving.new_id = holder.new_id
LEFT JOIN moving_id AS giving
    ON holder.identifier = giving.identifier AND holder.is_deleted = giving.is_deleted;
CREATE INDEX ON claim (other);
ANALYZE claim;
WITH RECURSIVE stuck AS (
    SELECT
        identifier,
        is_deleted
    FROM claim
    WHERE NOT is_given
    UNION
    SELECT
        claim.identifier,
        claim.is_deleted
    FROM stuck
    INNER JOIN claim
        ON claim.other = stuck.identifier AND claim.other_is_deleted = stuck.is_deleted
)

UPDATE moving_id
SET is_free = FALSE
FROM stuck
WHERE moving_id.identifier = stuck.identifier AND moving_id.is_deleted = stuck.is_deleted;

-- name: release_ids
-- All let go of their ids first: these must be unique at every moment.
UPDATE {media} AS m
SET foreign_identifier = 'renumbering:' || m.identifier
FROM moving_id AS moving
WHERE m.identifier = moving.identifier AND moving.is_free AND moving.is_deleted = %(is_deleted)s;

-- name: set_new_ids
-- And take the new ones; the record stays what it is.
UPDATE {media} AS m
SET
    foreign_identifier = moving.new_id,
    updated_on = now()
FROM moving_id AS moving
WHERE m.identifier = moving.identifier AND moving.is_free AND moving.is_deleted = %(is_deleted)s;

-- name: record_id_changes
-- So that the old id is not forgotten.
INSERT INTO id_change (
    media_type,
    identifier,
    provider,
    old_foreign_identifier,
    new_foreign_identifier
)
SELECT
    %(media_type)s,
    identifier,
    provider,
    old_id,
    new_id
FROM moving_id
WHERE is_free AND NOT is_deleted;

-- name: count_new_ids
-- Records and tombstones that have their new ids, those that keep the old ones, and ids nobody has.
SELECT
    count(*) FILTER (WHERE is_free AND NOT is_deleted),
    count(*) FILTER (WHERE NOT is_free),
    (
        SELECT count(*)
        FROM new_id AS wanted
        WHERE NOT EXISTS (
            SELECT
            FROM moving_id AS found
            WHERE wanted.provider = found.provider AND wanted.old_id = found.old_id
        )
    ),
    count(*) FILTER (WHERE is_free AND is_deleted)
FROM moving_id;
