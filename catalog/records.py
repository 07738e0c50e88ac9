"""The media tables: one declaration that drives parsing, landing files, SQL and docs.

A provider builds a `MediaRecord`; `catalog.cleaning` turns it into a row, a flat dict whose keys
are the names of a table's columns. All that must know the columns reads `TABLES`: cleaning, landing
schema, validation, docs/data-model.md and the SQL of loads, deletions and new tables, which
`scripts.generate_sql` writes. A test holds the migrated database against it.

To add a column, declare a field of `MediaRecord`. To add a media type, name it in `MediaType`, say
which columns it has and add a line to `TABLES`. Then `make sql MIGRATION=what_it_does` writes the
statements and the migration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Literal, get_args

from catalog.licenses import License

MediaType = Literal["image", "audio"]
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)
IMAGE: tuple[MediaType, ...] = ("image",)
AUDIO: tuple[MediaType, ...] = ("audio",)


class ColumnKind(StrEnum):
    """What a column holds, which decides how it is cleaned, stored and compared."""

    TEXT = "text"
    URL = "url"
    INTEGER = "integer"
    BIGINT = "bigint"
    NUMBER = "number"
    BOOLEAN = "boolean"
    JSON = "json"
    TAGS = "tags"
    FILES = "files"
    TEXT_ARRAY = "text array"


class Merge(StrEnum):
    """What an upsert does with a column of a row that is already there."""

    NEWEST = "newest non-null"
    URL = "newest, but of an http and an https copy the https one"
    MERGE_KEYS = "merge top-level keys, nulls stripped, new wins"
    TAGS = "replace the provider's own, keep others'"
    UNITE = "unite by key"


class TooLong(StrEnum):
    """What becomes of a value over the limit."""

    TRUNCATE = "truncate"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the landing files and of the media tables.

    Attributes:
        limit: characters, or None; over it `too_long` applies. A URL is never truncated.
        required: a record that lacks it, after cleaning, is rejected with `missing_<name>`.
        assumable: cleaning may put there what usually is, where nothing is given; see `CleanRow`.
    """

    name: str
    kind: ColumnKind
    doc: str
    media: tuple[MediaType, ...] = MEDIA_TYPES
    limit: int | None = None
    too_long: TooLong = TooLong.NULL
    required: bool = False
    merge: Merge = Merge.NEWEST
    assumable: bool = False


def _column(kind: ColumnKind, doc: str, **options: Any) -> Any:
    """Declare a field of MediaRecord that is one column of the same name; it may be left out."""
    return field(default=None, metadata={"kind": kind, "doc": doc, **options})


def _mandatory(kind: ColumnKind, doc: str, **options: Any) -> Any:
    """Declare a field that every parser must give."""
    return field(metadata={"kind": kind, "doc": doc, "required": True, **options})


_TRUNCATE = TooLong.TRUNCATE


# Not frozen: there is one for every record, and freezing makes its making six times as slow.
@dataclass(slots=True, kw_only=True)
class MediaRecord:
    """One image or one audio recording, as a provider describes it, before cleaning.

    Only `media_type`, `foreign_identifier`, `foreign_landing_url`, `url` and `license_info` must
    be given; `provider` and `source` are filled in by the frame where the parser leaves them out.
    """

    media_type: MediaType
    license_info: License
    foreign_identifier: str = _mandatory(
        ColumnKind.TEXT, "the provider's own id of the work", limit=3000
    )
    foreign_landing_url: str = _mandatory(ColumnKind.URL, "the page about the work", limit=1000)
    url: str = _mandatory(ColumnKind.URL, "the media file", limit=3000, merge=Merge.URL)
    thumbnail: str | None = _column(
        ColumnKind.URL, "a smaller picture, at least 600 px on its longest edge", limit=3000
    )
    filetype: str | None = _column(
        ColumnKind.TEXT, "extension, lower case, no dot", limit=5, assumable=True
    )
    filesize: int | None = _column(ColumnKind.BIGINT, "bytes")
    creator: str | None = _column(ColumnKind.TEXT, "who made it", limit=2000, too_long=_TRUNCATE)
    creator_url: str | None = _column(ColumnKind.URL, "the creator's page", limit=2000)
    title: str | None = _column(ColumnKind.TEXT, "the work's title", limit=5000, too_long=_TRUNCATE)
    meta_data: Mapping[str, Any] | None = _column(
        ColumnKind.JSON,
        "what else is known; always has license_url and raw_license_url",
        merge=Merge.MERGE_KEYS,
    )
    tags: Sequence[str | Mapping[str, Any]] | None = _column(
        ColumnKind.TAGS, "objects {name, provider[, accuracy]}", merge=Merge.TAGS
    )
    category: str | None = _column(
        ColumnKind.TEXT, "kind of work, from a fixed list", limit=80, assumable=True
    )
    watermarked: bool | None = _column(
        ColumnKind.BOOLEAN, "whether a watermark covers it", media=IMAGE
    )
    provider: str | None = _column(
        ColumnKind.TEXT, "the API or site that we ingest from", limit=80, required=True
    )
    source: str | None = _column(
        ColumnKind.TEXT,
        "the collection inside the provider",
        limit=80,
        required=True,
        assumable=True,
    )
    ingestion_type: str | None = _column(
        ColumnKind.TEXT, "provider_api, commoncrawl or sql_bulk_load", limit=80, assumable=True
    )
    width: int | None = _column(ColumnKind.INTEGER, "pixels", media=IMAGE)
    height: int | None = _column(ColumnKind.INTEGER, "pixels", media=IMAGE)
    duration: int | None = _column(ColumnKind.BIGINT, "milliseconds", media=AUDIO)
    bit_rate: int | None = _column(ColumnKind.INTEGER, "bits per second", media=AUDIO)
    sample_rate: int | None = _column(ColumnKind.INTEGER, "hertz", media=AUDIO)
    genres: Sequence[str] | None = _column(
        ColumnKind.TEXT_ARRAY, "musical genres", media=AUDIO, limit=80, merge=Merge.UNITE
    )
    audio_set: Mapping[str, Any] | None = _column(
        ColumnKind.JSON,
        "album or pack: title, foreign_landing_url, thumbnail, creator, creator_url, "
        "foreign_identifier",
        media=AUDIO,
        merge=Merge.MERGE_KEYS,
    )
    set_position: int | None = _column(ColumnKind.INTEGER, "place in the set, from 1", media=AUDIO)
    alt_files: Sequence[Mapping[str, Any]] | None = _column(
        ColumnKind.FILES,
        "other files of the work: url, filesize, filetype, bit_rate, sample_rate, duration",
        media=AUDIO,
        merge=Merge.UNITE,
    )
    audio_set_foreign_identifier: str | None = _column(
        ColumnKind.TEXT, "the set's id at the provider", media=AUDIO, limit=1000
    )


# `license_info` is one value in a record and two columns in a table.
_LICENSE_COLUMNS = (
    Column("license", ColumnKind.TEXT, "Creative Commons' slug", limit=50, required=True),
    Column("license_version", ColumnKind.TEXT, "e.g. 4.0, or N/A", limit=25, required=True),
)


def declared_columns(record: type[MediaRecord]) -> tuple[Column, ...]:
    """Return the columns that a class of records declares, those of its licence among them."""
    declared = {f.name: f.metadata for f in fields(record) if f.metadata}
    columns = [Column(name=name, **options) for name, options in declared.items()]
    place = list(declared).index("filesize") + 1
    return (*columns[:place], *_LICENSE_COLUMNS, *columns[place:])


COLUMNS: tuple[Column, ...] = declared_columns(MediaRecord)


@dataclass(frozen=True, slots=True)
class MediaTable:
    """The declaration of one media type: what its table holds and what its records may be.

    Attributes:
        name: the media type, which is the table's name; tombstones lie in `deleted_<name>`.
        columns: of a record, in order. The database adds its own, such as `identifier`.
        filetypes: of its files, as `filetype` has them.
        categories: of its works, as `category` has them.
        size: in SQL, by which size a search finds a work: see migration 0040.
        has_inlinks: whether loads look up how often other sites show a file.
    """

    name: MediaType
    columns: tuple[Column, ...]
    filetypes: frozenset[str]
    categories: frozenset[str]
    size: str
    has_inlinks: bool = False


def _table(name: MediaType, filetypes: str, categories: str, **options: Any) -> MediaTable:
    columns = tuple(column for column in COLUMNS if name in column.media)
    return MediaTable(
        name, columns, frozenset(filetypes.split()), frozenset(categories.split()), **options
    )


TABLES: dict[MediaType, MediaTable] = {
    table.name: table
    for table in (
        _table(
            "image",
            "avif bmp djvu gif heic jp2 jpg png svg tiff webp xcf",
            "photograph digitized_artwork illustration",
            size="image_size(width, height)",
            has_inlinks=True,
        ),
        _table(
            "audio",
            "aac aiff flac m4a m4b mid mp3 mp4 ogg opus wav webm wma",
            "audiobook music news podcast pronunciation sound_effect",
            size="audio_size(duration)",
        ),
    )
}
Row = dict[str, Any]
# Stands among what is assumed of a row whose licence's link nobody gave.
LICENSE_URL = "license_url"


class CleanRow(Row):
    """A row, and which of its values nobody gave.

    Attributes:
        assumed: names of columns that hold what usually stands there. Such a value fills a gap of
            a stored record and never replaces what is known.
    """

    __slots__ = ("assumed",)
    assumed: list[str]


def columns_of(media_type: MediaType) -> tuple[Column, ...]:
    """Return the columns that records of one media type have, in order."""
    return TABLES[media_type].columns
