-- The images of one range of numbers, each once, with object and terms. Parameters: first, end.
SELECT
    items.uuid,
    items.iiifurl,
    items.iiifthumburl,
    items.viewtype,
    items.sequence,
    items.width,
    items.height,
    items.maxpixels,
    items.openaccess,
    items.depictstmsobjectid,
    items.assistivetext,
    objects.title,
    objects.attribution,
    objects.displaydate,
    objects.medium,
    objects.dimensions,
    objects.classification,
    objects.creditline,
    objects.accessionnum,
    objects.wikidataid,
    terms.terms,
    count(*) OVER (PARTITION BY items.number) AS copies
FROM items
LEFT JOIN objects ON items.depictstmsobjectid = objects.objectid
LEFT JOIN terms ON items.depictstmsobjectid = terms.objectid
WHERE items.number >= $first AND items.number < $end
QUALIFY row_number() OVER (PARTITION BY items.number ORDER BY items.line) = 1
ORDER BY items.number;
