-- What is known of a work's link goes with the work: it is counted no more, and takes no turn from links
-- that are to be asked for. What its link was stays in link_history. Expands only.

CREATE OR REPLACE FUNCTION note_deleted() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_change (media_type, kind, identifiers)
    SELECT TG_TABLE_NAME, 'deleted', array_agg(part.identifier)
    FROM (
        SELECT identifier, row_number() OVER () / 4096 AS number FROM old_rows
    ) AS part
    GROUP BY part.number;
    DELETE FROM link_check AS link
    USING old_rows
    WHERE link.media_type = TG_TABLE_NAME AND link.identifier = old_rows.identifier;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION note_truncated() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO record_change (media_type, kind, identifiers)
        SELECT %L, ''deleted'', array_agg(part.identifier)
        FROM (
            SELECT identifier, row_number() OVER () / 4096 AS number FROM %I.%I
        ) AS part
        GROUP BY part.number',
        TG_TABLE_NAME, TG_TABLE_SCHEMA, TG_TABLE_NAME
    );
    DELETE FROM link_check WHERE media_type = TG_TABLE_NAME;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION note_renamed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_change (media_type, kind, identifiers)
    VALUES
    (TG_TABLE_NAME, 'deleted', ARRAY[OLD.identifier]),
    (TG_TABLE_NAME, 'inserted', ARRAY[NEW.identifier]);
    DELETE FROM link_check
    WHERE media_type = TG_TABLE_NAME AND identifier = OLD.identifier;
    RETURN NULL;
END
$$;

DELETE FROM link_check AS link
WHERE
    (link.media_type = 'image' AND NOT EXISTS (SELECT FROM image AS item WHERE item.identifier = link.identifier))
    OR (link.media_type = 'audio' AND NOT EXISTS (SELECT FROM audio AS item WHERE item.identifier = link.identifier));
