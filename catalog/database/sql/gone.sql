-- Works that are gone at their source: suspected, checked, removed, revived (docs/life-cycle.md).

-- name: suspect_unseen
-- What no complete pull has seen, nor any load since, and no one has checked as lately.
INSERT INTO record_life (media_type, identifier, provider, key, state, reason)
SELECT
    %(media_type)s,
    item.identifier,
    item.provider,
    hashtextextended(item.foreign_identifier, 0),
    'suspect',
    'not_seen'
FROM {media} AS item
LEFT JOIN seen_now ON hashtextextended(item.foreign_identifier, 0) = seen_now.key
WHERE
    item.provider = %(provider)s
    AND NOT item.removed_from_source
    AND seen_now.key IS NULL
    AND item.updated_on < %(since)s
ON CONFLICT (media_type, identifier) DO UPDATE
SET
    state = 'suspect',
    reason = EXCLUDED.reason,
    suspect_on = now(),
    checked_on = NULL
WHERE record_life.state = 'live';

-- name: revive_seen
-- At the end of a load: what it saw again is in doubt no more.
UPDATE record_life AS life
SET
    state = 'live',
    revived_on = now()
FROM staged AS s
WHERE
    EXISTS (SELECT FROM record_life AS doubted WHERE doubted.state <> 'live')
    AND life.media_type = %(media_type)s
    AND life.provider = s.provider
    AND life.key = hashtextextended(s.foreign_identifier, 0)
    AND life.state <> 'live'
    AND NOT EXISTS (SELECT FROM refused AS r WHERE r.line = s.line);

-- name: list_suspects
-- Those not checked for some days, the longest doubted first.
SELECT
    item.identifier,
    item.provider,
    item.foreign_identifier,
    item.url
FROM record_life AS life
INNER JOIN {media} AS item ON life.identifier = item.identifier
WHERE
    life.media_type = %(media_type)s
    AND life.provider = %(provider)s
    AND life.state = 'suspect'
    AND (life.checked_on IS NULL OR life.checked_on < %(checked_before)s)
ORDER BY life.checked_on NULLS FIRST, life.suspect_on, item.identifier
LIMIT %(limit)s;

-- name: count_living
-- Works of a provider that live, and others than some that were removed lately without being told of.
SELECT
    (
        SELECT count(*)
        FROM {media}
        WHERE provider = %(provider)s AND NOT removed_from_source
    ) AS living,
    (
        SELECT count(*)
        FROM record_life
        WHERE
            media_type = %(media_type)s
            AND provider = %(provider)s
            AND state = 'removed'
            AND removed_on >= %(since)s
            AND NOT accepted
            AND identifier <> ALL(%(identifiers)s::uuid[])
    ) AS lately;

-- name: note_checked
-- Still there, or nobody could tell: the doubt stays, and is looked at again later.
UPDATE record_life
SET
    checked_on = now(),
    evidence = verdict.evidence
FROM unnest(%(identifiers)s::uuid[], %(evidence)s::text[]) AS verdict (identifier, evidence)
WHERE
    record_life.media_type = %(media_type)s
    AND record_life.identifier = verdict.identifier
    AND record_life.state = 'suspect';

-- name: remove_gone
-- Works that their source has no more, each with its reason.
WITH removed AS (
    UPDATE {media} AS item
    SET removed_from_source = TRUE
    FROM unnest(
        %(identifiers)s::uuid[], %(reasons)s::text[], %(evidence)s::text[]
    ) AS verdict (identifier, reason, evidence)
    WHERE
        item.identifier = verdict.identifier
        AND NOT item.removed_from_source
        -- What was asked for may not be what is there now: a load goes on beside.
        AND NOT EXISTS (
            SELECT FROM record_life AS life
            WHERE
                life.media_type = %(media_type)s
                AND life.identifier = item.identifier
                AND life.state = 'live'
                AND life.revived_on >= %(since)s::timestamptz
        )
        AND NOT EXISTS (
            SELECT FROM link_check AS link
            WHERE
                verdict.reason = 'file_gone'
                AND link.media_type = %(media_type)s
                AND link.identifier = item.identifier
                AND link.state IN ('gone', 'unreachable')
                AND link.url <> item.url
        )
    RETURNING
        item.identifier,
        item.provider,
        item.foreign_identifier,
        verdict.reason,
        verdict.evidence
),

noted AS (
    INSERT INTO record_life (
        media_type,
        identifier,
        provider,
        key,
        state,
        reason,
        evidence,
        checked_on,
        removed_on,
        accepted
    )
    SELECT
        %(media_type)s,
        identifier,
        provider,
        hashtextextended(foreign_identifier, 0),
        'removed',
        reason,
        evidence,
        now(),
        now(),
        %(accepted)s
    FROM removed
    ON CONFLICT (media_type, identifier) DO UPDATE
    SET
        state = 'removed',
        reason = EXCLUDED.reason,
        evidence = EXCLUDED.evidence,
        checked_on = now(),
        removed_on = now(),
        accepted = EXCLUDED.accepted
)

SELECT count(*)
FROM removed;

-- name: revive_works
-- Works that are there again, by their own address.
WITH revived AS (
    UPDATE record_life
    SET
        state = 'live',
        revived_on = now(),
        checked_on = now()
    WHERE
        media_type = %(media_type)s
        AND identifier = ANY(%(identifiers)s::uuid[])
        AND state <> 'live'
        AND (%(reasons)s::text[] IS NULL OR reason = ANY(%(reasons)s::text[]))
    RETURNING identifier
)

UPDATE {media} AS item
SET removed_from_source = FALSE
FROM revived
WHERE item.identifier = revived.identifier AND item.removed_from_source;
