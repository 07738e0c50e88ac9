-- A deleted file in another spelling that servers take for the same: `!'()*` are what they are in a path, or
-- escaped, as two generations of the standard have it (RFC 2396 calls them unreserved, RFC 3986 does not).
-- Wikimedia's API escapes brackets, and people's links do not. A record's URL stays as its source writes it:
-- only what was deleted is looked up in every spelling. Expands only.

-- Whether a URL has such a character, escaped or not.
CREATE FUNCTION has_marks(url text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN url ~ '[!''()*]|%2[1789A]';

-- The URL with none of them escaped.
CREATE FUNCTION plain_url(url text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(
    replace(replace(replace(replace(url, '%21', '!'), '%27', ''''), '%28', '('), '%29', ')'),
    '%2A', '*'
);

-- The keys of the spellings that there are of it: as it is, with none and with all of them escaped.
CREATE FUNCTION url_spellings(url text) RETURNS uuid[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
    url_key(url),
    url_key(plain_url(url)),
    url_key(
        replace(
            replace(
                replace(replace(replace(plain_url(url), '!', '%21'), '''', '%27'), '(', '%28'),
                ')', '%29'
            ),
            '*', '%2A'
        )
    )
];

CREATE INDEX deleted_image_marked_url_idx ON deleted_image (url_key(plain_url(url))) WHERE has_marks(url);
CREATE INDEX deleted_audio_marked_url_idx ON deleted_audio (url_key(plain_url(url))) WHERE has_marks(url);
