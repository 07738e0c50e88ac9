-- A licence, once given, is worth remembering: every change of a record's, whoever makes it.
CREATE TABLE license_change (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL,
    identifier uuid NOT NULL,
    provider text NOT NULL,
    foreign_identifier text NOT NULL,
    old_license text NOT NULL,
    old_license_version text NOT NULL,
    old_license_url text,
    new_license text NOT NULL,
    new_license_version text NOT NULL,
    new_license_url text,
    changed_on timestamptz NOT NULL DEFAULT now(),
    -- By this a load counts the changes that it made.
    changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX license_change_identifier_idx ON license_change (identifier);
CREATE INDEX license_change_changed_in_idx ON license_change (changed_in);

CREATE FUNCTION record_license_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO license_change (
        media_type,
        identifier,
        provider,
        foreign_identifier,
        old_license,
        old_license_version,
        old_license_url,
        new_license,
        new_license_version,
        new_license_url
    )
    VALUES (
        TG_TABLE_NAME,
        NEW.identifier,
        NEW.provider,
        NEW.foreign_identifier,
        OLD.license,
        OLD.license_version,
        OLD.meta_data ->> 'license_url',
        NEW.license,
        NEW.license_version,
        NEW.meta_data ->> 'license_url'
    );
    RETURN NULL;
END
$$;

CREATE TRIGGER image_license_change
AFTER UPDATE OF license, license_version ON image
FOR EACH ROW
WHEN ((OLD.license, OLD.license_version) IS DISTINCT FROM (NEW.license, NEW.license_version))
EXECUTE FUNCTION record_license_change();

CREATE TRIGGER audio_license_change
AFTER UPDATE OF license, license_version ON audio
FOR EACH ROW
WHEN ((OLD.license, OLD.license_version) IS DISTINCT FROM (NEW.license, NEW.license_version))
EXECUTE FUNCTION record_license_change();
