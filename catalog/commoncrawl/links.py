"""The link rows of the lake: one row for each link to creativecommons.org on a crawled page.

The first ten columns are those of the partitions written since 2018, unchanged in name, type and
meaning. The others came later and are null in old partitions, so every reader of the lake must
live without them.
"""

from typing import Any

import pyarrow as pa

NEEDLE = "creativecommons.org"
LINKS = "links"
HEAD = "head"

LinkRow = dict[str, Any]

_FIELDS: "list[pa.Field[Any]]" = [
    pa.field("provider_domain", pa.string()),
    pa.field("content_path", pa.string()),
    pa.field("content_query_string", pa.string()),
    pa.field("cc_domain", pa.string()),
    pa.field("cc_license", pa.string()),
    pa.field("warc_segment", pa.string()),
    pa.field("warc_filename", pa.string()),
    pa.field("content_offset", pa.int64()),
    pa.field("deflate_length", pa.int64()),
    pa.field("html_metadata", pa.string()),
    pa.field("license", pa.string()),
    pa.field("license_version", pa.string()),
    pa.field("license_jurisdiction", pa.string()),
    pa.field("link_kind", pa.string()),
    pa.field("link_section", pa.string()),
    pa.field("rel_license", pa.bool_()),
    pa.field("page_url", pa.string()),
    pa.field("crawled_at", pa.timestamp("us", tz="UTC")),
]
LINK_SCHEMA = pa.schema(_FIELDS)

# What partitions of 2018 to 2020 have.
OLD_COLUMNS: tuple[str, ...] = tuple(LINK_SCHEMA.names[:10])
