-- name: export_records
-- The records of a selection, as they come.
SELECT {columns}
FROM {media}
WHERE {condition};

-- name: every_record
-- A condition of `export_records`.
TRUE

-- name: in_selections
-- A condition of `export_records`; it stands on lines of its own: a comment ends with its line.
identifier IN (
{selection}
)
