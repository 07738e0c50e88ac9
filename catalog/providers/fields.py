"""Small readings that several providers' answers have in common."""

import math
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import reduce
from itertools import islice
from operator import getitem
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from catalog.errors import CatalogError, RecordRejected
from catalog.numbers import read_number
from catalog.records import MediaRecord

T = TypeVar("T")
R = TypeVar("R")
# In `meta_data`, until the frame has counted it: that a value of the item could not be read.
UNREADABLE = "unreadable"
_MOST_TRIES = 300
# What may say that a work is not free: without such a value it would pass for one that is.
_DECIDES = re.compile(
    r"licen[cs]|rights|copyright|access|restrict|condition|public|domain|permi|status",
    re.IGNORECASE,
)
# How catalogs write in their languages that nobody knows who made a work, and what he was.
_NOBODY = (
    "unknown|unidentified|unnamed|anonymous|anon|not known|not available|not identified|none|n/a|"
    "onbekende?|anoniem|unbekannte?r?|anonyme?r?|inconnue?|non identifiée?|an[óôo]nim[oa]|"
    "desconocid[oa]|desconhecid[oa]|sconosciut[oa]|ignot[oa]|ukendt|ukjent|okänd|tuntematon|"
    "nieznany|anonim|neznámý|ismeretlen|tundmatu|неизвестный|неизвестен|аноним"
)
_MAKERS = (
    "artist|maker|author|creator|photographer|painter|sculptor|engraver|printmaker|designer|"
    "manufacturer|publisher|person|user|composer|kunstenaar|vervaardiger|fotograaf|künstler|"
    "urheber|fotograf|artiste|auteur|photographe|artista|autore?|fotógrafo|fotografo|kunstner|"
    "konstnär|författare|upphovsman|kuvaaja|valokuvaaja|tekijä|taiteilija|autor"
)
_NAMES_NOBODY = re.compile(
    rf"[\[(<]{{0,2}}(?:(?:{_NOBODY})\.?(?: (?:{_MAKERS})s?)?|(?:{_MAKERS}):? (?:{_NOBODY})"
    r"|this file is lacking author information)\.?\s*(?:[\])>,(;/?].*|\s-\s.*)?",
    re.IGNORECASE,
)


def each(items: Iterable[T], parse: Callable[[T], R]) -> Iterator[R | RecordRejected]:
    """Parse every medium of a work; what is wrong with one of them costs itself only."""
    return (read(item, parse) for item in items if item is not None)


def read(item: T, parse: Callable[[T], R]) -> R | RecordRejected:
    """Return what an item becomes, or why it is rejected: for what it lacks, or for its shape.

    A null among its values, or in a list's place, is nothing that it needs; and of a value that it
    is good without, of a shape that nobody reads, it is rid.
    """
    try:
        return parse(item)
    except RecordRejected as rejection:
        return rejection
    except CatalogError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge: one item must not end its page
        what = _unreadable(error)
    whole = without_nulls(item)
    try:
        return parse(whole)
    except RecordRejected as rejection:
        return rejection
    except Exception:  # noqa: BLE001 - as above; what is reported is what the whole item raised
        found = None if what.reason.startswith("missing_") else _without_a_value(whole, parse)
        return what if found is None else found


def _without_a_value(item: Any, parse: Callable[[Any], R]) -> R | None:
    """Return what an item becomes without the smallest value whose lack makes it readable."""
    path: tuple[Any, ...] = ()
    found: R | None = None
    while smaller := next(_readable_without(item, path, parse), None):
        path, found = smaller
    return found


def _readable_without(
    item: Any, path: tuple[Any, ...], parse: Callable[[Any], R]
) -> Iterator[tuple[tuple[Any, ...], R]]:
    """Yield the values below a path without which an item is readable, and what it then is."""
    for below in islice(_paths_below(item, path), _MOST_TRIES):
        if _decides(item, below):
            continue
        try:
            found = parse(_without(item, below))
        except Exception:  # noqa: BLE001, S112 - it is another value, or more than one
            continue
        if _note_in(found):
            yield below, found


def _paths_below(item: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all values below a path, the nearest ones first."""
    waiting = deque([path])
    while waiting:
        path = waiting.popleft()
        value = reduce(getitem, path, item)
        is_list = isinstance(value, list)
        steps = value if isinstance(value, dict) else range(len(value) if is_list else 0)
        below = [(*path, step) for step in steps]
        yield from below
        waiting.extend(below)


def _decides(item: Any, path: tuple[Any, ...]) -> bool:
    """Tell whether a value may say what is allowed with the work, or holds one that may."""
    names = [*path, *_keys_in(reduce(getitem, path, item))]
    return any(_DECIDES.search(name) for name in names if isinstance(name, str))


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _keys_in(one)


def _without(value: Any, path: tuple[Any, ...]) -> Any:
    copied, (step, *rest) = copy(value), path
    if rest:
        copied[step] = _without(copied[step], tuple(rest))
    else:
        del copied[step]
    return copied


def _note_in(found: Any) -> bool:
    """Mark records as made without a value, and tell whether there are any."""
    records = [one for one in many(found) if isinstance(one, MediaRecord)]
    for record in records:
        record.meta_data = {**(record.meta_data or {}), UNREADABLE: True}
    return bool(records)


def _unreadable(error: Exception) -> RecordRejected:
    if isinstance(error, KeyError):
        return RecordRejected(missing(error.args[0]))
    return RecordRejected("unexpected_shape", f"{type(error).__name__}: {error}"[:200])


def missing(name: object) -> str:
    """Return the reason that names what is missing, in one word."""
    return "missing_" + re.sub(r"\W", "", str(name))


def without_nulls(value: Any) -> Any:
    """Return a copy of a JSON value without nulls, as if they had never been written.

    >>> without_nulls({"tags": ["sea", None], "maker": None})
    {'tags': ['sea']}
    """
    if isinstance(value, list):
        return [without_nulls(one) for one in value if one is not None]
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return value


def unique(*words: Any) -> list[str]:
    """Return words in their order, without repetitions and what is none.

    >>> unique("sea", None, "tower", "sea", "", {})
    ['sea', 'tower']
    """
    return list(dict.fromkeys(word for word in words if word and isinstance(word, str)))


def first(value: Any, *paths: str) -> Any:
    """Return what lies at the first of several paths, taking the first entry of every list.

    >>> first({"title": ["Sea"], "maker": {"name": "Anna"}}, "maker.title", "title")
    'Sea'
    """
    for path in paths:
        found = value
        for step in path.split("."):
            found = found[0] if isinstance(found, list) and found else found
            found = found.get(step) if isinstance(found, dict) else None
        found = found[0] if isinstance(found, list) and found else found
        if found:
            return found
    return None


def many(value: Any) -> list[Any]:
    """Return a list of what may be one value, several, or none.

    >>> many("Anna"), many(["Anna", "Ben"]), many(None), many("")
    (['Anna'], ['Anna', 'Ben'], [], [])
    """
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def credit(*names: Any) -> str | None:
    """Return who is to be credited, one or several, each once.

    >>> credit("Anna", None, ["Ben", "Anna"]), credit([])
    ('Anna; Ben', None)
    """
    found = unique(*(name for given in names for name in many(given)))
    return "; ".join(unique(*map(str.strip, found))) or None


def names_in(creator: str) -> list[str]:
    """Return the names of a creator's, of several that semicolons part; not what means nobody.

    >>> names_in("Unknown artist; Anna Ancher"), names_in("Anonymous (French, 15th century)")
    (['Anna Ancher'], [])
    """
    parts = creator.split("; ") if ";" in creator else [creator]
    return [name for name in parts if not _NAMES_NOBODY.fullmatch(name.strip())]


def without_param(url: str, name: str) -> str:
    """Return a URL without one query parameter.

    >>> without_param("https://mp3d.jamendo.com/?trackid=732&format=mp32&from=me", "from")
    'https://mp3d.jamendo.com/?trackid=732&format=mp32'
    """
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key != name]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def hertz(text: str | None) -> int | None:
    """Return a sample rate such as "48k"; ccMixter rounds 44.1 kHz to "44k".

    >>> hertz("44.1k"), hertz("44k"), hertz("48k"), hertz(None)
    (44100, 44100, 48000, None)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)k", text or "")
    if not found:
        return None
    return 44_100 if found[1] == "44" else round(float(found[1]) * 1000)


def number(value: Any) -> int | float | None:
    """Return a number that an API gives as one or as text, or None where it is none.

    >>> number("1563"), number(2.5), number(True), number("wide"), number(None)
    (1563, 2.5, None, None, None)
    """
    if isinstance(value, str):
        return read_number(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and math.isfinite(value) else None


def milliseconds(value: Any) -> int | None:
    """Return a duration in seconds, as a number or text, or as a clock shows it.

    >>> milliseconds("1:05:46"), milliseconds("5:46"), milliseconds("351.4"), milliseconds("")
    (3946000, 346000, 351400, None)
    >>> milliseconds(0.59012), milliseconds(None)
    (590, None)
    """
    seconds_given = number(value)
    text = str(seconds_given) if seconds_given is not None else value
    if not isinstance(text, str) or not re.fullmatch(
        r"(?:\d{1,4}:){0,2}\d{1,6}(?:\.\d{1,6})?", text
    ):
        return None
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)
