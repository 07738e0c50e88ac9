-- The originals that web pages name beside their copies.

-- name: find_original_images
-- Those of the originals that the catalog has: by their provider's identifier, or by their file.
SELECT
    wanted.address,
    image.license,
    image.license_version,
    image.creator
FROM unnest(
    %(addresses)s::text [], %(providers)s::text [], %(identifiers)s::text []
) AS wanted (address, provider, identifier)
INNER JOIN image
    ON record_key(image.provider, image.foreign_identifier)
    = record_key(wanted.provider, wanted.identifier)
UNION ALL
SELECT
    wanted.address,
    image.license,
    image.license_version,
    image.creator
FROM unnest(%(addresses)s::text [], %(urls)s::text []) AS wanted (address, url)
INNER JOIN image ON url_key(image.url) = url_key(wanted.url);

-- name: find_original_sounds
-- The same of sounds.
SELECT
    wanted.address,
    audio.license,
    audio.license_version,
    audio.creator
FROM unnest(
    %(addresses)s::text [], %(providers)s::text [], %(identifiers)s::text []
) AS wanted (address, provider, identifier)
INNER JOIN audio
    ON record_key(audio.provider, audio.foreign_identifier)
    = record_key(wanted.provider, wanted.identifier)
UNION ALL
SELECT
    wanted.address,
    audio.license,
    audio.license_version,
    audio.creator
FROM unnest(%(addresses)s::text [], %(urls)s::text []) AS wanted (address, url)
INNER JOIN audio ON url_key(audio.url) = url_key(wanted.url);
