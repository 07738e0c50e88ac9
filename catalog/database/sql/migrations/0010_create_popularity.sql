-- What counts as popularity, provider by provider, and how far a refresh has come.

-- `value` is the metric at the percentile, `constant` what makes it score exactly the percentile;
-- both are null until the first refresh. The provider '*' stands for every provider that has no
-- metric of its own: a metric that is measured alike everywhere, such as in-links, scores there.
CREATE TABLE popularity_metric (
    media_type text NOT NULL CHECK (media_type IN ('image', 'audio')),
    provider text NOT NULL,
    metric text NOT NULL CHECK (metric <> ''),
    percentile double precision NOT NULL DEFAULT 0.85 CHECK (percentile > 0 AND percentile < 1),
    value double precision CHECK (value > 0),
    constant double precision CHECK (constant > 0),
    refreshed_on timestamptz,
    PRIMARY KEY (media_type, provider)
);

INSERT INTO popularity_metric (media_type, provider, metric)
VALUES
('image', 'flickr', 'views'),
('image', 'wikimedia', 'global_usage_count'),
('image', 'stocksnap', 'downloads_raw'),
('image', 'rawpixel', 'download_count'),
('image', 'nappy', 'downloads'),
('audio', 'jamendo', 'listens'),
('audio', 'freesound', 'num_downloads'),
('audio', 'wikimedia_audio', 'global_usage_count');

-- A metric as a number: JSON numbers and strings of digits. Anything else, and less than nothing,
-- is null. Above a trillion a score would round to 1, which no score may reach.
CREATE FUNCTION metric_value(found jsonb) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE jsonb_typeof(found)
    WHEN 'number' THEN CASE
        WHEN found::numeric >= 0 THEN LEAST(found::numeric, 1e12)::double precision
    END
    WHEN 'string' THEN CASE
        WHEN found #>> '{}' ~ '^[0-9]{1,100}([.][0-9]{0,100})?$'
            THEN LEAST((found #>> '{}')::numeric, 1e12)::double precision
    END
END;

-- m / (m + c). The fixed point is spelled out: in floating point the quotient may miss it by a bit.
CREATE FUNCTION popularity_score(
    metric double precision,
    value double precision,
    percentile double precision,
    constant double precision
) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN metric = value THEN percentile ELSE metric / (metric + constant) END;

-- One refresh. `filenode` names the table's file: blocks mean nothing once it is rewritten.
CREATE TABLE popularity_run (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    media_type text NOT NULL,
    providers text[],
    filenode bigint NOT NULL,
    ranges integer NOT NULL DEFAULT 0,
    rows_changed bigint NOT NULL DEFAULT 0,
    started_on timestamptz NOT NULL DEFAULT now(),
    finished_on timestamptz
);

-- The blocks that a refresh has still to do; each row is deleted with the range's last update.
CREATE TABLE popularity_range (
    run_id bigint NOT NULL REFERENCES popularity_run (id) ON DELETE CASCADE,
    first_block bigint NOT NULL,
    end_block bigint NOT NULL,
    rows_changed bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, first_block)
);

-- Room in each page for a row's next version: an update that stays in its page touches no index.
ALTER TABLE image SET (fillfactor = 90);
ALTER TABLE audio SET (fillfactor = 90);
