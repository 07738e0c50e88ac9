-- Whether an operator was told of a removal, as one of too many at once, and accepted it. Expands only.
ALTER TABLE record_life ADD COLUMN accepted boolean NOT NULL DEFAULT FALSE;
