-- What changed, for those who keep a copy: every statement that changes a media table, whoever sends
-- it, writes down which records it inserted, changed, removed, revived or deleted.

-- Records of one statement that changed in the same way, thousands to a row. Its place in the order
-- is the transaction: a reader takes what has become visible since the snapshot that it read last,
-- so that a transaction that began early and committed late is not skipped.
CREATE TABLE record_change (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    changed_on timestamptz NOT NULL DEFAULT now(),
    media_type text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('inserted', 'changed', 'removed', 'revived', 'deleted')),
    columns text[] NOT NULL DEFAULT '{}',
    identifiers uuid[] NOT NULL
);
-- Random identifiers cannot be compressed.
ALTER TABLE record_change ALTER COLUMN identifiers SET STORAGE EXTERNAL;
CREATE INDEX record_change_changed_in_idx ON record_change (changed_in);

-- Before which transaction changes were dropped: who read none of them since must begin anew.
CREATE TABLE record_change_horizon (
    dropped_before xid8 NOT NULL DEFAULT '0'
);
INSERT INTO record_change_horizon DEFAULT VALUES;

-- What a record was called before, and who was said to have made it: an entry for each value that was
-- replaced. (Licences have `license_change` as well, since migration 0004.)
CREATE TABLE record_history (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL,
    identifier uuid NOT NULL,
    column_name text NOT NULL,
    old_value text,
    new_value text,
    changed_on timestamptz NOT NULL DEFAULT now(),
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX record_history_identifier_idx ON record_history (identifier);
-- By the transaction a former value finds the load that replaced it.
ALTER TABLE load_history ADD COLUMN loaded_in xid8 DEFAULT pg_current_xact_id();
CREATE INDEX load_history_loaded_in_idx ON load_history (loaded_in);

CREATE FUNCTION note_inserted() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_change (media_type, kind, identifiers)
    SELECT TG_TABLE_NAME, 'inserted', array_agg(part.identifier)
    FROM (
        SELECT identifier, row_number() OVER () / 4096 AS number FROM new_rows
    ) AS part
    GROUP BY part.number;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_deleted() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO record_change (media_type, kind, identifiers)
    SELECT TG_TABLE_NAME, 'deleted', array_agg(part.identifier)
    FROM (
        SELECT identifier, row_number() OVER () / 4096 AS number FROM old_rows
    ) AS part
    GROUP BY part.number;
    RETURN NULL;
END
$$;

-- A table that is truncated loses all its records.
CREATE FUNCTION note_truncated() RETURNS trigger
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
    RETURN NULL;
END
$$;

-- What a statement made of its rows. The columns are those that the table has now, so that a new one
-- needs no new function; when it was last seen at its source is no change of a record.
CREATE FUNCTION note_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    differences text;
BEGIN
    -- A session that only ever changes one column, in rows that differ, says so: to find the
    -- difference would cost half of what a refresh of popularity does.
    IF current_setting('catalog.only_column', TRUE) <> '' THEN
        INSERT INTO record_change (media_type, kind, columns, identifiers)
        SELECT
            TG_TABLE_NAME,
            'changed',
            ARRAY[current_setting('catalog.only_column')],
            array_agg(part.identifier)
        FROM (
            SELECT identifier, row_number() OVER () / 4096 AS number FROM new_rows
        ) AS part
        GROUP BY part.number;
        RETURN NULL;
    END IF;
    SELECT string_agg(
        format('CASE WHEN n.%1$I IS DISTINCT FROM o.%1$I THEN %1$L END', attname), ', '
    )
    INTO differences
    FROM pg_attribute
    WHERE
        attrelid = TG_RELID
        AND attnum > 0
        AND NOT attisdropped
        AND attname NOT IN ('identifier', 'last_synced_with_source');
    EXECUTE format(
        $query$
        WITH compared AS (
            SELECT
                n.identifier,
                o.removed_from_source AS was_removed,
                n.removed_from_source AS is_removed,
                array_remove(ARRAY[%1$s], NULL) AS columns,
                ARRAY[o.title, o.creator, o.license || ' ' || o.license_version, o.url,
                    o.foreign_landing_url] AS former,
                ARRAY[n.title, n.creator, n.license || ' ' || n.license_version, n.url,
                    n.foreign_landing_url] AS later
            FROM new_rows AS n
            INNER JOIN old_rows AS o ON n.identifier = o.identifier
        ),

        differing AS MATERIALIZED (
            SELECT
                identifier,
                CASE
                    WHEN was_removed AND NOT is_removed THEN 'revived'
                    WHEN is_removed AND NOT was_removed THEN 'removed'
                    ELSE 'changed'
                END AS kind,
                columns,
                CASE WHEN former IS DISTINCT FROM later THEN former END AS former,
                CASE WHEN former IS DISTINCT FROM later THEN later END AS later
            FROM compared
            WHERE columns <> '{}'
        ),

        kept AS (
            INSERT INTO record_history (media_type, identifier, column_name, old_value, new_value)
            SELECT %2$L, differing.identifier, pair.name, pair.former, pair.later
            FROM differing
            CROSS JOIN LATERAL unnest(
                ARRAY['title', 'creator', 'license', 'url', 'foreign_landing_url'],
                differing.former,
                differing.later
            ) AS pair (name, former, later)
            WHERE
                differing.former IS NOT NULL
                AND pair.former IS DISTINCT FROM pair.later
                -- What a load moved aside for a moment, see `release_urls`.
                AND COALESCE(pair.former NOT LIKE 'https://moving.invalid/%%', TRUE)
        )

        INSERT INTO record_change (media_type, kind, columns, identifiers)
        SELECT %2$L, part.kind, part.columns, array_agg(part.identifier)
        FROM (
            SELECT identifier, kind, columns, row_number() OVER () / 4096 AS number
            FROM differing
        ) AS part
        GROUP BY part.kind, part.columns, part.number
        $query$,
        differences, TG_TABLE_NAME
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER image_inserted AFTER INSERT ON image
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_inserted();
CREATE TRIGGER image_changed AFTER UPDATE ON image
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_changed();
CREATE TRIGGER image_deleted AFTER DELETE ON image
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_deleted();
CREATE TRIGGER image_truncated BEFORE TRUNCATE ON image
FOR EACH STATEMENT EXECUTE FUNCTION note_truncated();
CREATE TRIGGER audio_inserted AFTER INSERT ON audio
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_inserted();
CREATE TRIGGER audio_changed AFTER UPDATE ON audio
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_changed();
CREATE TRIGGER audio_deleted AFTER DELETE ON audio
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_deleted();
CREATE TRIGGER audio_truncated BEFORE TRUNCATE ON audio
FOR EACH STATEMENT EXECUTE FUNCTION note_truncated();
