-- Ids that providers changed: what a record was called before, and since when no more.
CREATE TABLE id_change (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL REFERENCES media_type (name),
    identifier uuid NOT NULL,
    provider text NOT NULL,
    old_foreign_identifier text NOT NULL,
    new_foreign_identifier text NOT NULL,
    changed_on timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX id_change_identifier_idx ON id_change (identifier);
