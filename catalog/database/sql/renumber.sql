-- New ids for records whose provider changed them. `{media}` is the media table or its tombstones.

-- name: create_new_id
-- What was asked for.
CREATE TEMPORARY TABLE new_id (
    provider text NOT NULL,
    old_id text NOT NULL,
    new_id text NOT NULL,
    identifier uuid,
    is_free boolean NOT NULL DEFAULT TRUE
) ON COMMIT DROP;

-- name: copy_new_id
-- In the order of the mapping.
COPY new_id (provider, old_id, new_id) FROM STDIN;

-- name: find_renumbered
-- Whose ids these are.
UPDATE new_id AS wanted
SET identifier = m.identifier
FROM {media} AS m
WHERE
    record_key(m.provider, m.foreign_identifier)
    = record_key(wanted.provider, wanted.old_id);

-- name: mark_ids_in_the_way
-- An id that another record has, which does not give it up itself. Run until it finds none.
UPDATE new_id AS wanted
SET is_free = FALSE
FROM {media} AS other
WHERE
    wanted.is_free
    AND wanted.identifier IS NOT NULL
    AND record_key(other.provider, other.foreign_identifier)
    = record_key(wanted.provider, wanted.new_id)
    AND NOT EXISTS (
        SELECT
        FROM new_id AS moving
        WHERE moving.identifier = other.identifier AND moving.is_free
    );

-- name: release_ids
-- All let go of their ids first: these must be unique at every moment.
UPDATE {media} AS m
SET foreign_identifier = 'renumbering:' || m.identifier
FROM new_id AS wanted
WHERE m.identifier = wanted.identifier AND wanted.is_free;

-- name: set_new_ids
-- And take the new ones; the record stays what it is.
UPDATE {media} AS m
SET
    foreign_identifier = wanted.new_id,
    updated_on = now()
FROM new_id AS wanted
WHERE m.identifier = wanted.identifier AND wanted.is_free;

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
FROM new_id
WHERE identifier IS NOT NULL AND is_free;

-- name: count_new_ids
-- Changed, in the way of another record, and unknown.
SELECT
    count(*) FILTER (WHERE identifier IS NOT NULL AND is_free) AS changed,
    count(*) FILTER (WHERE identifier IS NOT NULL AND NOT is_free) AS taken,
    count(*) FILTER (WHERE identifier IS NULL) AS unknown
FROM new_id;

-- name: forget_found
-- Before the tombstones are looked through.
UPDATE new_id
SET
    identifier = NULL,
    is_free = TRUE;
