"""The columns of the lake's one table, as Glue and Athena name their types.

A test holds them against the schema that the extraction writes.
"""

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("provider_domain", "string", "host of the page"),
    ("content_path", "string", "path of the page"),
    ("content_query_string", "string", "query of the page"),
    ("cc_domain", "string", "host of the link"),
    ("cc_license", "string", "path of the link"),
    ("warc_segment", "string", "crawl path before /wat/"),
    ("warc_filename", "string", "file that holds the page"),
    ("content_offset", "bigint", "where the page starts in it, in bytes"),
    ("deflate_length", "bigint", "how long it is there, in bytes"),
    ("html_metadata", "string", "JSON: Images and Links"),
    ("license", "string", "slug of the licence, null where the link is none"),
    ("license_version", "string", "such as 4.0"),
    ("license_jurisdiction", "string", "port, such as jp"),
    ("link_kind", "string", "element and attribute, such as A@/href"),
    ("link_section", "string", "links or head"),
    ("rel_license", "boolean", "whether the link says rel=license"),
    ("page_url", "string", "URL of the page"),
    ("crawled_at", "timestamp", "when it was fetched, UTC"),
)
