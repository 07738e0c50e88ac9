-- name: deny_creator
-- Denying a creator twice keeps the first reason.
INSERT INTO denied_creator (provider, creator, creator_url, reason)
VALUES (%(provider)s, %(creator)s, %(creator_url)s, %(reason)s)
ON CONFLICT DO NOTHING;

-- name: allow_creator
-- Take a creator off the list.
DELETE FROM denied_creator
WHERE
    provider = %(provider)s
    AND (
        lower(creator) = lower(%(creator)s::text)
        OR url_key(rtrim(creator_url, '/')) = url_key(rtrim(%(creator_url)s::text, '/'))
    );

-- name: list_denied_creators
-- The list.
SELECT
    provider,
    creator,
    creator_url,
    reason,
    added_on
FROM denied_creator
ORDER BY provider, creator, creator_url;
