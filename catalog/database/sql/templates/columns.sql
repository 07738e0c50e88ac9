-- Columns that records of {{media}} have from now on.

ALTER TABLE {{media}} ADD COLUMN {{each added definition}};
ALTER TABLE deleted_{{media}} ADD COLUMN {{each added kept definition}};
