-- What loads saw at their source, whether or not it changed anything: by it is known what is gone.

-- All files of one pull, as `load_count` has them. A batch is complete when its provider's whole
-- list was read without a gap and every landing file of it is loaded; parts never are.
CREATE TABLE seen_batch (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL REFERENCES media_type (name),
    provider text NOT NULL,
    kind text NOT NULL,
    batch text NOT NULL,
    first_seen_on timestamptz NOT NULL DEFAULT now(),
    last_seen_on timestamptz NOT NULL DEFAULT now(),
    complete_on timestamptz,
    UNIQUE (media_type, provider, batch)
);

-- The records seen, thousands to a row: 64 bits of a hash of the provider's own id for each. Two ids
-- of one hash (once in 10^7 providers of a million works) only let a work that is gone live on. The
-- hash is the one by which PostgreSQL partitions, so it stays the same from version to version.
CREATE TABLE seen_keys (
    batch_id bigint NOT NULL REFERENCES seen_batch (id) ON DELETE CASCADE,
    file text NOT NULL,
    keys bigint[] NOT NULL
);
-- Hashes cannot be compressed.
ALTER TABLE seen_keys ALTER COLUMN keys SET STORAGE EXTERNAL;
CREATE INDEX seen_keys_batch_id_idx ON seen_keys (batch_id, file);
