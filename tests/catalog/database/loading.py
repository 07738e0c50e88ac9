"""Rows, files and whole tables, in the words of the tests."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from catalog.cleaning import clean_row
from catalog.database import loader
from catalog.database.connection import Connection
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.source_files import source_files
from catalog.landing import write_landing_file
from catalog.records import MediaType, Row, columns_of

BY = {"license": "by", "license_version": "4.0", "provider": "flickr", "source": "flickr"}


def image(number: int | str, **given: Any) -> Row:
    """Return an image's row; what is not given follows from its number."""
    row: Row = {
        "foreign_identifier": str(number),
        "foreign_landing_url": f"https://example.org/photos/{number}",
        "url": f"https://img.example.org/{number}.jpg",
        "title": f"Title {number}",
        **BY,
    }
    return row | given


def audio(number: int | str, **given: Any) -> Row:
    """Return a recording's row."""
    given = {"url": f"https://audio.example.org/{number}.mp3", "provider": "jamendo"} | given
    return image(number, **{"source": "jamendo", **given})


Place = TypeVar("Place", str, Path)


def landing(path: Place, rows: Iterable[Row], media_type: MediaType = "image") -> Place:
    """Write rows as providers do: cleaned, as landing Parquet."""
    write_landing_file(str(path), media_type, [clean_row(row, media_type) for row in rows])
    return path


def crawl_csv(path: Path, rows: Iterable[Row]) -> Path:
    """Write rows as the crawl's provider job does."""
    names = [column.name for column in columns_of("image")]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _text(value) for name, value in row.items()})
    return path


def _text(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def load(
    url: str,
    path: str | Path,
    *,
    media_type: MediaType | None = None,
    rejected: Path | None = None,
    **options: Any,
) -> FileReport:
    """Load one file."""
    (source,) = source_files(str(path), media_type=media_type)
    return loader.load_file(url, source, options=LoadOptions(**options), rejected_path=rejected)


def rejections(path: Path) -> list[dict[str, Any]]:
    """Return what a file of rejected rows says."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def fates(report: FileReport) -> tuple[int, int, int, int]:
    """Return read, inserted, updated, unchanged."""
    return report.read, report.inserted, report.updated, report.unchanged


def stored(connection: Connection, *columns: str, table: str = "image") -> list[tuple[Any, ...]]:
    """Return columns of every row, ordered by provider and id."""
    return connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} ORDER BY provider, foreign_identifier"
    ).fetchall()


def note_ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that tells from now on which way each load went: `fill`, `add` or `merge`."""
    gone: list[str] = []
    for way in ("fill", "add", "merge"):
        original = getattr(loader._Job, way)

        def noted(job: loader._Job, way: str = way, original: Any = original) -> Any:
            report = original(job)
            gone.extend([way] if report else [])
            return report

        monkeypatch.setattr(loader._Job, way, noted)
    return gone
