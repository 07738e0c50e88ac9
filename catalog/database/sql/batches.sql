-- name: read_only
-- Nothing that follows in this transaction can change the database.
SET TRANSACTION READ ONLY;

-- name: select_by_condition
-- What an operator's condition says. It stands on lines of its own: a comment ends with its line.
SELECT {source}.identifier
FROM {source}
WHERE (
{condition}
)

-- name: select_by_ids
-- Identifiers, and pairs of provider and foreign identifier.
SELECT {source}.identifier
FROM {source}
WHERE {source}.identifier = ANY(%(identifiers)s::uuid[])
UNION
SELECT {source}.identifier
FROM unnest(%(providers)s::text[], %(foreign_identifiers)s::text[]) AS wanted (provider, id)
INNER JOIN {source}
    ON
        record_key({source}.provider, {source}.foreign_identifier)
        = record_key(wanted.provider, wanted.id)

-- name: select_by_creator
-- The works of a creator on the denylist.
SELECT {source}.identifier
FROM {source}
WHERE
    {source}.provider = %(provider)s
    AND (
        lower({source}.creator) = lower(%(creator)s::text)
        OR url_key(rtrim({source}.creator_url, '/'))
        = url_key(rtrim(%(creator_url)s::text, '/'))
    )

-- name: count_selection
-- For the preview: how many of each provider.
SELECT
    {source}.provider,
    count(*)
FROM {source}
WHERE {source}.identifier IN (
{selection}
)
GROUP BY {source}.provider
ORDER BY count(*) DESC, {source}.provider;

-- name: sample_selection
-- For the preview: a few of them, to look at.
SELECT
    {source}.identifier,
    {source}.provider,
    {source}.foreign_identifier,
    {source}.title,
    {source}.foreign_landing_url
FROM {source}
WHERE {source}.identifier IN (
{selection}
)
LIMIT %(limit)s;

-- name: find_unfinished_batch_run
-- What the same command left undone.
SELECT
    id,
    request,
    selected,
    done,
    passed_over,
    started_on
FROM batch_run
WHERE finished_on IS NULL AND kind = %(kind)s AND fingerprint = %(fingerprint)s
ORDER BY id DESC
LIMIT 1;

-- name: get_batch_run
-- One run by its number.
SELECT
    id,
    request,
    selected,
    done,
    passed_over,
    started_on
FROM batch_run
WHERE
    finished_on IS NULL
    AND kind = %(kind)s
    AND media_type = %(media_type)s
    AND id = %(run_id)s;

-- name: list_unfinished_batch_runs
-- Those that can be resumed.
SELECT id
FROM batch_run
WHERE finished_on IS NULL AND kind = %(kind)s AND media_type = %(media_type)s
ORDER BY id;

-- name: start_batch_run
-- A new run; `fill_batch_run` follows in the same transaction.
INSERT INTO batch_run (kind, media_type, fingerprint, request)
VALUES (%(kind)s, %(media_type)s, %(fingerprint)s, %(request)s::jsonb)
RETURNING
    id,
    request,
    selected,
    done,
    passed_over,
    started_on;

-- name: fill_batch_run
-- Write down what is to do. From now on the selection is fixed.
WITH filled AS (
    INSERT INTO batch_row (run_id, position, identifier)
    SELECT
        %(run_id)s,
        row_number() OVER (ORDER BY chosen.identifier),
        chosen.identifier
    FROM (
{selection}
    ) AS chosen
    RETURNING position
)

UPDATE batch_run
SET selected = (SELECT count(*) FROM filled)
WHERE id = %(run_id)s
RETURNING selected;

-- name: next_batch
-- Where the next batch begins and ends; no row when this round has tried all that is left.
SELECT
    min(ahead.position) AS first,
    max(ahead.position) AS last
FROM (
    SELECT row.position
    FROM batch_row AS row
    INNER JOIN batch_run AS run ON row.run_id = run.id
    WHERE run.id = %(run_id)s AND row.position > run.reached
    ORDER BY row.position
    LIMIT %(size)s
) AS ahead
HAVING count(*) > 0;

-- name: drop_gone_rows
-- Rows of the batch that are not there any more.
DELETE FROM batch_row
WHERE
    run_id = %(run_id)s
    AND position BETWEEN %(first)s AND %(last)s
    AND NOT EXISTS (
        SELECT FROM {source} WHERE {source}.identifier = batch_row.identifier
    );

-- name: lock_batch
-- Take the batch's rows, but for those that another session holds: these come again later.
SELECT {source}.identifier
FROM batch_row
INNER JOIN {source} ON batch_row.identifier = {source}.identifier
WHERE
    batch_row.run_id = %(run_id)s
    AND batch_row.position BETWEEN %(first)s AND %(last)s
ORDER BY batch_row.position
FOR UPDATE OF {source} SKIP LOCKED;

-- name: strike_off
-- Rows that are done, in the transaction that did them.
DELETE FROM batch_row
WHERE
    run_id = %(run_id)s
    AND position BETWEEN %(first)s AND %(last)s
    AND identifier = ANY(%(identifiers)s::uuid[]);

-- name: advance_batch_run
-- In the same transaction.
UPDATE batch_run
SET
    done = done + %(done)s,
    passed_over = passed_over + %(passed_over)s,
    reached = %(last)s
WHERE id = %(run_id)s;

-- name: begin_next_round
-- Try again what was locked.
UPDATE batch_run
SET reached = 0
WHERE id = %(run_id)s
RETURNING (SELECT count(*) FROM batch_row WHERE run_id = %(run_id)s);

-- name: finish_batch_run
-- Nothing is left.
UPDATE batch_run
SET finished_on = now()
WHERE id = %(run_id)s;

-- name: check_assignments
-- Whether an operator's assignments are good SQL by themselves, tried on no row.
UPDATE {source}
SET
{assignments}
WHERE FALSE;

-- name: update_batch
-- An operator's assignments, on the rows that were locked and no others.
UPDATE {source}
SET
{assignments}
WHERE {source}.identifier = ANY(%(identifiers)s::uuid[]);

-- name: show_rows
-- Whole rows, to compare before and after.
SELECT
    {source}.identifier,
    to_jsonb({source})
FROM {source}
WHERE {source}.identifier = ANY(%(identifiers)s::uuid[])
ORDER BY {source}.identifier;

-- name: list_other_columns
-- Columns that the table of restored records has beside the catalog's, and that these had values in.
SELECT attname
FROM pg_attribute
WHERE
    attrelid = %(media)s::text::regclass
    AND attnum > 0
    AND NOT attisdropped
    AND attgenerated = ''
    AND attidentity <> 'a'
    AND attname IN (
        SELECT jsonb_object_keys(kept.other_values)
        FROM jsonb_each(%(others)s::jsonb) AS kept (identifier, other_values)
    );

-- name: restore_other_columns
-- Give restored records what they had there; `restore_other_column` is repeated for each.
UPDATE {media} AS m
SET
    {assignments}
FROM jsonb_each(%(others)s::jsonb) AS kept (identifier, other_values)
CROSS JOIN LATERAL jsonb_populate_record(NULL::{media}, kept.other_values) AS found
WHERE m.identifier = kept.identifier::uuid;

-- name: restore_other_column
-- A column that was added since is left as a new record has it.
{column} = CASE WHEN kept.other_values ? {name} THEN found.{column} ELSE m.{column} END
