-- One row for each album or pack of a provider, as its last updated recording describes it.
CREATE VIEW audioset_view AS
SELECT DISTINCT ON (foreign_identifier, provider)
    COALESCE(
        audio_set_foreign_identifier, audio_set ->> 'foreign_identifier'
    ) AS foreign_identifier,
    audio_set ->> 'title' AS title,
    audio_set ->> 'foreign_landing_url' AS foreign_landing_url,
    audio_set ->> 'creator' AS creator,
    audio_set ->> 'creator_url' AS creator_url,
    audio_set ->> 'url' AS url,
    (audio_set ->> 'filesize')::bigint AS filesize,
    audio_set ->> 'filetype' AS filetype,
    audio_set ->> 'thumbnail' AS thumbnail,
    provider
FROM audio
WHERE COALESCE(audio_set_foreign_identifier, audio_set ->> 'foreign_identifier') IS NOT NULL
ORDER BY foreign_identifier, provider, updated_on DESC, identifier;
