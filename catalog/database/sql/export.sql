-- name: export_records
-- The records of a selection, as they come.
SELECT {columns}
FROM {media}
WHERE {condition};

-- name: export_by_provider
-- All records, one provider's after another's: for more providers than files may be open at once.
SELECT {columns}
FROM {media}
ORDER BY provider;

-- name: has_many_providers
-- Whether there are more than so many.
SELECT count(*) > %(most)s
FROM (
    SELECT DISTINCT provider
    FROM {media}
    LIMIT %(most)s + 1
) AS found;

-- name: every_record
-- A condition of `export_records`.
TRUE

-- name: in_selections
-- A condition of `export_records`; it stands on lines of its own: a comment ends with its line.
identifier IN (
{selection}
)
