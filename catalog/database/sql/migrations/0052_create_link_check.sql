-- Whether the file of each work is still at its URL: what the last asking found, and what it was.
CREATE TABLE link_check (
    media_type text NOT NULL REFERENCES media_type (name),
    identifier uuid NOT NULL,
    provider text NOT NULL,
    -- What was asked: the state of another URL says nothing of this one.
    url text NOT NULL,
    state text NOT NULL CHECK (state IN ('alive', 'moved', 'gone', 'blocked', 'unreachable')),
    since timestamptz NOT NULL DEFAULT now(),
    checked_on timestamptz NOT NULL DEFAULT now(),
    -- Askings in a row that found it gone or unreachable, and when the first of them was.
    failures integer NOT NULL DEFAULT 0,
    first_failed_on timestamptz,
    status smallint,
    final_url text,
    content_type text,
    bytes bigint,
    -- SHA-256 of a small file: by it pictures that stand in for others are recognised.
    digest bytea,
    detail text,
    PRIMARY KEY (media_type, identifier)
);
CREATE INDEX link_check_state_idx ON link_check (media_type, provider, state)
WHERE state IN ('gone', 'unreachable');

CREATE TABLE link_history (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL,
    identifier uuid NOT NULL,
    url text NOT NULL,
    old_state text,
    new_state text NOT NULL,
    status smallint,
    final_url text,
    detail text,
    changed_on timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX link_history_identifier_idx ON link_history (identifier);

-- Pictures that stand in for files that are gone, as they were recognised.
CREATE TABLE link_placeholder (
    provider text NOT NULL,
    digest bytea NOT NULL,
    works bigint NOT NULL,
    found_on timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, digest)
);
CREATE INDEX link_check_digest_idx ON link_check (provider, digest) WHERE digest IS NOT NULL;
