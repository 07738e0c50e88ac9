-- The way of the old catalogs: the function looks its constant up for each row.
CREATE FUNCTION old_popularity(provider_name text, found jsonb) RETURNS double precision
LANGUAGE sql STABLE AS $$
    SELECT (found ->> metric)::double precision
        / ((found ->> metric)::double precision + constant)
    FROM popularity_metric
    WHERE media_type = 'image' AND provider = provider_name
$$
