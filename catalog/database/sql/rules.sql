-- name: tune_session
-- What a role or a database usually does is not what our statements rely on: how values are written and
-- texts are read, that times are UTC, that what waits for a lock reads anew when it has it. The server
-- stops work for a client that is gone: it looks every five seconds, and asks a silent one after half a
-- minute. So nobody else need end a session that waits for its client (a job that cleans rows, or whose
-- workers are at it). Nor does a limit that is meant for short queries end a job: what needs one sets its
-- own, and one that the URL asks for stays. Settings that a server does not know are left out; those before
-- 14 do not look. Where the process is not the one that was named at the start, a pooler stands in between:
-- nothing is set.
SELECT set_config(wanted.name, wanted.setting, FALSE)
FROM (
    VALUES
    ('TimeZone', 'UTC'),
    ('DateStyle', 'ISO'),
    ('IntervalStyle', 'postgres'),
    ('bytea_output', 'hex'),
    ('extra_float_digits', '1'),
    ('array_nulls', 'on'),
    ('transform_null_equals', 'off'),
    ('standard_conforming_strings', 'on'),
    ('quote_all_identifiers', 'off'),
    ('default_transaction_isolation', 'read committed'),
    ('client_connection_check_interval', '5000'),
    ('tcp_keepalives_idle', '30'),
    ('tcp_keepalives_interval', '10'),
    ('tcp_keepalives_count', '3'),
    ('idle_session_timeout', '0'),
    ('idle_in_transaction_session_timeout', '0'),
    ('transaction_timeout', '0'),
    ('statement_timeout', '0'),
    ('lock_timeout', '0')
) AS wanted (name, setting)
INNER JOIN pg_settings AS known ON wanted.name = known.name
WHERE
    pg_backend_pid() = COALESCE(%s::integer, pg_backend_pid())
    AND NOT (
        wanted.name IN ('statement_timeout', 'lock_timeout')
        -- Behind a pooler the URL's options are set in the session.
        AND known.source IN ('client', 'session')
    );

-- name: set_option
-- What a URL's options ask for, where a pooler does not hand them on.
SELECT set_config(%s, %s, FALSE);

-- name: share_rules
-- A load takes this first: until it ends, the rules that it reads (scores, tombstones, denied
-- creators) do not change. Loads do not hinder one another. The number is arbitrary and ours.
SELECT pg_advisory_xact_lock_shared(727000010);

-- name: change_rules
-- What changes a rule takes this: it waits for running loads, and the next load sees the change.
SELECT pg_advisory_xact_lock(727000010);

-- name: set_timeouts
-- Both in milliseconds, for this session; 0 is no limit.
SELECT
    set_config('statement_timeout', %(statement_timeout)s, false),
    set_config('lock_timeout', %(lock_timeout)s, false);

-- name: set_timeouts_here
-- Both in milliseconds, for this transaction; 0 is no limit.
SELECT
    set_config('statement_timeout', %(statement_timeout)s, true),
    set_config('lock_timeout', %(lock_timeout)s, true);

-- name: hold_job
-- Keep a second run of a job away until this session ends; false when another session has it.
SELECT pg_try_advisory_lock(727000011, hashtext(%(job)s));

-- name: release_job
-- Let the next run of a job in.
SELECT pg_advisory_unlock(727000011, hashtext(%(job)s));

-- name: who_holds_job
-- Which session has a job, and since when it is connected.
SELECT
    activity.pid,
    activity.backend_start
FROM pg_locks AS held
INNER JOIN pg_stat_activity AS activity ON activity.pid = held.pid
WHERE
    held.locktype = 'advisory'
    AND held.classid = 727000011
    AND held.objid = hashtext(%(job)s)::bit(32)::bigint
    AND held.granted;

-- name: who_blocks
-- The sessions that hold locks on a media table.
SELECT DISTINCT held.pid
FROM pg_locks AS held
WHERE
    held.relation = %(table)s::text::regclass
    AND held.mode IN ('RowExclusiveLock', 'ShareLock', 'ExclusiveLock', 'AccessExclusiveLock')
    AND held.pid <> pg_backend_pid()
ORDER BY held.pid;

-- name: commit_without_waiting
-- For work that is redone when the server dies: a transaction is lost whole or not at all.
SET synchronous_commit = off;
