-- A feed that knows when it is another: of a backup that was restored, or of another database. Expands
-- only.

-- Up to when changes were dropped: a cursor of later than that names a change that is on record.
ALTER TABLE record_change_horizon ADD COLUMN dropped_until timestamptz;

-- A record that gets another identifier, by hand, is another one: its old one is deleted. The triggers
-- of whole statements hold rows against one another by identifier, and so see neither.
CREATE FUNCTION note_renamed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_change (media_type, kind, identifiers)
    VALUES
    (TG_TABLE_NAME, 'deleted', ARRAY[OLD.identifier]),
    (TG_TABLE_NAME, 'inserted', ARRAY[NEW.identifier]);
    RETURN NULL;
END
$$;

CREATE TRIGGER image_renamed AFTER UPDATE OF identifier ON image
FOR EACH ROW
WHEN (OLD.identifier IS DISTINCT FROM NEW.identifier)
EXECUTE FUNCTION note_renamed();
CREATE TRIGGER audio_renamed AFTER UPDATE OF identifier ON audio
FOR EACH ROW
WHEN (OLD.identifier IS DISTINCT FROM NEW.identifier)
EXECUTE FUNCTION note_renamed();
