-- Repair the rows that break a rule of migration 0032 or 0097, and check all. What cannot be repaired (a
-- record's own address, its licence, its provider) stays and is named in the server's log, and by
-- `catalog db status`.

-- What is sound of a list of tags: those without a provider are the record's own.
CREATE FUNCTION sound_tags(tags jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT
        jsonb_agg(
            jsonb_strip_nulls(
                jsonb_build_object(
                    'name', named.name,
                    'provider', named.provider,
                    'accuracy', CASE
                        WHEN jsonb_path_exists(named.tag, '$.accuracy ? (@ >= 0 && @ <= 1)')
                            THEN named.tag -> 'accuracy'
                    END
                )
            ) ORDER BY place
        )
    FROM (
        SELECT
            place,
            tag,
            CASE
                WHEN jsonb_typeof(tag) = 'string' THEN btrim(tag #>> '{}')
                WHEN jsonb_typeof(tag -> 'name') = 'string' THEN btrim(tag ->> 'name')
            END AS name,
            CASE
                WHEN jsonb_typeof(tag -> 'provider') = 'string' AND tag ->> 'provider' <> ''
                    THEN tag ->> 'provider'
                ELSE own_provider
            END AS provider
        FROM jsonb_array_elements(
            CASE jsonb_typeof(tags) WHEN 'array' THEN tags ELSE '[]' END
        ) WITH ORDINALITY AS one (tag, place)
    ) AS named
    WHERE named.name <> ''
);

-- What is sound of a list of files.
CREATE FUNCTION sound_files(files jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT jsonb_agg(file ORDER BY place)
    FROM jsonb_array_elements(
        CASE jsonb_typeof(files) WHEN 'array' THEN files ELSE '[]' END
    ) WITH ORDINALITY AS one (file, place)
    WHERE are_files(jsonb_build_array(file))
);

-- What is sound of an album.
CREATE FUNCTION sound_set(album jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT jsonb_object_agg(one.key, one.value)
    FROM jsonb_each(CASE jsonb_typeof(album) WHEN 'object' THEN album ELSE '{}' END) AS one
    WHERE is_set(jsonb_build_object(one.key, one.value))
);

-- A text without what comes before its first character that shows; null if there is none.
CREATE FUNCTION sound_text(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN ascii(given) > 32 THEN given
    ELSE NULLIF(regexp_replace(given, '^[\u0001-\u0020]+', ''), '')
END;

DO $migration$
DECLARE
    media text;
    broken text;
    repairs text;
    bad uuid;
BEGIN
    FOREACH media IN ARRAY ARRAY['image', 'audio'] LOOP
        SELECT string_agg(format('(%s) IS FALSE', pg_get_expr(conbin, conrelid)), ' OR ')
        INTO broken
        FROM pg_constraint
        WHERE conrelid = media::regclass AND contype = 'c' AND NOT convalidated;

        SELECT string_agg(format('%I = %s', attname, repair), ', ')
        INTO repairs
        FROM (
            SELECT
                attname,
                CASE
                    WHEN attname = 'tags' THEN 'CASE WHEN are_tags(tags) THEN tags ELSE sound_tags(tags, provider) END'
                    WHEN attname = 'alt_files' THEN 'CASE WHEN are_files(alt_files) THEN alt_files ELSE sound_files(alt_files) END'
                    WHEN attname = 'audio_set' THEN 'CASE WHEN is_set(audio_set) THEN audio_set ELSE sound_set(audio_set) END'
                    WHEN attname = 'genres' THEN 'CASE WHEN are_words(genres) THEN genres ELSE NULLIF(array_remove(array_remove(ARRAY(SELECT unnest(genres)), NULL), $x$$x$), $x${}$x$) END'
                    WHEN attname = 'meta_data' THEN 'CASE jsonb_typeof(meta_data) WHEN $x$object$x$ THEN meta_data END'
                    WHEN attname IN ('thumbnail', 'creator_url') THEN format('CASE WHEN are_urls(%1$I) THEN %1$I END', attname)
                    WHEN attname = 'source' THEN 'COALESCE(sound_text(source), provider)'
                    WHEN
                        attname IN ('title', 'creator', 'filetype', 'category', 'ingestion_type', 'audio_set_foreign_identifier')
                        THEN format('sound_text(%I)', attname)
                    WHEN
                        attname IN ('width', 'height', 'filesize', 'duration', 'bit_rate', 'sample_rate', 'set_position')
                        THEN format('CASE WHEN %1$I >= 0 THEN %1$I END', attname)
                    WHEN attname = 'last_synced_with_source' THEN format('CASE WHEN is_moment(%1$I) THEN %1$I END', attname)
                    WHEN
                        attname IN ('created_on', 'updated_on')
                        THEN format(
                            'CASE WHEN is_moment(%I) THEN %1$I WHEN is_moment(%I) THEN %2$I ELSE now() END',
                            attname,
                            CASE attname WHEN 'created_on' THEN 'updated_on' ELSE 'created_on' END
                        )
                END AS repair
            FROM pg_attribute
            WHERE attrelid = media::regclass AND attnum > 0 AND NOT attisdropped
        ) AS column_repair
        WHERE repair IS NOT NULL;

        FOR bad IN EXECUTE format('SELECT identifier FROM %I WHERE %s', media, broken) LOOP
            BEGIN
                EXECUTE format('UPDATE %I SET %s WHERE identifier = $1', media, repairs) USING bad;
            EXCEPTION WHEN check_violation THEN
                RAISE WARNING '% % breaks a rule and cannot be repaired: %', media, bad, SQLERRM;
            END;
        END LOOP;
    END LOOP;
END
$migration$;

-- All rules of a table in one reading; where that fails, each by itself.
DO $migration$
DECLARE
    media text;
    rules text;
    rule record;
BEGIN
    FOREACH media IN ARRAY ARRAY['image', 'audio'] LOOP
        SELECT string_agg(format('VALIDATE CONSTRAINT %I', conname), ', ')
        INTO rules
        FROM pg_constraint
        WHERE conrelid = media::regclass AND contype = 'c' AND NOT convalidated;
        BEGIN
            EXECUTE format('ALTER TABLE %I %s', media, rules);
        EXCEPTION WHEN check_violation THEN
            FOR rule IN
                SELECT conname AS name
                FROM pg_constraint
                WHERE conrelid = media::regclass AND contype = 'c' AND NOT convalidated
            LOOP
                BEGIN
                    EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', media, rule.name);
                EXCEPTION WHEN check_violation THEN
                    RAISE WARNING 'rows of % break %', media, rule.name;
                END;
            END LOOP;
        END;
    END LOOP;
END
$migration$;
