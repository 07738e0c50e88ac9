-- In-links of images: kept by URL, and copied into `meta_data`.

-- name: create_counted_inlink
-- The counts of one crawl, as they were read.
CREATE TEMPORARY TABLE counted_inlink (
    url text NOT NULL,
    inlinks bigint NOT NULL,
    inlink_hosts bigint NOT NULL
) ON COMMIT DROP;

-- name: copy_counted_inlink
-- In the order of the file's columns.
COPY counted_inlink (
    url,
    inlinks,
    inlink_hosts
) FROM STDIN;

-- name: keep_inlinks
-- The newest crawl counts.
INSERT INTO image_inlink AS known (url_key, inlinks, inlink_hosts, crawl)
SELECT
    url_key(url),
    inlinks,
    inlink_hosts,
    %(crawl)s
FROM counted_inlink
ON CONFLICT (url_key) DO UPDATE SET
    inlinks = excluded.inlinks,
    inlink_hosts = excluded.inlink_hosts,
    crawl = excluded.crawl
WHERE (known.inlinks, known.inlink_hosts, known.crawl)
    IS DISTINCT FROM (excluded.inlinks, excluded.inlink_hosts, excluded.crawl);

-- name: apply_inlinks
-- Copy one batch of counts, in the order of their keys, into the images that they are of; what an
-- image has already is not written again. The last key is where the next batch begins.
WITH batch AS (
    SELECT
        url_key,
        jsonb_build_object('inlinks', inlinks, 'inlink_hosts', inlink_hosts) AS found
    FROM image_inlink
    WHERE %(after)s::uuid IS NULL OR url_key > %(after)s::uuid
    ORDER BY url_key
    LIMIT %(rows)s
),

written AS (
    UPDATE image
    SET
        meta_data = COALESCE(image.meta_data, '{}') || batch.found,
        updated_on = now()
    FROM batch
    WHERE
        url_key(image.url) = batch.url_key
        AND NOT COALESCE(image.meta_data @> batch.found, FALSE)
    RETURNING 1
)

SELECT
    (SELECT url_key FROM batch ORDER BY url_key DESC LIMIT 1) AS last_key,
    (SELECT count(*) FROM batch) AS read,
    (SELECT count(*) FROM written) AS updated;

-- name: add_known_inlinks
-- New images of a load get the counts that are known of their URLs.
UPDATE staged
SET meta_data = COALESCE(staged.meta_data, '{}')
    || jsonb_build_object('inlinks', known.inlinks, 'inlink_hosts', known.inlink_hosts)
FROM image_inlink AS known
WHERE known.url_key = url_key(staged.url);

-- name: find_linked
-- Rows of a file whose counts are known; see `find_ruled`.
INSERT INTO apart (line)
SELECT given_key.line
FROM given_key
INNER JOIN image_inlink AS known ON given_key.url_key = known.url_key;

-- name: list_image_urls
-- Every image's file.
SELECT url FROM image;

-- name: move_inlinks
-- The counts of URLs that were respelled are those of the new spelling, unless it has its own.
WITH moved AS (
    DELETE FROM image_inlink AS known
    USING unnest(%(old)s::text[], %(new)s::text[]) AS respelled (old_url, new_url)
    WHERE
        known.url_key = url_key(respelled.old_url)
        AND url_key(respelled.old_url) <> url_key(respelled.new_url)
    RETURNING
        url_key(respelled.new_url) AS url_key,
        known.inlinks,
        known.inlink_hosts,
        known.crawl
)

INSERT INTO image_inlink (url_key, inlinks, inlink_hosts, crawl)
SELECT DISTINCT ON (url_key)
    url_key,
    inlinks,
    inlink_hosts,
    crawl
FROM moved
ORDER BY url_key, inlinks DESC
ON CONFLICT (url_key) DO NOTHING;
