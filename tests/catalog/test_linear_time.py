"""What reads web text takes time that grows with the text, and not with its square.

Every pattern of a module or a class of `catalog`, also within tables of them, is found by itself,
and timed on texts made of its own characters; a new one needs no line here. Parsers written by hand
stand in PARSERS. How the time is told: `tests.growth`.
"""

import dataclasses
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
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
from tests.growth import MOST, TIMES, growth

SIZE = 2_000


def patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    seen: set[int] = set()
    for found in pkgutil.walk_packages(catalog.__path__, "catalog."):
        if found.name == "catalog.__main__":
            continue  # importing it runs the command
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_in(value, found.name)):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield f"{found.name}.{name}{f'[{number}]' if number else ''}", pattern


def patterns_in(value: Any, module: str, depth: int = 3) -> Iterator["re.Pattern[Any]"]:
    """Yield a pattern, or those in a table or a class of the module's own."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for inner in value.values():
            yield from patterns_in(inner, module, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from patterns_in(inner, module, depth - 1)
    elif depth and isinstance(value, type) and value.__module__ == module:
        yield from patterns_in(list(vars(value).values()), module, depth - 1)
    elif depth and dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = [getattr(value, each.name, None) for each in dataclasses.fields(value)]
        yield from patterns_in(held, module, depth - 1)


def texts(pattern: "re.Pattern[Any]", size: int) -> Iterator[Any]:
    """Yield texts of the pattern's own words, characters and some that many patterns name.

    What comes last is none of them: to fail there is what makes a pattern try all ways.
    """
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin")
    )
    words = [w.replace("\\", "") for w in re.findall(r"(?:[\w/:@#.-]|\\[./])+", source)]
    for unit in {*words, *source, "a", " ", "a.", "0", "//", "\n", "<", '"', ";"}:
        if unit:
            text = (unit * size)[: size - 1] + "~"
            yield text if isinstance(pattern.pattern, str) else text.encode("latin", "replace")


FOUND = dict(patterns())
QUICK = ("catalog.warc.", "catalog.links.", "catalog.numbers")  # the others: `make proof`
# These are asked at the beginning of a text only, and would not be linear if they were searched.
ANCHORED = {
    "catalog.licenses._OTHER_SCHEME": "match",
    "catalog.licenses._NAME": "fullmatch",
    "catalog.providers.nappy._SIZE": "fullmatch",
    "catalog.pages.attribution._TITLED": "fullmatch",
}


def test_patterns_of_every_room_are_found_also_within_tables() -> None:
    rooms = {name.split(".")[1] for name in FOUND}
    assert {"warc", "links", "pages", "cleaning", "apis", "providers", "database"} <= rooms
    assert any(name.startswith("catalog.pages.link_resolution._SIZE_PATHS[") for name in FOUND)
    assert any(name.startswith("catalog.pages.sites.") for name in FOUND)


def test_no_group_is_possessive_for_older_pythons_read_it_wrongly() -> None:
    """Before 3.11.5 one with a choice in it matched less (gh-106052); `(?>...)` does the same."""
    sources = {
        name: text.decode() if isinstance(text, bytes) else text
        for name, pattern in patterns()
        for text in [pattern.pattern]
    }
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    assert [name for name, text in sources.items() if possessive.search(text)] == []
    assert possessive.search(r"(?:a|bc)*+x")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name.startswith(QUICK) else [pytest.mark.slow])
        for name in FOUND
    ],
)
def test_a_pattern_takes_linear_time(name: str) -> None:
    pattern = FOUND[name]
    ask = getattr(pattern, ANCHORED[name]) if name in ANCHORED else partial(count, pattern)
    for large in texts(pattern, TIMES * SIZE):
        assert growth(ask, SIZE, of=lambda size, large=large: large[-size:]) < MOST


def count(pattern: "re.Pattern[Any]", text: Any) -> int:
    return sum(1 for _ in pattern.finditer(text))


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
    assert growth(PARSERS[name], SIZE) < MOST


def test_the_measurement_tells_a_quadratic_pattern() -> None:
    pattern = re.compile(r"[^ ]*creativecommons\.org[^ ]*")
    assert growth(pattern.findall, SIZE, of=lambda size: "a" * size) > MOST
