"""Raw pages to landing Parquet, against what the pages and the files take alone; and the pace."""

import gc
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from bench.harness import Ratio, ratio_of
from catalog.ingestion.clients import client_for
from catalog.ingestion.pull import pull
from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.ingestion.seen_ids import Target
from catalog.landing import write_landing_file
from catalog.providers import base
from catalog.providers.flickr import PROVIDER as FLICKR
from catalog.providers.registry import provider
from catalog.records import Row

PAGES, PER_PAGE = 40, 500
WORDS = "harbour dawn boats sea light tower morning gulls rope old town fish market quay"

# None, none, one as it should be, one with HTML and line breaks.
DESCRIPTIONS = (
    "",
    "",
    "The old harbour, before boat {} leaves.",
    "<b>Boat {}</b>\n\nat dawn. " * 3,
)


def photo(number: int) -> dict[str, Any]:
    """Return a photo with as much in it as Flickr's have, some of it in need of cleaning."""
    host = f"https://live.staticflickr.com/65535/{60_000_000_000 + number}_0a1b2c3d4e"
    return {
        "id": str(60_000_000_000 + number),
        "owner": f"{10_000_000 + number % 977}@N01",
        "secret": "0a1b2c3d4e",
        "server": "65535",
        "farm": 66,
        "title": f"Harbour{'  ' if number % 5 == 0 else ' '}at dawn, no. {number}",
        "ispublic": 1,
        "license": str((1, 2, 3, 4, 5, 6, 9, 10, 11, 15)[number % 10]),
        "description": {"_content": DESCRIPTIONS[number % 4].replace("{}", str(number))},
        "dateupload": str(1_793_577_600 + number),
        "datetaken": "2026-10-31 06:12:00",
        "ownername": f"Anna Exämple {number % 977}",
        "views": str(number % 5000),
        "tags": " ".join(WORDS.split()[number % 7 : number % 7 + 7]),
        "content_type": "0",
        **{f"url_{size}": f"{host}_{size}.jpg" for size in "tsml"},
        **{f"height_{size}": 75 * n for n, size in enumerate("tsml", 1)},
        **{f"width_{size}": str(100 * n) for n, size in enumerate("tsml", 1)},
    }


def page(number: int) -> bytes:
    """Return the bytes of one page."""
    photos = [photo(n) for n in range(number * PER_PAGE, (number + 1) * PER_PAGE)]
    return orjson.dumps({"photos": {"photo": photos, "total": "1"}, "stat": "ok"})


def ingest(pages: list[bytes], folder: Path) -> None:
    """Parse, clean, validate and write pages, and count what is lost, as a pull does."""
    counts: Counter[str] = Counter()
    for number, data in enumerate(pages):
        items = FLICKR.page.items(orjson.loads(data)) or []
        parsed = parse_items(FLICKR, items, dropped=counts)
        rows = [one.row for one in parsed if isinstance(one, Parsed)]
        write_landing_file(str(folder / f"{number}.parquet"), "image", rows)


def finished_rows(pages: list[bytes]) -> list[list[Row]]:
    """Return the clean rows of each page."""
    found = []
    for data in pages:
        items = FLICKR.page.items(orjson.loads(data)) or []
        found.append([one.row for one in parse_items(FLICKR, items) if isinstance(one, Parsed)])
    return found


def alone(pages: list[bytes], rows: list[list[Row]], folder: Path) -> None:
    """Read the pages and write the finished rows, and nothing between."""
    for number, (data, ready) in enumerate(zip(pages, rows, strict=True)):
        orjson.loads(data)
        write_landing_file(str(folder / f"{number}.parquet"), "image", ready)


def turn(pages: list[bytes], rows: list[list[Row]], folder: Path) -> float:
    """Return our CPU time over that of reading and writing alone, page by page in turns."""
    ours = theirs = 0.0
    for number in range(len(pages)):
        one, ready = pages[number : number + 1], rows[number : number + 1]
        start = time.process_time()
        ingest(one, folder)
        middle = time.process_time()
        alone(one, ready, folder)
        ours += middle - start
        theirs += time.process_time() - middle
    return ours / theirs


def ratios() -> Iterator[Ratio]:
    """Yield the lines of this bench."""
    pages = [page(number) for number in range(PAGES)]
    rows = finished_rows(pages)
    gc.freeze()  # a pull holds the rows of one page, not those of all of them
    # In memory: what is measured is work, not the disk that both sides would wait for.
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        turn(pages[:1], rows[:1], Path(folder))  # what a first time loads is not the work either
        name = f"providers: {PAGES * PER_PAGE} flickr photos to Parquet vs loads + write"
        yield ratio_of(name, [turn(pages, rows, Path(folder)) for _ in range(7)], at_most=4.0)
    yield pace()


def pace(count: int = 20, delay: float = 0.25) -> Ratio:
    """Return the time between two requests in delays, while every page takes time to parse."""
    from scripts.provider_api import serving

    museum = provider("clevelandmuseum")
    with tempfile.TemporaryDirectory() as folder, serving(count * 25) as url:

        def slowly(item: Any) -> base.Parsed:
            time.sleep(delay / 40)
            return museum.parse(item)

        slow = replace(museum, parse=slowly)
        client = client_for(slow, mirror=url, delay=delay)
        start = time.perf_counter()
        target = Target(output=folder, day=date(2026, 11, 23))
        pulled = pull(slow, None, client=client, target=target)
        took = time.perf_counter() - start
    value = took / (pulled.counts["requests"] * delay)
    return Ratio(
        "providers: time between requests vs the delay",
        value,
        value,
        value,
        "<= 1.1x",
        value <= 1.1,
    )
