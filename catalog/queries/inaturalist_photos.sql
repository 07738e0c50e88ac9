-- The photos of one range of ids, each once, with observer and taxon. Parameters: first, end.
SELECT
    photos.photo_id,
    photos.observer_id,
    photos.extension,
    photos.license,
    photos.width,
    photos.height,
    observers.login,
    observers.name,
    observations.observed_on,
    observations.quality_grade,
    observations.latitude,
    observations.longitude,
    taxa.name AS taxon,
    taxa.rank,
    taxa.ancestors,
    count(*) OVER (PARTITION BY photos.photo_id) AS copies
FROM photos
LEFT JOIN observations ON photos.observation_uuid = observations.observation_uuid
LEFT JOIN observers ON photos.observer_id = observers.observer_id
LEFT JOIN taxa ON observations.taxon_id = taxa.taxon_id
WHERE photos.photo_id >= $first AND photos.photo_id < $end
QUALIFY row_number() OVER (
    PARTITION BY photos.photo_id
    ORDER BY taxa.taxon_id IS NULL, photos.position, photos.observation_uuid
) = 1
ORDER BY photos.photo_id;
