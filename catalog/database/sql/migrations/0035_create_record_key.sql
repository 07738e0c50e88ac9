-- The identity of a record in sixteen bytes, as that of a URL is: an index of half the size.

-- No provider's name holds a slash.
CREATE FUNCTION record_key(provider text, foreign_identifier text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(provider || '/' || foreign_identifier)::uuid;

DROP INDEX image_provider_fid_idx;
CREATE UNIQUE INDEX image_record_key ON image (record_key(provider, foreign_identifier));
DROP INDEX audio_provider_fid_idx;
CREATE UNIQUE INDEX audio_record_key ON audio (record_key(provider, foreign_identifier));
DROP INDEX deleted_image_provider_fid_idx;
CREATE UNIQUE INDEX deleted_image_record_key ON deleted_image (record_key(provider, foreign_identifier));
DROP INDEX deleted_audio_provider_fid_idx;
CREATE UNIQUE INDEX deleted_audio_record_key ON deleted_audio (record_key(provider, foreign_identifier));
