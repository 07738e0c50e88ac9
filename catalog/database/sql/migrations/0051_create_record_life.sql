-- Works that may be gone at their source, and those that are: one row a work, from its first doubt.
CREATE TABLE record_life (
    media_type text NOT NULL REFERENCES media_type (name),
    identifier uuid NOT NULL,
    provider text NOT NULL,
    -- As in `seen_keys`: by it a load finds what it has seen again.
    key bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('suspect', 'removed', 'live')),
    reason text NOT NULL CHECK (
        reason IN ('not_seen', 'gone_at_source', 'license_withdrawn', 'file_gone', 'reported')
    ),
    evidence text CHECK (char_length(evidence) <= 500),
    suspect_on timestamptz NOT NULL DEFAULT now(),
    checked_on timestamptz,
    removed_on timestamptz,
    revived_on timestamptz,
    PRIMARY KEY (media_type, identifier)
);
CREATE INDEX record_life_provider_idx ON record_life (media_type, provider, key)
WHERE state <> 'live';
