-- The database defends itself: what no row may be, whoever writes it.
--
-- The constraints hold for every row that is written from now on; those that are there are checked
-- at the end, without keeping anybody out, and a table that has others keeps them until they are
-- merged, deleted or changed.

-- Values of a shape that is none are nothing, so that merging repairs them.
CREATE OR REPLACE FUNCTION merge_objects(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(
    jsonb_strip_nulls(CASE WHEN jsonb_typeof(old) = 'object' THEN old ELSE '{}' END)
    || jsonb_strip_nulls(CASE WHEN jsonb_typeof(new) = 'object' THEN new ELSE '{}' END),
    '{}'
);

CREATE OR REPLACE FUNCTION merge_tags(old jsonb, new jsonb, own_provider text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN old IS NULL OR jsonb_typeof(old) <> 'array' THEN new
    WHEN new IS NULL OR old = new THEN old
    ELSE unite_tags(old, new, own_provider)
END;

CREATE OR REPLACE FUNCTION merge_files(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN jsonb_typeof(old) <> 'array' THEN new
    WHEN new IS NULL OR old = new THEN old
    ELSE unite_files(old, new)
END;

ALTER TABLE image
ADD CONSTRAINT image_foreign_landing_url_shape_check CHECK (starts_with(foreign_landing_url, 'https://') OR starts_with(foreign_landing_url, 'http://')) NOT VALID,
ADD CONSTRAINT image_url_shape_check CHECK (starts_with(url, 'https://') OR starts_with(url, 'http://')) NOT VALID,
ADD CONSTRAINT image_thumbnail_shape_check CHECK (starts_with(thumbnail, 'https://') OR starts_with(thumbnail, 'http://')) NOT VALID,
ADD CONSTRAINT image_filesize_shape_check CHECK (filesize >= 0) NOT VALID,
ADD CONSTRAINT image_creator_url_shape_check CHECK (starts_with(creator_url, 'https://') OR starts_with(creator_url, 'http://')) NOT VALID,
ADD CONSTRAINT image_meta_data_shape_check CHECK (jsonb_typeof(meta_data) = 'object') NOT VALID,
ADD CONSTRAINT image_tags_shape_check CHECK (jsonb_typeof(tags) = 'array') NOT VALID,
ADD CONSTRAINT image_width_shape_check CHECK (width >= 0) NOT VALID,
ADD CONSTRAINT image_height_shape_check CHECK (height >= 0) NOT VALID,
ADD CONSTRAINT image_license_pair_check CHECK (
    license || ' ' || license_version = ANY(ARRAY[
        'by 1.0',
        'by 2.0',
        'by 4.0',
        'by-nc 1.0',
        'by-nc 2.0',
        'by-nc 4.0',
        'by-nc-nd 1.0',
        'by-nc-nd 2.0',
        'by-nc-nd 4.0',
        'by-nc-sa 1.0',
        'by-nc-sa 2.0',
        'by-nc-sa 4.0',
        'by-nd 1.0',
        'by-nd 2.0',
        'by-nd 4.0',
        'by-sa 1.0',
        'by-sa 2.0',
        'by-sa 4.0',
        'cc0 1.0',
        'devnations 2.0',
        'nc 1.0',
        'nc 2.0',
        'nc-sa 1.0',
        'nc-sa 2.0',
        'nc-sampling+ 1.0',
        'nd 1.0',
        'nd 2.0',
        'nd-nc 1.0',
        'nd-nc 2.0',
        'pdm 1.0',
        'sa 1.0',
        'sa 2.0',
        'sampling 1.0',
        'sampling+ 1.0',
        'by 2.1',
        'by 2.5',
        'by 3.0',
        'by-nc 2.1',
        'by-nc 2.5',
        'by-nc 3.0',
        'by-nc-nd 2.1',
        'by-nc-nd 2.5',
        'by-nc-nd 3.0',
        'by-nc-sa 2.1',
        'by-nc-sa 2.5',
        'by-nc-sa 3.0',
        'by-nd 2.1',
        'by-nd 2.5',
        'by-nd 3.0',
        'by-sa 2.1',
        'by-sa 2.5',
        'by-sa 3.0',
        'publicdomain N/A'
    ])
) NOT VALID;

ALTER TABLE audio
ADD CONSTRAINT audio_foreign_landing_url_shape_check CHECK (starts_with(foreign_landing_url, 'https://') OR starts_with(foreign_landing_url, 'http://')) NOT VALID,
ADD CONSTRAINT audio_url_shape_check CHECK (starts_with(url, 'https://') OR starts_with(url, 'http://')) NOT VALID,
ADD CONSTRAINT audio_thumbnail_shape_check CHECK (starts_with(thumbnail, 'https://') OR starts_with(thumbnail, 'http://')) NOT VALID,
ADD CONSTRAINT audio_filesize_shape_check CHECK (filesize >= 0) NOT VALID,
ADD CONSTRAINT audio_creator_url_shape_check CHECK (starts_with(creator_url, 'https://') OR starts_with(creator_url, 'http://')) NOT VALID,
ADD CONSTRAINT audio_meta_data_shape_check CHECK (jsonb_typeof(meta_data) = 'object') NOT VALID,
ADD CONSTRAINT audio_tags_shape_check CHECK (jsonb_typeof(tags) = 'array') NOT VALID,
ADD CONSTRAINT audio_duration_shape_check CHECK (duration >= 0) NOT VALID,
ADD CONSTRAINT audio_bit_rate_shape_check CHECK (bit_rate >= 0) NOT VALID,
ADD CONSTRAINT audio_sample_rate_shape_check CHECK (sample_rate >= 0) NOT VALID,
ADD CONSTRAINT audio_audio_set_shape_check CHECK (jsonb_typeof(audio_set) = 'object') NOT VALID,
ADD CONSTRAINT audio_set_position_shape_check CHECK (set_position >= 0) NOT VALID,
ADD CONSTRAINT audio_alt_files_shape_check CHECK (jsonb_typeof(alt_files) = 'array') NOT VALID,
ADD CONSTRAINT audio_license_pair_check CHECK (
    license || ' ' || license_version = ANY(ARRAY[
        'by 1.0',
        'by 2.0',
        'by 4.0',
        'by-nc 1.0',
        'by-nc 2.0',
        'by-nc 4.0',
        'by-nc-nd 1.0',
        'by-nc-nd 2.0',
        'by-nc-nd 4.0',
        'by-nc-sa 1.0',
        'by-nc-sa 2.0',
        'by-nc-sa 4.0',
        'by-nd 1.0',
        'by-nd 2.0',
        'by-nd 4.0',
        'by-sa 1.0',
        'by-sa 2.0',
        'by-sa 4.0',
        'cc0 1.0',
        'devnations 2.0',
        'nc 1.0',
        'nc 2.0',
        'nc-sa 1.0',
        'nc-sa 2.0',
        'nc-sampling+ 1.0',
        'nd 1.0',
        'nd 2.0',
        'nd-nc 1.0',
        'nd-nc 2.0',
        'pdm 1.0',
        'sa 1.0',
        'sa 2.0',
        'sampling 1.0',
        'sampling+ 1.0',
        'by 2.1',
        'by 2.5',
        'by 3.0',
        'by-nc 2.1',
        'by-nc 2.5',
        'by-nc 3.0',
        'by-nc-nd 2.1',
        'by-nc-nd 2.5',
        'by-nc-nd 3.0',
        'by-nc-sa 2.1',
        'by-nc-sa 2.5',
        'by-nc-sa 3.0',
        'by-nd 2.1',
        'by-nd 2.5',
        'by-nd 3.0',
        'by-sa 2.1',
        'by-sa 2.5',
        'by-sa 3.0',
        'publicdomain N/A'
    ])
) NOT VALID;
