-- Search has tables of its own, which are brought up to date after loads and not by them: to find the
-- words of a record and to put them into an index costs more than all the rest of loading it.
--
-- What is changed waits in a queue, written by whoever changes it. Searches look through the newest
-- of it themselves, so that a few changes are found at once. Expands only.

-- Records whose words may have changed, thousands to a row.
CREATE TABLE search_queue (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL,
    records integer NOT NULL,
    identifiers uuid[] NOT NULL
);
-- Random identifiers cannot be compressed.
ALTER TABLE search_queue ALTER COLUMN identifiers SET STORAGE EXTERNAL;
CREATE INDEX search_queue_media_type_idx ON search_queue (media_type, id);

-- The words and facets of each record: what the view's column `search` was when it was entered.
-- Sixteen parts, so that a search for what half of all records have is over after the first: each is
-- a fair sample of all. The words of no record are compressed, for a phrase looks at them.
CREATE FUNCTION create_search_entries(media text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TABLE %I (identifier uuid NOT NULL PRIMARY KEY, words tsvector NOT NULL)
        PARTITION BY HASH (identifier)',
        media || '_search_entry'
    );
    FOR part IN 0..15 LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            media || '_search_entry_' || part, media || '_search_entry', part
        );
    END LOOP;
    EXECUTE format(
        'CREATE INDEX %I ON %I USING gin (words)',
        media || '_search_idx', media || '_search_entry'
    );
END
$$;

CREATE FUNCTION queue_search() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_queue (media_type, records, identifiers)
    SELECT media_type, cardinality(identifiers), identifiers
    FROM new_changes
    WHERE
        kind IN ('inserted', 'deleted')
        OR columns && ARRAY[
            'title', 'creator', 'tags', 'license', 'provider', 'source', 'category', 'width',
            'height', 'duration'
        ];
    RETURN NULL;
END
$$;

CREATE TRIGGER record_change_queue_search AFTER INSERT ON record_change
REFERENCING NEW TABLE AS new_changes
FOR EACH STATEMENT EXECUTE FUNCTION queue_search();

INSERT INTO search_queue (media_type, records, identifiers)
SELECT 'image', count(*), array_agg(identifier)
FROM (SELECT identifier, row_number() OVER () / 4096 AS number FROM image) AS part
GROUP BY number
UNION ALL
SELECT 'audio', count(*), array_agg(identifier)
FROM (SELECT identifier, row_number() OVER () / 4096 AS number FROM audio) AS part
GROUP BY number;

DROP INDEX image_search_idx;
DROP INDEX audio_search_idx;
SELECT create_search_entries('image');
SELECT create_search_entries('audio');
