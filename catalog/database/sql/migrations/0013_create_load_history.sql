-- What was loaded, when, by whom, and how much of each provider: written in the load's transaction.

CREATE TABLE load_history (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL CHECK (media_type IN ('image', 'audio')),
    file text NOT NULL,
    bytes bigint,
    started_on timestamptz NOT NULL,
    finished_on timestamptz NOT NULL DEFAULT clock_timestamp(),
    database_user text NOT NULL DEFAULT session_user,
    client text NOT NULL,
    read bigint NOT NULL,
    inserted bigint NOT NULL,
    updated bigint NOT NULL,
    unchanged bigint NOT NULL,
    duplicate_ids bigint NOT NULL,
    duplicate_urls bigint NOT NULL,
    license_changes bigint NOT NULL,
    rejected jsonb NOT NULL,
    -- Whether an abnormal count was let through.
    counts_accepted boolean NOT NULL DEFAULT FALSE
);
CREATE INDEX load_history_finished_on_idx ON load_history (finished_on);

-- Rows of each provider, as its files gave them last. Files that belong together (the pages of one
-- day, the parts of one crawl) make one batch, and batches of one kind are compared.
CREATE TABLE load_count (
    media_type text NOT NULL,
    provider text NOT NULL,
    kind text NOT NULL,
    batch text NOT NULL,
    file text NOT NULL,
    rows bigint NOT NULL,
    loaded_on timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (media_type, provider, kind, batch, file)
);
