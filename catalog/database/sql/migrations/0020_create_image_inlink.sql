-- How often other sites show an image, as counted in a crawl: kept apart from the image table, so
-- that records which are loaded later find their counts.

CREATE TABLE image_inlink (
    url_key uuid PRIMARY KEY,
    inlinks bigint NOT NULL CHECK (inlinks >= 0),
    inlink_hosts bigint NOT NULL CHECK (inlink_hosts >= 0),
    crawl text NOT NULL
);
