"""Rows as old catalogs hold them, with all that is odd in real ones, and what each becomes."""

import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from catalog.database import server
from catalog.database.adopt.state import AdoptionRequest

FORMS = Path(__file__).parent / "old_catalogs"
_numbers = itertools.count()
LICENCE = "https://creativecommons.org/licenses/by/2.0/"
JAPANESE = "https://creativecommons.org/licenses/by-nd-nc/2.0/jp/"
TAGS = [{"name": "rain", "provider": "flickr"}, {"name": "sky", "provider": "flickr"}]
META = {"license_url": LICENCE, "raw_license_url": LICENCE, "views": "120"}


@dataclass(frozen=True)
class Odd:
    """One kind of row: what differs from a usual one, and what becomes of it.

    Attributes:
        expected: columns of the record that differ from what was given.
        aside: why it is set aside; None: it is a record.
    """

    given: dict[str, Any] = field(default_factory=dict)
    expected: dict[str, Any] = field(default_factory=dict)
    aside: str | None = None


# `{n}` stands for the row's number.
IMAGES: dict[str, Odd] = {
    "usual": Odd(),
    "removed at its source": Odd({"removed_from_source": True}),
    "never synced": Odd({"last_synced_with_source": None}),
    "no tags, as an object": Odd({"tags": {}}, {"tags": None}),
    "no tags, as a list": Odd({"tags": []}, {"tags": None}),
    "tags as words": Odd({"tags": ["rain", "sky"]}, {"tags": TAGS}),
    "tags as a text": Odd({"tags": "rain"}, {"tags": None}),
    "accuracy as text": Odd(
        {"tags": [{"name": "Cat", "provider": "rekognition", "accuracy": "0.93"}]},
        {"tags": [{"name": "Cat", "provider": "rekognition", "accuracy": 0.93}]},
    ),
    "version without a point": Odd({"license_version": "2"}, {"license_version": "2.0"}),
    "licence in capitals": Odd({"license": "BY"}, {"license": "by"}),
    "licence that is none": Odd({"license": "xx"}, aside="invalid_license"),
    "no version": Odd({"license_version": None}, aside="missing_license_version"),
    "Japanese link": Odd(
        {
            "license": "by-nc-nd",
            "meta_data": {"license_url": JAPANESE, "raw_license_url": None},
        },
        {
            "meta_data": {
                "license_url": "https://creativecommons.org/licenses/by-nc-nd/2.0/",
                "raw_license_url": "https://creativecommons.org/licenses/by-nc-nd/2.0/",
            }
        },
    ),
    "no meta_data": Odd(
        {"meta_data": None},
        {"meta_data": {"license_url": LICENCE, "raw_license_url": LICENCE}},
    ),
    "meta_data that is a list": Odd(
        {"meta_data": ["x"]},
        {"meta_data": {"license_url": LICENCE, "raw_license_url": LICENCE}},
    ),
    "no provider": Odd({"provider": None}, aside="missing_provider"),
    "no source": Odd({"source": None}, {"source": "flickr"}),
    "no id": Odd({"foreign_identifier": None}, aside="missing_foreign_identifier"),
    "no page": Odd({"foreign_landing_url": None}, aside="missing_foreign_landing_url"),
    "page that is none": Odd(
        {"foreign_landing_url": "javascript:alert({n})"}, aside="missing_foreign_landing_url"
    ),
    "address of a private network": Odd({"url": "http://10.0.0.1/{n}.jpg"}, aside="missing_url"),
    "address with markup": Odd({"url": "https://x y{n}/<script>"}, aside="missing_url"),
    "another spelling": Odd(
        {"url": "https://München.de:443/%7ea/{n}/Ü.jpg"},
        {"url": "https://xn--mnchen-3ya.de/~a/{n}/%C3%9C.jpg"},
    ),
    "no scheme": Odd(
        {"url": "//img.example.org/s/{n}.jpg"}, {"url": "https://img.example.org/s/{n}.jpg"}
    ),
    "a sound among images": Odd(
        {"url": "https://img.example.org/{n}.mp3", "filetype": None}, aside="wrong_media_type"
    ),
    "no filetype": Odd({"filetype": None}, {"filetype": "jpg"}),
    "filetype that is none": Odd({"filetype": "x-y"}, {"filetype": "jpg"}),
    "category that is none": Odd({"category": "nonsense"}, {"category": None}),
    "no way of ingestion": Odd({"ingestion_type": None}, {"ingestion_type": "provider_api"}),
    "negative numbers": Odd(
        {"width": -1, "height": -5, "filesize": -5},
        {"width": None, "height": None, "filesize": None},
    ),
    "markup in a title": Odd({"title": "&lt;b&gt;Rain&lt;/b&gt; {n}"}, {"title": "Rain {n}"}),
    "escapes in a title": Odd({"title": r"Caf\xe9 {n}"}, {"title": "Café {n}"}),
    "controls in a name": Odd({"creator": "An\u202en \x01a"}, {"creator": "Ann a"}),
    "spaces in a title": Odd({"title": "  a \t b  "}, {"title": "a b"}),
    "popularity above one": Odd(
        {"standardized_popularity": 1.5}, {"standardized_popularity": None}
    ),
    "popularity that is no number": Odd(
        {"standardized_popularity": float("nan")}, {"standardized_popularity": None}
    ),
}


def sounds() -> dict[str, Odd]:
    """Return the kinds of recordings."""
    ogg = {"url": "https://a.example.org/{n}.ogg", "filetype": "ogg", "bit_rate": "320000"}
    return {
        "usual": Odd(),
        "category as an array": Odd({"category": "{music}"}, {"category": "music"}),
        "genres": Odd({"genres": ["rock", 'pop, "x"', "rock"]}, {"genres": ["rock", "pop, 'x'"]}),
        "empty genres": Odd({"genres": []}, {"genres": None}),
        "numbers as texts": Odd({"alt_files": [ogg]}, {"alt_files": [{**ogg, "bit_rate": 320000}]}),
        "a file twice": Odd(
            {"alt_files": [{"url": ogg["url"]}, ogg]}, {"alt_files": [{**ogg, "bit_rate": 320000}]}
        ),
        "a set": Odd(
            {"audio_set": {"foreign_identifier": "s1", "title": "Set"}},
            {"audio_set_foreign_identifier": "s1"},
        ),
        "endless": Odd({"duration": -1}, {"duration": None}),
        "filetype that is none": Odd({"filetype": "mp32"}, {"filetype": "mp3"}),
        "licence that is none": Odd({"license": "xx"}, aside="invalid_license"),
    }


def usual(number: int, media_type: str = "image") -> dict[str, Any]:
    """Return a row with nothing odd about it."""
    moment = f"2021-{number % 12 + 1:02d}-{number % 28 + 1:02d} 10:00:00+00"
    row = {
        "identifier": UUID(int=number + 1, version=4),
        "created_on": moment,
        "updated_on": moment.replace("2021", "2022"),
        "ingestion_type": "provider_api",
        "provider": "flickr",
        "source": "flickr",
        "foreign_identifier": str(number),
        "foreign_landing_url": f"https://example.org/photos/{number}",
        "url": f"https://img.example.org/{number}.jpg",
        "thumbnail": f"https://img.example.org/t/{number}.jpg",
        "filesize": 1000 + number,
        "license": "by",
        "license_version": "2.0",
        "creator": "Ann",
        "creator_url": "https://example.org/ann",
        "title": f"Title {number}",
        "meta_data": META,
        "tags": TAGS,
        "last_synced_with_source": moment.replace("2021", "2023"),
        "removed_from_source": False,
        "filetype": "jpg",
        "category": "photograph",
        "standardized_popularity": number % 100 / 100,
    }
    if media_type == "image":
        return row | {"width": 640, "height": 480, "watermarked": False}
    return row | {
        "url": f"https://audio.example.org/{number}.mp3",
        "filetype": "mp3",
        "category": "music",
        "duration": 1000,
        "watermarked": False,
    }


@contextmanager
def database_of(server_dir: Path, form: str | None) -> Iterator[str]:
    """Give the URL of a database with empty tables of a form, or with none; dropped afterwards."""
    name = f"old_{next(_numbers)}"
    url = server.url(server_dir, "postgres")
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        made = server.url(server_dir, name)
        with psycopg.connect(made, autocommit=True) as connection:
            connection.execute((FORMS / f"{form}.sql").read_text() if form else "")
        yield made
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def in_place(url: str, **options: Any) -> AdoptionRequest:
    """Ask for an adoption by this process alone."""
    return AdoptionRequest(url, workers=1, **options)


def filled(value: Any, number: int) -> Any:
    """Return a value with the row's number in its texts."""
    return json.loads(json.dumps(value).replace("{n}", str(number)))


def rows(
    count: int, media_type: str = "image", first: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield rows of every kind in turn, with the kind's name."""
    kinds = IMAGES if media_type == "image" else sounds()
    names = list(kinds)
    for number in range(first, first + count):
        name = names[number % len(names)]
        yield name, usual(number, media_type) | filled(kinds[name].given, number)


def fill(url: str, table: str, given: Iterable[dict[str, Any]]) -> None:
    """Write rows into an old table; columns that it has not are left out."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
            [table],
        ).fetchall()
        kinds = dict(found)
        query = f"COPY {table} ({', '.join(kinds)}) FROM STDIN"
        with connection.cursor().copy(query) as copy:
            for row in given:
                row.setdefault("license_url", LICENCE)
                values = (row.get(name) for name in kinds)
                copy.write_row(
                    [
                        Jsonb(value) if kind == "jsonb" and value is not None else value
                        for value, kind in zip(values, kinds.values(), strict=True)
                    ]
                )
        connection.execute(f"ANALYZE {table}")
