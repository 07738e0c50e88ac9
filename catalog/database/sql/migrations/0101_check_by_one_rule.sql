-- Check the rows that are there by the one rule of migration 0100, then drop those that it replaces. Rows
-- that break it broke those, and are named as before.
DO $$
DECLARE
    media text;
BEGIN
    FOREACH media IN ARRAY ARRAY['image', 'audio'] LOOP
        BEGIN
            EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', media, media || '_values_check');
        EXCEPTION WHEN check_violation THEN
            RAISE WARNING 'rows of % break %_values_check', media, media;
        END;
    END LOOP;
END
$$;

ALTER TABLE image
DROP CONSTRAINT image_foreign_identifier_value_check,
DROP CONSTRAINT image_filetype_value_check,
DROP CONSTRAINT image_creator_value_check,
DROP CONSTRAINT image_title_value_check,
DROP CONSTRAINT image_category_value_check,
DROP CONSTRAINT image_provider_value_check,
DROP CONSTRAINT image_source_value_check,
DROP CONSTRAINT image_ingestion_type_value_check,
DROP CONSTRAINT image_tags_value_check,
DROP CONSTRAINT image_urls_check,
DROP CONSTRAINT image_moments_check;

ALTER TABLE audio
DROP CONSTRAINT audio_foreign_identifier_value_check,
DROP CONSTRAINT audio_filetype_value_check,
DROP CONSTRAINT audio_creator_value_check,
DROP CONSTRAINT audio_title_value_check,
DROP CONSTRAINT audio_category_value_check,
DROP CONSTRAINT audio_provider_value_check,
DROP CONSTRAINT audio_source_value_check,
DROP CONSTRAINT audio_ingestion_type_value_check,
DROP CONSTRAINT audio_audio_set_foreign_identifier_value_check,
DROP CONSTRAINT audio_tags_value_check,
DROP CONSTRAINT audio_urls_check,
DROP CONSTRAINT audio_moments_check;
