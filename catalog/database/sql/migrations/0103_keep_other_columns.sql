-- What a deleted record had in columns that an operator added to its table, by their names: restored, it has
-- them again. Expands only.
ALTER TABLE deleted_image ADD COLUMN other_values jsonb;
ALTER TABLE deleted_audio ADD COLUMN other_values jsonb;
