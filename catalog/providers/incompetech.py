"""Incompetech, music by Kevin MacLeod, one JSON file.

Docs: https://incompetech.com/music/royalty-free/faq.html
Licences: CC BY 4.0 for everything, by the site's terms; an answer does not repeat it.
Limits: none stated; no key.

The file holds all pieces at once. A piece's length is written as hours, minutes and seconds.
"""

from datetime import date
from typing import Any
from urllib.parse import quote

from catalog.apis.paginators import SinglePage
from catalog.files.http import HttpLimits
from catalog.providers.base import Expect, Payload, Provider, license_of
from catalog.providers.fields import milliseconds, unique
from catalog.records import MediaRecord

SITE = "https://incompetech.com/music/royalty-free/"


def parse_piece(piece: dict[str, Any]) -> MediaRecord:
    return MediaRecord(
        media_type="audio",
        license_info=license_of("by", "4.0"),
        foreign_identifier=piece["isrc"],
        foreign_landing_url=f"{SITE}index.html?isrc={quote(piece['isrc'])}",
        url=f"{SITE}mp3-royaltyfree/{quote(piece['filename'])}",
        filetype="mp3",
        creator="Kevin MacLeod",
        creator_url="https://incompetech.com/",
        title=piece.get("title"),
        tags=tags_of(piece),
        category="music",
        duration=milliseconds(piece.get("length")),
        meta_data={
            "description": piece.get("description"),
            "bpm": piece.get("bpm"),
            "uploaded": piece.get("uploaded"),
        },
    )


def tags_of(piece: dict[str, Any]) -> list[str]:
    words = f"{piece.get('feel') or ''},{piece.get('instruments') or ''}".split(",")
    return unique(*(word.strip() for word in words))


PROVIDER = Provider(
    name="incompetech",
    title="Incompetech",
    media={"audio": "incompetech"},
    docs="https://incompetech.com/music/royalty-free/faq.html",
    license_policy="CC BY 4.0 for every piece, by the site's terms",
    licenses=frozenset({"by"}),
    rate_limit="none stated",
    url=SITE + "pieces.json",
    id_path=("isrc",),
    paginator=SinglePage(),
    page=Payload("pieces", (), keys=("isrc", "filename")),
    others=(Payload("piece", None, keys=("isrc", "filename")),),
    limits=HttpLimits(delay=1, timeout=60),
    schedule="monthly",
    start_date=date(2026, 11, 25),
    expect=Expect(min_records=1_000),
    category="music",
    parse=parse_piece,
)
