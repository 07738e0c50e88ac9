"""Read what somebody else reports as dead: URLs or identifiers of works, in whatever list.

The dead links that the Openverse API knows lie in Redis under `valid:<url>`, each with the status
that it got (WordPress/openverse, api/api/utils/check_dead_links/__init__.py, read November 2026);
WordPress/openverse#3585 wants them written to a file. Nobody has said in which form, so each line
is taken for what it can be: a word alone, a row of a table, a line of JSON.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from catalog.database.connection import Connection
from catalog.database.link_schedule import Link
from catalog.database.locks import for_table
from catalog.records import MediaType
from catalog.urls import file_url

_LINES = 5000
_URL = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_UUID = re.compile(r"(?<![0-9a-f-])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f-])")
# What parts columns may also be part of a URL, as commas are of IIIF's; so many ends are tried.
_ENDS = re.compile(r"[,;|'\])]|\.$")
_MOST_ENDS = 12


def links_of(
    connection: Connection, media_type: MediaType, lines: Iterable[str]
) -> tuple[list[Link], int]:
    """Return the works that a list of dead links names, and how many lines name none.

    A work is named by its identifier or the URL of its file, however that is spelled, anywhere in a
    line. Lines without either, such as the names of columns, do not count. All works that are found
    are suspects from now on.
    """
    found: dict[uuid.UUID, Link] = {}
    unknown, rest = 0, iter(lines)
    while some := list(islice(rest, _LINES)):
        named = [names for line in some if (names := _names(line))]
        known = _known(connection, media_type, named)
        for urls, identifiers in named:
            links = [link for name in (*urls, *identifiers) for link in known.get(name, ())]
            unknown += not links
            found |= {link.identifier: link for link in links}
    place = {"media_type": media_type, "identifiers": list(found)}
    connection.execute(for_table("suspect_reported", media_type), place)
    return list(found.values()), unknown


Names = tuple[list[str], list[str]]


def _known(
    connection: Connection, media_type: MediaType, named: Iterable[Names]
) -> dict[str, list[Link]]:
    """Return the works of each name that is one's."""
    named = list(named)
    asked = [
        ("find_links_by_url", "urls", {url for urls, _ in named for url in urls}),
        ("find_links_by_id", "identifiers", {one for _, ids in named for one in ids}),
    ]
    known: dict[str, list[Link]] = {}
    for query, key, values in asked:
        rows = connection.execute(for_table(query, media_type), {key: sorted(values)})
        for name, *link in rows:
            known.setdefault(str(name), []).append(Link(*link))
    return known


def _names(line: str) -> Names | None:
    """Return the URLs and identifiers that a line may mean; None: it means none."""
    text = "\n".join(_texts(line.replace("\0", "")))
    urls = [one for url in _URL.findall(text) for one in _endings(url)]
    identifiers = [str(uuid.UUID(one)) for one in _UUID.findall(text.lower())]
    return (urls, identifiers) if urls or identifiers else None


def _texts(line: str) -> Iterator[str]:
    """Yield the texts of a line of JSON; any other line is one."""
    if not line.lstrip().startswith(("{", "[")):
        yield line
        return
    try:
        waiting = [orjson.loads(line)]
    except orjson.JSONDecodeError:
        yield line
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _endings(url: str) -> Iterator[str]:
    """Yield a URL, and what it is if one of its signs is the first that does not belong to it.

    Each as records have it too: hosts, ports and escapes are spelled in one way there.
    """
    ends = [found.start() for found in _ENDS.finditer(url)]
    for one in (url, *(url[:end] for end in ends[-_MOST_ENDS:])):
        yield one
        cleaned = file_url(one)
        if cleaned and cleaned != one:
            yield cleaned
