"""ccMixter, remixes and samples, query API.

Docs: http://ccmixter.org/query-api
Licences: each upload links to its own; the retired sampling licences are rejected.
Limits: none stated; no key.

Numbers may have leading zeros, which JSON forbids. An upload has several files, some of them
archives; the smallest audio file says how long the work is. ccMixter answers 403 to whoever asks
for a file from another site, so none of them can be played elsewhere: `url` is the page that plays
it, and the files are its `alt_files`.
"""

import re
from typing import Any

from catalog.apis.paginators import Offset
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.base import ALL_LICENSES, Expect, Payload, Provider, license_at
from catalog.providers.fields import hertz, milliseconds
from catalog.records import MediaRecord

_STRING_OR_ZEROS = re.compile(rb'"(?:[^"\\]|\\.)*"|(?<![\w.])0+(?=\d)')


def parse_upload(upload: dict[str, Any]) -> MediaRecord:
    files = sorted(audio_files(upload["files"]), key=lambda file: file["filesize"] or 0)
    if not files:
        raise RecordRejected("no_audio")
    return MediaRecord(
        media_type="audio",
        license_info=license_at(upload["license_url"]),
        foreign_identifier=str(upload["upload_id"]),
        foreign_landing_url=upload["file_page_url"],
        url=upload["file_page_url"],
        duration=files[0]["duration"],
        creator=upload.get("user_real_name") or upload.get("user_name"),
        creator_url=upload.get("artist_page_url"),
        title=upload.get("upload_name"),
        tags=tags_of(upload),
        meta_data={
            "description": upload.get("upload_description_plain"),
            "description_html": upload.get("upload_description_html"),
        },
        alt_files=files,
    )


def tags_of(upload: dict[str, Any]) -> list[str]:
    """Return the tags that people gave; the site's own say formats and kinds of files."""
    extra = upload.get("upload_extra") or {}
    own = {*words(extra.get("systags")), *words(extra.get("ccud"))}
    return [tag for tag in words(upload.get("upload_tags")) if tag not in own]


def words(text: str | None) -> list[str]:
    return [word for word in (text or "").split(",") if word]


def audio_files(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "url": file["download_url"].replace(" ", "%20"),
            "filesize": file.get("file_rawsize"),
            "filetype": info.get("default-ext"),
            "sample_rate": hertz(info.get("sr")),
            "duration": milliseconds(info.get("ps")),
        }
        for file in files
        if (info := file["file_format_info"]).get("media-type") == "audio"
    ]


def without_leading_zeros(answer: bytes) -> bytes:
    """Make JSON of an answer whose numbers have leading zeros; strings stay as they are.

    >>> without_leading_zeros(b'{"bpm": 094, "name": "a 007"}')
    b'{"bpm": 94, "name": "a 007"}'
    """
    return _STRING_OR_ZEROS.sub(lambda m: m[0] if m[0].startswith(b'"') else b"", answer)


PROVIDER = Provider(
    name="ccmixter",
    title="ccMixter",
    media={"audio": "ccmixter"},
    docs="http://ccmixter.org/query-api",
    license_policy="every upload's own; not the retired sampling licences",
    licenses=ALL_LICENSES,
    rate_limit="none stated",
    url="https://ccmixter.org/api/query/",
    params={"f": "json"},
    item_params={"ids": "{id}"},
    id_path=("upload_id",),
    paginator=Offset("offset", "limit", 100),
    page=Payload("page", (), keys=("upload_id", "files")),
    others=(Payload("upload", None, keys=("upload_id", "files")),),
    repair=without_leading_zeros,
    limits=HttpLimits(delay=1, timeout=60),
    schedule="monthly",
    expect=Expect(min_records=10_000),
    parse=parse_upload,
)
