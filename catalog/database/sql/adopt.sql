-- Taking over a catalog of Openverse's (catalog/database/adopt). Three schemas: `catalog_adoption`
-- holds what is known of the work, `catalog_new` the new tables until they are in place, and
-- `before_adoption` the old ones afterwards.

-- name: list_source_tables
-- Those that a catalog of Openverse's has, as the search path finds them. A view's size is nothing.
SELECT
    space.nspname,
    class.relname,
    -- What inherits from it would be read only in part.
    CASE
        WHEN EXISTS (SELECT FROM pg_inherits WHERE inhparent = class.oid) THEN 'i'
        ELSE class.relkind::text
    END AS kind,
    pg_relation_size(class.oid) / current_setting('block_size')::bigint AS blocks,
    COALESCE(pg_relation_filenode(class.oid), 0)::bigint AS file,
    pg_total_relation_size(class.oid) AS bytes,
    class.relkind = 'r' AND has_table_privilege(class.oid, 'SELECT') AS is_readable
FROM pg_class AS class
INNER JOIN pg_namespace AS space ON class.relnamespace = space.oid
WHERE
    class.oid = ANY(
        ARRAY[
            to_regclass('image'),
            to_regclass('deleted_image'),
            to_regclass('audio'),
            to_regclass('deleted_audio')
        ]::oid []
    )
ORDER BY class.relname;

-- name: list_source_columns
-- Names and types, in order, without lengths.
SELECT
    attname,
    format_type(atttypid, NULL)
FROM pg_attribute
WHERE
    attrelid = format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass
    AND attnum > 0
    AND NOT attisdropped
ORDER BY attnum;

-- name: get_score_view
-- A view of scores that was filled: in which of the columns they are, and whether it can be searched by
-- identifier.
SELECT
    score.attname::text,
    EXISTS (
        SELECT
        FROM pg_index
        WHERE
            indrelid = class.oid
            AND indisvalid
            AND indpred IS NULL
            AND pg_get_indexdef(indexrelid, 1, FALSE) = 'identifier'
    ) AS is_indexed
FROM pg_class AS class
INNER JOIN pg_attribute AS score ON class.oid = score.attrelid
WHERE
    class.oid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
    AND class.relkind = 'm'
    AND class.relispopulated
    AND score.attname = ANY(%(columns)s);

-- name: is_told_apart
-- Whether each row of a table has an identifier, and one of its own.
SELECT
    own.attnotnull
    AND EXISTS (
        SELECT
        FROM pg_index
        WHERE
            indrelid = own.attrelid
            AND indisunique
            AND indisvalid
            AND indpred IS NULL
            AND indnkeyatts = 1
            AND indkey[0] = own.attnum
    )
FROM pg_attribute AS own
WHERE
    own.attrelid = format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass
    AND own.attname = 'identifier';

-- name: are_identifiers_apart
-- The same, by looking at all of them.
SELECT count(*) = count(DISTINCT identifier) FROM {table};

-- name: count_sampled
-- Rows in a share (in per cent) of a table's blocks.
SELECT count(*) FROM {table} TABLESAMPLE SYSTEM ({share});

-- name: time_server
-- A twelfth of a second of work for a processor that has nothing else to do; it reads and writes nothing.
SELECT count(DISTINCT md5(n::text)) FROM generate_series(1, 100000) AS n;

-- name: describe_server
-- What may stand in the way of an adoption, in one row.
SELECT
    current_setting('server_version_num')::integer AS version,
    current_setting('server_encoding') AS encoding,
    has_database_privilege(current_database(), 'CREATE') AS may_create,
    current_schema() AS schema,
    to_regclass('schema_migration') IS NOT NULL AS is_catalog,
    to_regclass('catalog_adoption.adoption') IS NOT NULL AS is_begun;

-- name: list_source_rights
-- Of a table: who owns it, whether we may act as that role, whether we are it.
SELECT
    pg_get_userbyid(relowner),
    pg_has_role(relowner, 'USAGE'),
    relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
FROM pg_class
WHERE oid = format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass;

-- name: list_obstacles
-- What hangs on a table would stay with the old one: what refers to it, what it demands of its rows,
-- what writes to it sets off, who may see which rows, to whom its changes are sent.
WITH taken AS (
    SELECT format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass AS oid
)

SELECT format('the foreign key %%s of %%s refers to %%s', conname, conrelid::regclass, confrelid::regclass)
FROM pg_constraint
INNER JOIN taken ON confrelid = taken.oid OR conrelid = taken.oid
WHERE contype = 'f'
UNION ALL
SELECT format('%%s has a check %%s', taken.oid, conname)
FROM pg_constraint
INNER JOIN taken ON conrelid = taken.oid
WHERE contype = 'c'
UNION ALL
SELECT format('%%s has a trigger %%s', taken.oid, tgname)
FROM pg_trigger
INNER JOIN taken ON tgrelid = taken.oid
WHERE NOT tgisinternal AND tgname NOT LIKE 'catalog_adoption_%%'
UNION ALL
SELECT format('%%s has a rule %%s', taken.oid, rulename)
FROM pg_rewrite
INNER JOIN taken ON ev_class = taken.oid
UNION ALL
SELECT format('%%s has a policy %%s', taken.oid, polname)
FROM pg_policy
INNER JOIN taken ON polrelid = taken.oid
UNION ALL
SELECT format('%%s has row security', taken.oid)
FROM pg_class
INNER JOIN taken ON pg_class.oid = taken.oid
WHERE relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = taken.oid)
UNION ALL
SELECT format('the publication %%s has %%s', pubname, taken.oid)
FROM pg_publication_tables
INNER JOIN taken
    ON format('%%I.%%I', schemaname, tablename)::regclass = taken.oid
UNION ALL
-- What it writes sets off no trigger of a statement.
SELECT format('a subscription writes to %%s', taken.oid)
FROM pg_subscription_rel
INNER JOIN taken ON srrelid = taken.oid
UNION ALL
SELECT format('%%s is a part of %%s', taken.oid, inhparent::regclass)
FROM pg_inherits
INNER JOIN taken ON inhrelid = taken.oid;

-- name: sees_all_rows
-- Whether no policy keeps rows of a table from us.
SELECT NOT row_security_active(format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass);

-- name: source_identity
-- Which database this is, whatever URL leads to it.
SELECT
    system_identifier::text || '/' || current_database()
FROM pg_control_system();

-- name: source_writes
-- A number that differs when somebody wrote to the tables, or to the server that a standby follows.
SELECT CASE
    WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text
    ELSE (
        SELECT (COALESCE(sum(n_tup_ins + n_tup_upd + n_tup_del), 0))::text
        FROM pg_stat_all_tables
        WHERE
            relid = ANY(
                ARRAY[
                    to_regclass('image'),
                    to_regclass('deleted_image'),
                    to_regclass('audio'),
                    to_regclass('deleted_audio')
                ]::oid []
            )
    )
END;

-- name: is_being_written
-- Whether somebody has written to the tables, and may yet commit it.
SELECT
    EXISTS (
        SELECT
        FROM pg_locks
        WHERE
            locktype = 'relation'
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND relation = ANY(
                ARRAY[
                    to_regclass('image'),
                    to_regclass('deleted_image'),
                    to_regclass('audio'),
                    to_regclass('deleted_audio')
                ]::oid []
            )
            AND mode = 'RowExclusiveLock'
    );

-- name: create_workshop
-- What is known of an adoption, so that another process can go on with it.
CREATE SCHEMA IF NOT EXISTS catalog_adoption;
CREATE TABLE catalog_adoption.adoption (
    only_one boolean PRIMARY KEY DEFAULT TRUE CHECK (only_one),
    source text NOT NULL,
    identity text NOT NULL,
    in_place boolean NOT NULL,
    follows boolean NOT NULL,
    form text NOT NULL,
    without text [] NOT NULL,
    writes text NOT NULL,
    schema text NOT NULL,
    phase text NOT NULL DEFAULT 'making' CHECK (
        phase IN ('making', 'copying', 'building', 'ready', 'adopted', 'undone')
    ),
    started_on timestamptz NOT NULL DEFAULT now(),
    adopted_on timestamptz
);
-- Blocks of old tables that are still to be read; each goes with the commit of its rows. In another
-- `file` of a table its rows are in other blocks.
CREATE TABLE catalog_adoption.task (
    table_name text NOT NULL,
    first_block bigint NOT NULL,
    end_block bigint NOT NULL,
    file bigint NOT NULL,
    PRIMARY KEY (table_name, first_block)
);
CREATE TABLE catalog_adoption.tally (
    table_name text NOT NULL,
    what text NOT NULL,
    count bigint NOT NULL
);
-- Rows that are no records of ours, whole and with the reason. `late`: they changed since, and were
-- in the way of another then.
CREATE TABLE catalog_adoption.set_aside (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    table_name text NOT NULL,
    identifier uuid NOT NULL,
    reason text NOT NULL,
    detail text,
    other_identifier uuid,
    late boolean NOT NULL DEFAULT FALSE,
    old_row jsonb,
    set_aside_on timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX set_aside_identifier_idx ON catalog_adoption.set_aside (identifier);
-- Indexes that are built when all rows are there.
CREATE TABLE catalog_adoption.pending_index (
    place integer PRIMARY KEY,
    table_name text NOT NULL,
    name text NOT NULL,
    definition text NOT NULL,
    constraint_name text,
    constraint_definition text
);
-- What changed its schema, so that it can go back.
CREATE TABLE catalog_adoption.moved (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    name text NOT NULL,
    arguments text,
    origin text NOT NULL,
    target text NOT NULL
);
CREATE SCHEMA catalog_new;

-- name: record_adoption
-- That it began, and from what.
INSERT INTO catalog_adoption.adoption (
    source,
    identity,
    in_place,
    follows,
    form,
    without,
    writes,
    schema
)
VALUES (
    %(source)s,
    %(identity)s,
    %(in_place)s,
    %(follows)s,
    %(form)s,
    %(without)s,
    %(writes)s,
    %(schema)s
);

-- name: get_adoption
-- How far it has come.
SELECT
    source,
    identity,
    in_place,
    follows,
    form,
    without,
    writes,
    schema,
    phase,
    started_on,
    adopted_on
FROM catalog_adoption.adoption;

-- name: set_phase
-- What comes next.
UPDATE catalog_adoption.adoption
SET
    phase = %(phase)s,
    adopted_on = CASE WHEN %(phase)s = 'adopted' THEN now() END;

-- name: enter_new_schema
-- New tables are made, filled and indexed where nobody looks.
SET search_path = catalog_new;

-- name: create_follower
-- At the source: which rows were written since. Writers need no right to the table: the function has
-- its owner's.
CREATE SCHEMA IF NOT EXISTS catalog_adoption;
CREATE TABLE IF NOT EXISTS catalog_adoption.changed (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    table_name text NOT NULL,
    identifier uuid NOT NULL
);
CREATE OR REPLACE FUNCTION catalog_adoption.note_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION '% is being taken over by `catalog db adopt`', TG_TABLE_NAME;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO catalog_adoption.changed (table_name, identifier)
        SELECT TG_TABLE_NAME, identifier FROM new_rows;
    END IF;
    IF TG_OP IN ('DELETE', 'UPDATE') THEN
        INSERT INTO catalog_adoption.changed (table_name, identifier)
        SELECT TG_TABLE_NAME, identifier FROM old_rows;
    END IF;
    RETURN NULL;
END
$$;

-- name: follow_table
-- From the moment at which the transactions that wrote to it have ended; always, also where a session
-- writes as a replica does (session_replication_role).
DROP TRIGGER IF EXISTS catalog_adoption_insert ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_update ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_delete ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_truncate ON {table};
CREATE TRIGGER catalog_adoption_insert AFTER INSERT ON {table}
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_adoption.note_changed();
CREATE TRIGGER catalog_adoption_update AFTER UPDATE ON {table}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_adoption.note_changed();
CREATE TRIGGER catalog_adoption_delete AFTER DELETE ON {table}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION catalog_adoption.note_changed();
CREATE TRIGGER catalog_adoption_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION catalog_adoption.note_changed();
ALTER TABLE {table}
ENABLE ALWAYS TRIGGER catalog_adoption_insert,
ENABLE ALWAYS TRIGGER catalog_adoption_update,
ENABLE ALWAYS TRIGGER catalog_adoption_delete,
ENABLE ALWAYS TRIGGER catalog_adoption_truncate;

-- name: unfollow_table
-- It is what it was.
DROP TRIGGER IF EXISTS catalog_adoption_insert ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_update ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_delete ON {table};
DROP TRIGGER IF EXISTS catalog_adoption_truncate ON {table};

-- name: drop_follower
-- Nobody is followed any more.
DROP TABLE IF EXISTS catalog_adoption.changed;
DROP FUNCTION IF EXISTS catalog_adoption.note_changed();

-- name: list_changed
-- Some rows of a table that were written since, oldest first.
SELECT
    identifier,
    array_agg(id)
FROM (
    SELECT
        id,
        identifier
    FROM catalog_adoption.changed
    WHERE table_name = %(name)s
    ORDER BY id
    LIMIT %(limit)s
) AS oldest
GROUP BY identifier;

-- name: count_changed
-- Rows that were written since, but for those that are brought over.
SELECT count(*) FROM catalog_adoption.changed;

-- name: forget_changed
-- They are brought over.
DELETE FROM catalog_adoption.changed
WHERE id = ANY(%(ids)s);

-- name: plan_tasks
-- The blocks of one old table, in ranges.
INSERT INTO catalog_adoption.task (table_name, first_block, end_block, file)
SELECT
    %(name)s,
    first_block,
    LEAST(first_block + %(size)s, %(blocks)s),
    %(file)s
FROM generate_series(0, %(blocks)s::bigint - 1, %(size)s::bigint) AS first_block;

-- name: claim_task
-- A range that no other worker has. It is done when this transaction is.
DELETE FROM catalog_adoption.task
WHERE
    (table_name, first_block) = (
        SELECT
            table_name,
            first_block
        FROM catalog_adoption.task
        ORDER BY table_name, first_block
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    )
RETURNING table_name, first_block, end_block, file;

-- name: get_file
-- Which file a table is in; VACUUM FULL, CLUSTER and some of ALTER TABLE write it into another.
SELECT pg_relation_filenode(format('%%I.%%I', %(schema)s::text, %(name)s::text)::regclass)::bigint;

-- name: count_tasks
-- What is left, in blocks.
SELECT COALESCE(sum(end_block - first_block), 0)::bigint FROM catalog_adoption.task;

-- name: add_to_tally
-- What became of some rows.
INSERT INTO catalog_adoption.tally (table_name, what, count)
SELECT
    %(name)s,
    what,
    count
FROM unnest(%(whats)s::text[], %(counts)s::bigint[]) AS one (what, count);

-- name: list_tally
-- What became of all rows so far.
SELECT
    table_name,
    what,
    sum(count)::bigint
FROM catalog_adoption.tally
GROUP BY table_name, what
ORDER BY table_name, what;

-- name: list_set_aside
-- How many rows are no records, by table and reason.
SELECT
    table_name,
    reason,
    count(*)
FROM catalog_adoption.set_aside
GROUP BY table_name, reason
ORDER BY table_name, reason;

-- name: set_aside
-- One row that is no record.
INSERT INTO catalog_adoption.set_aside (table_name, identifier, reason, detail, old_row)
VALUES (%(name)s, %(identifier)s, %(reason)s, %(detail)s, %(row)s::jsonb);

-- name: take_back
-- Rows that changed since are looked at anew.
DELETE FROM catalog_adoption.set_aside
WHERE table_name = %(name)s AND identifier = ANY(%(identifiers)s);

-- name: list_late
-- Rows that were in the way of another when they came; now that may be over.
SELECT DISTINCT identifier
FROM catalog_adoption.set_aside
WHERE table_name = %(name)s AND late;

-- name: create_arriving
-- Where changed rows lie for a moment.
CREATE TEMPORARY TABLE arriving (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP;

-- name: admit_arriving
-- Those that no other record is in the way of.
INSERT INTO {table} ({columns})
SELECT {columns} FROM arriving
ON CONFLICT DO NOTHING;

-- name: set_arriving_aside
-- The others.
INSERT INTO catalog_adoption.set_aside (
    table_name,
    identifier,
    reason,
    other_identifier,
    late,
    old_row
)
SELECT
    %(name)s,
    one.identifier,
    CASE WHEN same.identifier IS NULL THEN 'duplicate_url' ELSE 'duplicate_id' END,
    COALESCE(
        same.identifier,
        (
            SELECT other.identifier
            FROM {table} AS other
            WHERE url_key(other.url) = url_key(one.url)
            LIMIT 1
        )
    ),
    TRUE,
    to_jsonb(one)
FROM arriving AS one
LEFT JOIN {table} AS same
    ON
        record_key(same.provider, same.foreign_identifier)
        = record_key(one.provider, one.foreign_identifier)
WHERE NOT EXISTS (SELECT FROM {table} AS known WHERE known.identifier = one.identifier);

-- name: index_for_changes
-- Until the table's own indexes are built.
CREATE INDEX IF NOT EXISTS {index} ON {table} (identifier);

-- name: delete_changed
-- The old versions of rows that changed since.
DELETE FROM {table}
WHERE identifier = ANY(%(identifiers)s);

-- name: set_duplicates_aside
-- Of several rows with one identity one stays: the first in the given order.
WITH repeated AS (
    SELECT {key} AS identity
    FROM {table}
    GROUP BY 1
    HAVING count(*) > 1
),

ranked AS (
    SELECT
        item.ctid AS place,
        first_value(item.identifier) OVER same AS kept,
        row_number() OVER same AS number
    FROM {table} AS item
    INNER JOIN repeated ON {key} = repeated.identity
    WINDOW same AS (PARTITION BY repeated.identity ORDER BY {order})
),

gone AS (
    DELETE FROM {table} AS item
    USING ranked
    WHERE item.ctid = ranked.place AND ranked.number > 1
    RETURNING item.identifier, ranked.kept, to_jsonb(item) AS old_row
)

INSERT INTO catalog_adoption.set_aside (
    table_name,
    identifier,
    reason,
    other_identifier,
    old_row
)
SELECT
    %(name)s,
    identifier,
    %(reason)s,
    kept,
    old_row
FROM gone;

-- name: keep_indexes
-- Before they are dropped: those of constraints first, then unique ones.
INSERT INTO catalog_adoption.pending_index
SELECT
    (SELECT count(*) FROM catalog_adoption.pending_index)
    + row_number() OVER (ORDER BY rule.conname, index.indisunique DESC, index.indexrelid),
    index.indrelid::regclass::text,
    index.indexrelid::regclass::text,
    pg_get_indexdef(index.indexrelid),
    rule.conname,
    pg_get_constraintdef(rule.oid)
FROM pg_index AS index
LEFT JOIN pg_constraint AS rule
    ON index.indexrelid = rule.conindid AND rule.contype IN ('p', 'u', 'x')
WHERE index.indrelid = %(name)s::text::regclass;

-- name: list_pending_indexes
-- Those that are still to be built.
SELECT
    place,
    table_name,
    name,
    definition,
    constraint_name,
    constraint_definition
FROM catalog_adoption.pending_index
ORDER BY place;

-- name: strike_index
-- It is built.
DELETE FROM catalog_adoption.pending_index
WHERE place = %(place)s;

-- name: tune_building
-- Sorting millions of keys needs room, and may use the server's other cores.
SELECT
    set_config('maintenance_work_mem', '1GB', FALSE),
    set_config('work_mem', '256MB', FALSE),
    set_config('max_parallel_maintenance_workers', '4', FALSE);

-- name: list_objects
-- Tables, views and functions of a schema. Indexes and sequences go with their tables.
SELECT
    CASE relkind
        WHEN 'v' THEN 'VIEW'
        WHEN 'm' THEN 'MATERIALIZED VIEW'
        ELSE 'TABLE'
    END AS kind,
    relname::text AS name,
    NULL AS arguments
FROM pg_class
WHERE relnamespace = to_regnamespace(quote_ident(%(schema)s)) AND relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT
    'ROUTINE',
    proname::text,
    oidvectortypes(proargtypes)
FROM pg_proc
WHERE pronamespace = to_regnamespace(quote_ident(%(schema)s));

-- name: record_move
-- So that it can go back.
INSERT INTO catalog_adoption.moved (kind, name, arguments, origin, target)
VALUES (%(kind)s, %(name)s, %(arguments)s, %(origin)s, %(target)s);

-- name: list_moved_away
-- What others have under a name that the catalog needs.
SELECT
    lower(kind),
    name
FROM catalog_adoption.moved
WHERE target = 'before_adoption' AND name <> ALL(%(names)s)
ORDER BY id;

-- name: list_moves
-- The last first.
SELECT
    kind,
    name,
    arguments,
    origin,
    target
FROM catalog_adoption.moved
ORDER BY id DESC;

-- name: has_old_tables
-- Whether there is anything to go back to.
SELECT to_regnamespace('before_adoption') IS NOT NULL;

-- name: forget_moves
-- All is where it was.
DELETE FROM catalog_adoption.moved;

-- name: list_grants
-- Who may do what with a table, or with its columns: what its own grants say, and what the schema gives to
-- new tables.
SELECT
    COALESCE(quote_ident(role.rolname), 'PUBLIC'),
    one.privilege_type,
    one.is_grantable
FROM (
    SELECT (aclexplode(relacl)).*
    FROM pg_class
    WHERE oid = to_regclass(format('%%I.%%I', %(before)s::text, %(name)s::text))
    UNION
    SELECT (aclexplode(defaclacl)).*
    FROM pg_default_acl
    WHERE
        defaclnamespace = to_regnamespace(quote_ident(%(schema)s))
        AND defaclobjtype = 'r'
        AND defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
    UNION
    SELECT
        own.grantor,
        own.grantee,
        format('%%s (%%I)', own.privilege_type, new.attname),
        own.is_grantable
    FROM pg_attribute AS old
    INNER JOIN pg_attribute AS new ON old.attname = new.attname
    CROSS JOIN LATERAL aclexplode(old.attacl) AS own
    WHERE
        old.attrelid = to_regclass(format('%%I.%%I', %(before)s::text, %(name)s::text))
        AND new.attrelid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
        AND new.attnum > 0
        AND NOT new.attisdropped
) AS one
LEFT JOIN pg_roles AS role ON one.grantee = role.oid
WHERE role.rolname IS DISTINCT FROM current_user;

-- name: list_left_behind
-- What belongs to an old table and not to the new one, in words; of indexes those that no form has.
WITH old AS (
    SELECT
        oid,
        reloptions,
        reltablespace
    FROM pg_class
    WHERE oid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
)

SELECT 'the index ' || substring(pg_get_indexdef(indexrelid) FROM 'INDEX (.*)')
FROM old
INNER JOIN pg_index ON old.oid = indrelid
WHERE
    indpred IS NOT NULL
    OR indnatts > indnkeyatts
    OR (
        SELECT string_agg(pg_get_indexdef(indexrelid, key, TRUE), ', ' ORDER BY key)
        FROM generate_series(1, indnatts) AS key
    ) NOT IN (
        'id',
        'identifier',
        'url',
        'provider',
        'provider, md5(foreign_identifier)',
        'provider, md5(foreign_identifier::text)',
        'provider, md5(url::text)',
        'provider, md5(foreign_identifier::text), md5(url::text)'
    )
UNION ALL
SELECT 'the comment on ' || COALESCE(attname, 'it')
FROM old
INNER JOIN pg_description ON old.oid = objoid AND classoid = 'pg_class'::regclass
LEFT JOIN pg_attribute ON old.oid = attrelid AND objsubid = attnum AND attnum > 0
UNION ALL
SELECT 'the collation of ' || attname
FROM old
INNER JOIN pg_attribute ON old.oid = attrelid
WHERE
    attnum > 0
    AND NOT attisdropped
    AND attcollation NOT IN (0, 'pg_catalog."default"'::regcollation)
UNION ALL
SELECT 'the statistics ' || stxname
FROM old
INNER JOIN pg_statistic_ext ON old.oid = stxrelid
UNION ALL
SELECT 'the setting ' || unnest(reloptions)
FROM old
UNION ALL
SELECT 'the tablespace ' || spcname
FROM old
INNER JOIN pg_tablespace ON old.reltablespace = pg_tablespace.oid;

-- name: list_dependents
-- Views and functions that are bound to an old table, by whatever name it has.
SELECT
    space.nspname::text,
    view.relname::text,
    'view'
FROM pg_depend AS link
INNER JOIN pg_rewrite AS rule ON link.objid = rule.oid
INNER JOIN pg_class AS view ON rule.ev_class = view.oid
INNER JOIN pg_namespace AS space ON view.relnamespace = space.oid
WHERE
    link.classid = 'pg_rewrite'::regclass
    AND link.refobjid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
    AND view.oid <> link.refobjid
UNION
SELECT
    space.nspname::text,
    proname::text,
    'function'
FROM pg_depend AS link
INNER JOIN pg_proc ON link.objid = pg_proc.oid
INNER JOIN pg_namespace AS space ON pronamespace = space.oid
WHERE
    link.classid = 'pg_proc'::regclass
    AND link.refobjid IN (
        to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text)),
        (
            SELECT reltype
            FROM pg_class
            WHERE oid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
        )
    );

-- name: queue_all_for_search
-- As migration 0071 queues what is there.
INSERT INTO search_queue (media_type, records, identifiers)
SELECT
    %(media_type)s,
    count(*),
    array_agg(identifier)
FROM (
    SELECT
        identifier,
        row_number() OVER () / 4096 AS number
    FROM {media}
) AS part
GROUP BY number;

-- name: begin_changes_anew
-- Who keeps a copy begins with an export.
UPDATE record_change_horizon
SET dropped_before = pg_current_xact_id();

-- name: list_relations
-- Which of these names are there.
SELECT relname::text
FROM pg_class
WHERE
    relnamespace = to_regnamespace(quote_ident(%(schema)s))
    AND relname = ANY(%(names)s)
    AND relispopulated;

-- name: list_unreadable
-- Which of these we may not read.
SELECT relname::text
FROM pg_class
WHERE
    relnamespace = to_regnamespace(quote_ident(%(schema)s))
    AND relname = ANY(%(names)s)
    AND NOT has_table_privilege(oid, 'SELECT');

-- name: list_old_metrics
-- Which value of meta_data counts as popularity, and what it was scaled by.
SELECT to_jsonb(one.*) || COALESCE(to_jsonb(scale.*), '{{}}')
FROM {metrics} AS one
LEFT JOIN {constants} AS scale ON one.provider = scale.provider;

-- name: keep_metric
-- As the old catalog had it.
INSERT INTO popularity_metric (media_type, provider, metric, percentile, value, constant)
VALUES (
    %(media_type)s,
    %(provider)s,
    %(metric)s,
    %(percentile)s,
    %(value)s,
    %(constant)s
)
ON CONFLICT (media_type, provider) DO UPDATE
SET
    metric = excluded.metric,
    percentile = excluded.percentile,
    value = excluded.value,
    constant = excluded.constant;

-- name: count_live_deleted
-- Records that live although they were deleted once: the old catalog let them come back.
SELECT count(*)
FROM {media} AS item
INNER JOIN {deleted} AS gone
    ON
        record_key(gone.provider, gone.foreign_identifier)
        = record_key(item.provider, item.foreign_identifier);

-- name: drop_workshop
-- Nothing was in place yet.
DROP SCHEMA IF EXISTS catalog_new CASCADE;
DROP SCHEMA IF EXISTS catalog_adoption CASCADE;
