-- Whether works' files are still at their URLs (docs/life-cycle.md).

-- name: list_links_to_check
-- What is asked for next, the most needed first, and where the walk over all works goes on. Looked at
-- are: of the links that are known, those that are due; of the newest works, those never asked for;
-- and the next works of the walk, which begins at a random identifier and so comes to all.
--
-- Each kind of care has its share of the requests (of nine, four for links in doubt, two each for
-- popular and fresh works, one for all others), and what one kind does not need the others get.
WITH care (name, share, before) AS (
    VALUES
    ('doubtful', 4, %(doubtful_before)s::timestamptz),
    ('popular', 2, %(often_before)s),
    ('fresh', 2, %(often_before)s),
    ('usual', 1, %(checked_before)s)
),

walked AS MATERIALIZED (
    SELECT identifier
    FROM {media}
    WHERE identifier > %(after)s AND (%(provider)s::text IS NULL OR provider = %(provider)s)
    ORDER BY identifier
    LIMIT %(window)s
),

known AS (
    SELECT link.identifier
    FROM care
    CROSS JOIN LATERAL (
        SELECT identifier
        FROM link_check
        WHERE
            media_type = %(media_type)s
            AND care = care.name
            AND checked_on < care.before
            AND (%(provider)s::text IS NULL OR provider = %(provider)s)
            AND host_of(url) <> ALL(%(refusing)s)
        ORDER BY checked_on
        LIMIT %(limit)s
    ) AS link
),

-- One after another from the newest on: LIMIT keeps the laterals from being joined as a whole.
fresh AS (
    SELECT item.identifier
    FROM record_change AS change
    CROSS JOIN LATERAL unnest(change.identifiers) AS inserted (identifier)
    LEFT JOIN LATERAL (
        SELECT TRUE AS is_known
        FROM link_check
        WHERE media_type = %(media_type)s AND identifier = inserted.identifier
        LIMIT 1
    ) AS link ON TRUE
    CROSS JOIN LATERAL (
        SELECT identifier, provider, url
        FROM {media}
        WHERE identifier = inserted.identifier
        LIMIT 1
    ) AS item
    WHERE
        change.media_type = %(media_type)s
        AND change.kind = 'inserted'
        AND change.changed_on >= %(fresh_since)s
        AND link.is_known IS NULL
        AND (%(provider)s::text IS NULL OR item.provider = %(provider)s)
        AND host_of(item.url) <> ALL(%(refusing)s)
    ORDER BY change.id DESC
    LIMIT %(limit)s
),

due AS (
    SELECT
        item.identifier,
        item.provider,
        item.url,
        care.share,
        row_number() OVER (
            PARTITION BY care.name
            ORDER BY
                link.checked_on NULLS FIRST,
                item.standardized_popularity DESC NULLS LAST,
                item.created_on DESC,
                item.identifier
        ) AS place
    FROM (
        SELECT identifier FROM walked
        UNION
        SELECT identifier FROM known
        UNION
        SELECT identifier FROM fresh
    ) AS looked_at
    INNER JOIN {media} AS item ON looked_at.identifier = item.identifier
    LEFT JOIN link_check AS link
        ON item.identifier = link.identifier AND link.media_type = %(media_type)s
    INNER JOIN care
        ON care.name = COALESCE(
            link.care,
            link_care(
                FALSE,
                item.removed_from_source,
                item.standardized_popularity,
                item.created_on,
                %(popular)s,
                %(fresh_since)s
            )
        )
    WHERE
        (link.checked_on IS NULL OR link.url <> item.url OR link.checked_on < care.before)
        AND host_of(item.url) <> ALL(%(refusing)s)
),

picked AS (
    SELECT identifier, provider, url
    FROM due
    ORDER BY place::float8 / share, share DESC, identifier
    LIMIT %(limit)s
)

SELECT
    picked.identifier,
    picked.provider,
    picked.url,
    (SELECT identifier FROM walked ORDER BY identifier DESC LIMIT 1) AS walked_to
FROM (SELECT 1) AS always
LEFT JOIN picked ON TRUE;

-- name: sample_links
-- The next works in the order of their identifiers, which are random, that were not asked for lately.
SELECT
    item.identifier,
    item.provider,
    item.url
FROM {media} AS item
LEFT JOIN link_check AS link
    ON item.identifier = link.identifier AND link.media_type = %(media_type)s
WHERE
    item.identifier > %(after)s
    AND (%(provider)s::text IS NULL OR item.provider = %(provider)s)
    AND (
        link.checked_on IS NULL OR link.url <> item.url OR link.checked_on < %(checked_before)s
    )
ORDER BY item.identifier
LIMIT %(limit)s;

-- name: find_links_by_url
-- The works whose files are at some URLs, each with the URL by which it was found.
SELECT
    wanted.url AS name,
    item.identifier,
    item.provider,
    item.url
FROM unnest(%(urls)s::text[]) AS wanted (url)
INNER JOIN {media} AS item ON url_key(item.url) = url_key(wanted.url);

-- name: find_links_by_id
-- The works of some identifiers.
SELECT
    identifier::text AS name,
    identifier,
    provider,
    url
FROM {media}
WHERE identifier = ANY(%(identifiers)s::uuid[]);

-- name: note_links
-- What the askings found; a state that changes is remembered with what it was. Who deletes a work waits,
-- so that what is known of its link goes with it; of one that is gone nothing is noted.
WITH item AS MATERIALIZED (
    SELECT
        identifier,
        removed_from_source,
        standardized_popularity,
        created_on
    FROM {media}
    WHERE identifier = ANY(%(identifiers)s::uuid[])
    ORDER BY identifier
    FOR KEY SHARE
),

found AS (
    SELECT *
    FROM
        unnest(
            %(identifiers)s::uuid[],
            %(providers)s::text[],
            %(urls)s::text[],
            %(states)s::text[],
            %(statuses)s::smallint[],
            %(final_urls)s::text[],
            %(content_types)s::text[],
            %(bytes)s::bigint[],
            %(digests)s::bytea[],
            %(details)s::text[]
        )
        AS found (
            identifier,
            provider,
            url,
            state,
            status,
            final_url,
            content_type,
            bytes,
            digest,
            detail
        )
),

changed AS (
    INSERT INTO link_history (
        media_type, identifier, url, old_state, new_state, status, final_url, detail
    )
    SELECT
        %(media_type)s,
        found.identifier,
        found.url,
        link.state,
        found.state,
        found.status,
        found.final_url,
        found.detail
    FROM found
    LEFT JOIN link_check AS link
        ON found.identifier = link.identifier AND link.media_type = %(media_type)s
    WHERE
        CASE
            -- The usual first state is no news.
            WHEN link.state IS NULL THEN found.state <> 'alive'
            ELSE link.state <> found.state OR link.url <> found.url
        END
)

INSERT INTO link_check AS link (
    media_type,
    identifier,
    provider,
    url,
    state,
    failures,
    first_failed_on,
    status,
    final_url,
    content_type,
    bytes,
    digest,
    detail,
    care
)
SELECT
    %(media_type)s,
    found.identifier,
    found.provider,
    found.url,
    found.state,
    (found.state IN ('gone', 'unreachable'))::integer,
    CASE WHEN found.state IN ('gone', 'unreachable') THEN now() END,
    found.status,
    found.final_url,
    found.content_type,
    found.bytes,
    found.digest,
    found.detail,
    link_care(
        found.state IN ('gone', 'unreachable')
        OR (found.state = 'blocked' AND known.failures > 0 AND known.url = found.url),
        item.removed_from_source,
        item.standardized_popularity,
        item.created_on,
        %(popular)s,
        %(fresh_since)s
    )
FROM found
INNER JOIN item ON found.identifier = item.identifier
LEFT JOIN link_check AS known
    ON found.identifier = known.identifier AND known.media_type = %(media_type)s
ON CONFLICT (media_type, identifier) DO UPDATE
SET
    since = CASE WHEN link.state = EXCLUDED.state THEN link.since ELSE now() END,
    checked_on = now(),
    -- To be blocked says nothing: a doubt stays as it was.
    failures = CASE
        WHEN link.url <> EXCLUDED.url THEN EXCLUDED.failures
        WHEN EXCLUDED.state IN ('alive', 'moved') THEN 0
        ELSE link.failures + EXCLUDED.failures
    END,
    first_failed_on = CASE
        WHEN link.url <> EXCLUDED.url THEN EXCLUDED.first_failed_on
        WHEN EXCLUDED.state NOT IN ('alive', 'moved')
            THEN COALESCE(link.first_failed_on, EXCLUDED.first_failed_on)
    END,
    provider = EXCLUDED.provider,
    url = EXCLUDED.url,
    state = EXCLUDED.state,
    status = EXCLUDED.status,
    final_url = EXCLUDED.final_url,
    content_type = EXCLUDED.content_type,
    bytes = EXCLUDED.bytes,
    digest = EXCLUDED.digest,
    detail = EXCLUDED.detail,
    care = EXCLUDED.care;

-- name: list_doubted_links
-- Those of some works that were gone or out of reach before.
SELECT identifier
FROM link_check
WHERE
    media_type = %(media_type)s
    AND identifier = ANY(%(identifiers)s::uuid[])
    AND failures > 0;

-- name: learn_placeholders
-- One small picture at the URLs of several works of a provider stands in for others.
INSERT INTO link_placeholder (provider, digest, works)
SELECT
    provider,
    digest,
    count(*)
FROM link_check
WHERE digest IS NOT NULL AND state IN ('alive', 'moved')
GROUP BY provider, digest
HAVING count(DISTINCT url) >= %(works)s
ON CONFLICT (provider, digest) DO UPDATE
SET works = EXCLUDED.works;

-- name: unmask_placeholders
-- What was taken for a work's file before it was recognised.
WITH unmasked AS (
    UPDATE link_check AS link
    SET
        state = 'gone',
        since = now(),
        failures = link.failures + 1,
        care = 'doubtful',
        first_failed_on = COALESCE(link.first_failed_on, now()),
        detail = 'a picture that stands in for others'
    FROM link_placeholder AS known
    WHERE
        link.provider = known.provider
        AND link.digest = known.digest
        AND link.state IN ('alive', 'moved')
    RETURNING
        link.media_type,
        link.identifier,
        link.url,
        link.status,
        link.final_url,
        link.detail
)

INSERT INTO link_history (
    media_type, identifier, url, old_state, new_state, status, final_url, detail
)
SELECT
    media_type,
    identifier,
    url,
    'alive',
    'gone',
    status,
    final_url,
    detail
FROM unmasked;

-- name: list_placeholders
-- Known ones.
SELECT digest
FROM link_placeholder;

-- name: list_dead_links
-- Gone for so long, and so often, that it is believed; the work still counts as there.
SELECT
    item.identifier,
    link.provider,
    COALESCE(NULLIF(link.detail, ''), link.state) AS evidence
FROM link_check AS link
INNER JOIN {media} AS item ON link.identifier = item.identifier AND link.url = item.url
WHERE
    link.media_type = %(media_type)s
    AND (%(provider)s::text IS NULL OR link.provider = %(provider)s)
    AND (%(identifiers)s::uuid [] IS NULL OR link.identifier = ANY(%(identifiers)s))
    AND NOT item.removed_from_source
    AND link.failures >= %(failures)s
    AND (
        (link.state = 'gone' AND link.first_failed_on <= %(gone_since)s)
        OR (link.state = 'unreachable' AND link.first_failed_on <= %(unreachable_since)s)
    )
ORDER BY link.provider, item.identifier;

-- name: count_known_links
-- How many of a provider's living works were asked for, and of how many the file was not found.
SELECT
    count(*) AS living,
    count(*) FILTER (WHERE link.state <> 'blocked') AS known,
    count(*) FILTER (WHERE link.state IN ('gone', 'unreachable')) AS lost
FROM {media} AS item
LEFT JOIN link_check AS link
    ON item.identifier = link.identifier AND link.media_type = %(media_type)s
WHERE item.provider = %(provider)s AND NOT item.removed_from_source;

-- name: count_links
-- What is known of each provider's links.
SELECT
    media_type,
    provider,
    state,
    count(*) AS works,
    min(checked_on) AS oldest_check,
    max(checked_on) AS newest_check
FROM link_check
WHERE
    (%(media_type)s::text IS NULL OR media_type = %(media_type)s)
    AND (%(provider)s::text IS NULL OR provider = %(provider)s)
GROUP BY media_type, provider, state
ORDER BY media_type, provider, state;

-- name: suspect_reported
-- Works that somebody else reported as dead.
INSERT INTO record_life (media_type, identifier, provider, key, state, reason)
SELECT
    %(media_type)s,
    identifier,
    provider,
    hashtextextended(foreign_identifier, 0),
    'suspect',
    'reported'
FROM {media}
WHERE identifier = ANY(%(identifiers)s::uuid[]) AND NOT removed_from_source
ON CONFLICT (media_type, identifier) DO UPDATE
SET
    state = 'suspect',
    reason = EXCLUDED.reason,
    suspect_on = now()
WHERE record_life.state = 'live';

-- name: relieve_reported
-- Reported as dead, and alive all the same.
UPDATE record_life
SET
    state = 'live',
    checked_on = now(),
    revived_on = now()
WHERE
    media_type = %(media_type)s
    AND identifier = ANY(%(identifiers)s::uuid[])
    AND state = 'suspect'
    AND reason = 'reported';
