-- Records of {{media}}, and the tombstones of those that were deleted.

CREATE TABLE {{media}} (
    identifier uuid NOT NULL DEFAULT gen_random_uuid()
    CONSTRAINT {{media}}_identifier_key PRIMARY KEY,
    created_on timestamptz NOT NULL,
    updated_on timestamptz NOT NULL,
    {{each definition}},
    last_synced_with_source timestamptz,
    removed_from_source boolean NOT NULL,
    standardized_popularity double precision CHECK (
        standardized_popularity BETWEEN 0 AND 1
    ),
    CONSTRAINT {{media}}_license_pair_check CHECK (
        license || ' ' || license_version = ANY(ARRAY[
            {{each licence pair}},
        ])
    ),
    CONSTRAINT {{media}}_values_check CHECK (
        says_clean()
        OR (
            are_texts(
                {{each text}},
            )
            AND are_urls(
                {{each url}},
            )
            AND are_tags(tags)
            AND is_moment(created_on)
            AND is_moment(updated_on)
            AND is_moment(last_synced_with_source)
        )
    )
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX {{media}}_record_key ON {{media}} (record_key(provider, foreign_identifier));
CREATE UNIQUE INDEX {{media}}_url_key ON {{media}} (url_key(url));

CREATE TRIGGER {{media}}_license_change
AFTER UPDATE OF license, license_version ON {{media}}
FOR EACH ROW
WHEN ((OLD.license, OLD.license_version) IS DISTINCT FROM (NEW.license, NEW.license_version))
EXECUTE FUNCTION record_license_change();

CREATE TRIGGER {{media}}_inserted AFTER INSERT ON {{media}}
REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_inserted();
CREATE TRIGGER {{media}}_changed AFTER UPDATE ON {{media}}
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_changed();
CREATE TRIGGER {{media}}_renamed AFTER UPDATE OF identifier ON {{media}}
FOR EACH ROW
WHEN (OLD.identifier IS DISTINCT FROM NEW.identifier)
EXECUTE FUNCTION note_renamed();
CREATE TRIGGER {{media}}_deleted AFTER DELETE ON {{media}}
REFERENCING OLD TABLE AS old_rows
FOR EACH STATEMENT EXECUTE FUNCTION note_deleted();
CREATE TRIGGER {{media}}_truncated BEFORE TRUNCATE ON {{media}}
FOR EACH STATEMENT EXECUTE FUNCTION note_truncated();

CREATE TABLE deleted_{{media}} (
    identifier uuid PRIMARY KEY,
    created_on timestamptz NOT NULL,
    updated_on timestamptz NOT NULL,
    {{each kept definition}},
    last_synced_with_source timestamptz,
    removed_from_source boolean NOT NULL,
    standardized_popularity double precision CHECK (
        standardized_popularity BETWEEN 0 AND 1
    ),
    deleted_on timestamptz NOT NULL DEFAULT now(),
    deleted_reason text NOT NULL CHECK (char_length(deleted_reason) <= 80),
    other_values jsonb
);
CREATE UNIQUE INDEX deleted_{{media}}_record_key
ON deleted_{{media}} (record_key(provider, foreign_identifier));
CREATE INDEX deleted_{{media}}_url_idx ON deleted_{{media}} (url_key(url));
CREATE INDEX deleted_{{media}}_marked_url_idx
ON deleted_{{media}} (url_key(plain_url(url))) WHERE has_marks(url);

-- What a search sees of a record, and the table that it looks into.
CREATE VIEW {{media}}_search AS
SELECT
    identifier,
    title,
    creator,
    url,
    thumbnail,
    foreign_landing_url,
    license,
    license_version,
    provider,
    source,
    category,
    standardized_popularity,
    year_of(created_on) AS year,
    {{size}} AS size,
    search_words(title, creator, tags)
    || search_facets(
        license, provider, source, category, year_of(created_on), {{size}}
    ) AS search
FROM {{media}};

SELECT create_search_entries('{{media}}');

INSERT INTO media_type (name) VALUES ('{{media}}');
