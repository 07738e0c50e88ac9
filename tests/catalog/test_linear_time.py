"""What reads web text takes time that grows with the text, and not with its square.

Every module-level pattern below the rooms is found by itself, and timed on texts made of its own
characters; parsers written by hand stand in PARSERS. CPU time at eight times the size, over that at
one, is about 8; a quadratic one gives 64. Other rooms: add a name to ROOMS, or a line to PARSERS.
"""

import importlib
import pkgutil
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import catalog
from catalog.files.http import retry_after_seconds
from catalog.links.link_rows import html_metadata, link_rows
from catalog.links.unreadable import Unreadable
from catalog.links.wat import parse_record
from catalog.links.wat_page import WatPage
from catalog.numbers import whole_number
from catalog.warc.http_body import decoded_body
from catalog.warc.warc_records import same_page

ROOMS = ("catalog.warc.", "catalog.links.", "catalog.numbers")
SIZE = 2_000
MOST = 24.0  # between 8 (linear) and 64 (quadratic)
TOO_SHORT = 0.02  # seconds in which nothing can be told, nor hurt


def patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    for module in pkgutil.walk_packages(catalog.__path__, "catalog."):
        if module.name.startswith(ROOMS):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def texts(pattern: "re.Pattern[Any]", size: int) -> Iterator[Any]:
    """Yield texts of the pattern's own words, characters and some that many patterns name."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin")
    )
    words = [w.replace("\\", "") for w in re.findall(r"(?:[\w/:@#.-]|\\[./])+", source)]
    for unit in {*words, *source, "a", " ", "a.", "0", "//", "\n", "<", '"', ";"}:
        if unit:
            text = (unit * size)[:size]
            yield text if isinstance(pattern.pattern, str) else text.encode("latin", "replace")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[int], object]) -> float:
    """Return how much longer the eightfold takes: the least of three, as others use the machine."""
    large = min(seconds(lambda: work(8 * SIZE)) for _ in range(2))
    if large < TOO_SHORT:
        return 0.0
    return large / min(seconds(lambda: work(SIZE)) for _ in range(3))


FOUND = dict(patterns())


@pytest.mark.parametrize("name", FOUND)
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = FOUND[name]
    for small, large in zip(texts(pattern, SIZE), texts(pattern, 8 * SIZE), strict=True):
        by_size = {SIZE: small, 8 * SIZE: large}
        assert growth(lambda size, by=by_size: sum(1 for _ in pattern.finditer(by[size]))) < MOST


def page(**told: Any) -> WatPage:
    empty: dict[str, Any] = {"links": [], "head_links": [], "metas": []}
    return WatPage("https://e.example/", None, "x.warc.gz", 1, 1, **(empty | told))


def licence_meta(size: int) -> object:
    meta = {"name": "license", "content": "creativecommons.org " + "a" * 10 * size}
    return list(link_rows(page(metas=[meta]), None, Counter()))


CHUNKED = {"transfer-encoding": "chunked"}
PARSERS: dict[str, Callable[[int], object]] = {
    "a licence meta with one long word": licence_meta,
    "chunks of one byte": lambda n: decoded_body(
        b"1\r\nx\r\n" * n, {"transfer-encoding": "chunked"}
    ),
    "a chunk of negative size": lambda n: decoded_body(
        b"4\r\nabcd\r\n-f\r\n" + b"A" * 10 * n, CHUNKED
    ),
    "links of one page": lambda n: html_metadata(
        [{"path": "A@/href", "url": f"//{i}.example/"} for i in range(n)], "e.example", Counter()
    ),
    "a record of brackets": lambda n: parse_record(
        b"WARC/1.0\r\nContent-Type: application/json\r\n\r\n" + b"[" * 10 * n,
        Counter(),
        Unreadable(Counter()),
    ),
    "an address of slashes": lambda n: same_page("http://" + "/" * 10 * n, "x" * n),
    "a number": lambda n: whole_number("9" * 10 * n),
    "a wait": lambda n: retry_after_seconds("Sun, " * n),
}


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_takes_linear_time(name: str) -> None:
    assert growth(PARSERS[name]) < MOST


def test_the_measurement_tells_a_quadratic_pattern() -> None:
    pattern = re.compile(r"[^ ]*creativecommons\.org[^ ]*")
    assert growth(lambda size: pattern.findall("a" * size)) > MOST
