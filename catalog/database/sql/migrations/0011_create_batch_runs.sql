-- Deletions, restorations and batch updates: what was asked, and what is still to do.

CREATE TABLE batch_run (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL CHECK (kind IN ('delete', 'restore', 'update')),
    media_type text NOT NULL CHECK (media_type IN ('image', 'audio')),
    -- Of all that was asked: the same command finds its unfinished run by it.
    fingerprint text NOT NULL,
    request jsonb NOT NULL,
    selected bigint NOT NULL DEFAULT 0,
    done bigint NOT NULL DEFAULT 0,
    -- Selected, but by then another's work: gone, or in the way of a record that is there.
    passed_over bigint NOT NULL DEFAULT 0,
    -- The last position that this round has tried.
    reached bigint NOT NULL DEFAULT 0,
    started_on timestamptz NOT NULL DEFAULT now(),
    finished_on timestamptz
);

-- The rows still to do: each is deleted in the transaction that does it.
CREATE TABLE batch_row (
    run_id bigint NOT NULL REFERENCES batch_run (id) ON DELETE CASCADE,
    position bigint NOT NULL,
    identifier uuid NOT NULL,
    PRIMARY KEY (run_id, position)
);
