-- All scores, to twelve places, as one value.
SELECT md5(string_agg(score, ',' ORDER BY identifier)) FROM (
    SELECT identifier, round(standardized_popularity::numeric, 12)::text AS score FROM image
) AS scored
