"""The files of the Provider Images ETL: `common_crawl_image_data/<crawl>/<provider>/<file>.csv`.

RFC 4180 with a header, UTF-8, the media record's columns; JSON kinds as JSON text, null as nothing.
Sounds go into a file of their own, whose name says so, as `catalog load` expects it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from catalog.files import storage
from catalog.landing import json_text
from catalog.records import MEDIA_TYPES, ColumnKind, MediaType, Row, columns_of

FOLDER = "common_crawl_image_data"
_JSON_KINDS = frozenset({ColumnKind.JSON, ColumnKind.TAGS, ColumnKind.FILES, ColumnKind.TEXT_ARRAY})


def provider_folder(output: str, crawl: str, provider: str) -> str:
    """Return where a provider's files of one crawl lie."""
    return storage.join(output, FOLDER, crawl, provider)


def file_uri(folder: str, stem: str, media_type: MediaType) -> str:
    """Return the place of the rows of one media type out of one WARC file."""
    ending = "" if media_type == "image" else f"_{media_type}_v001"
    return storage.join(folder, f"{stem}{ending}.csv")


def write_files(folder: str, stem: str, rows: Sequence[tuple[MediaType, Row]]) -> list[str]:
    """Write the rows of one WARC file; return the files: a media type without rows has none."""
    written = []
    for media_type in MEDIA_TYPES:
        uri = file_uri(folder, stem, media_type)
        own = [row for kind, row in rows if kind == media_type]
        if own:
            storage.write_bytes(uri, csv_bytes(media_type, own))
            written.append(uri.rpartition("/")[2])
        else:
            storage.delete(uri)
    return written


def csv_bytes(media_type: MediaType, rows: Iterable[Row]) -> bytes:
    """Return rows as a CSV file; the same rows give the same bytes."""
    columns = columns_of(media_type)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for row in rows:
        writer.writerow(_field(column.kind, row.get(column.name)) for column in columns)
    return text.getvalue().encode()


def _field(kind: ColumnKind, value: Any) -> Any:
    if value is None:
        return ""
    if kind in _JSON_KINDS:
        return json_text(value)
    return str(value).lower() if isinstance(value, bool) else value
