-- name: tune_session
-- Times are UTC, and the server stops work for a client that is gone: it looks every five seconds.
-- Servers before 14 do not know how. What waits for a lock reads anew when it has it, whatever the role
-- or the database usually does.
SELECT
    set_config('TimeZone', 'UTC', FALSE),
    set_config('default_transaction_isolation', 'read committed', FALSE),
    (
        SELECT set_config(name, '5000', FALSE)
        FROM pg_settings
        WHERE name = 'client_connection_check_interval'
    );

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
