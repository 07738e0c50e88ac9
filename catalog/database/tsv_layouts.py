"""The column orders of the old catalogs' TSV files, by media type and version."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES, MediaType

# The crawl's own output is the first layout without its last column.
_IMAGE_000 = (
    *("foreign_identifier", "foreign_landing_url", "url", "thumbnail", "width", "height"),
    *("filesize", "license", "license_version", "creator", "creator_url", "title", "meta_data"),
    *("tags", "watermarked", "provider", "source", "ingestion_type"),
)
_COMMON_001 = (
    *("foreign_identifier", "foreign_landing_url", "url", "thumbnail", "filetype", "filesize"),
    *("license", "license_version", "creator", "creator_url", "title", "meta_data", "tags"),
    *("category", "watermarked", "provider", "source", "ingestion_type"),
)
_IMAGE_001 = (*_COMMON_001, "width", "height")
_AUDIO_001 = (
    *_COMMON_001,
    *("duration", "bit_rate", "sample_rate", "genres", "audio_set", "set_position", "alt_files"),
)
LAYOUTS: Mapping[tuple[MediaType, str], tuple[tuple[str, ...], ...]] = {
    ("image", "000"): (_IMAGE_000, _IMAGE_000[:-1]),
    ("image", "001"): (_IMAGE_001,),
    ("audio", "001"): (_AUDIO_001, (*_AUDIO_001, "audio_set_foreign_identifier")),
}
# What columns were called before they had the database's names.
OLD_NAMES: Mapping[str, str] = {
    "thumbnail_url": "thumbnail",
    "license_": "license",
    "image_url": "url",
    "audio_url": "url",
}
_VERSION = re.compile(r"_v(\d{3})(?=[_.])")
_MEDIA = re.compile(r"_(image|audio)(?=_v\d{3}[_.])")


def version_in(uri: str) -> str | None:
    """Return the version that a TSV file's name states, such as `001` of `met_image_v001_2.tsv`."""
    match = _VERSION.search(PurePosixPath(uri).name)
    return match[1] if match else None


def media_type_in(uri: str) -> MediaType | None:
    """Return the media type that a file's name states, or else one of its folders.

    >>> media_type_in("wikimedia_audio_audio_v001_20230501.tsv")
    'audio'
    >>> media_type_in("s3://commonsmapper/common_crawl_image_data/CC-MAIN-2018-22/met/1.csv")
    'image'
    """
    match = _MEDIA.search(PurePosixPath(uri).name)
    folders = PurePosixPath(uri).parts[:-1]
    if match or "common_crawl_image_data" in folders:
        return "audio" if match and match[1] == "audio" else "image"
    return next((media for media in MEDIA_TYPES if media in folders[-8:]), None)


def layout_of(media_type: MediaType, version: str, fields: int) -> tuple[str, ...]:
    """Return the columns of a file in order, from the number of fields in its first line.

    A first line of another length gets the version's main layout, and is then malformed.

    Raises:
        UsageError: there is no such version of files of that media type.
    """
    layouts = LAYOUTS.get((media_type, version.zfill(3)))
    if layouts is None:
        known = ", ".join(f"{media} {number}" for media, number in LAYOUTS)
        raise UsageError(f"there is no {media_type} TSV of version {version}; known are {known}")
    return next((layout for layout in layouts if len(layout) == fields), layouts[0])
