"""Ranges of time, and how a list is cut that holds more than the API's paging gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from catalog.apis.paginators import Params, Path


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open range of time, UTC: a day, or a slice of it."""

    start: datetime
    end: datetime

    @classmethod
    def of_day(cls, day: date) -> "Window":
        """Return a whole day."""
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return cls(start, start + timedelta(days=1))

    @classmethod
    def between(cls, start: int, end: int) -> "Window":
        """Return the range between two moments, in seconds since 1970."""
        return cls(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))

    @property
    def seconds(self) -> tuple[int, int]:
        """Both ends in seconds since 1970."""
        return int(self.start.timestamp()), int(self.end.timestamp())


@dataclass(frozen=True, slots=True)
class Slices:
    """How a window is cut where it holds more than the API gives in one list.

    A whole day is asked first. Where it holds more than `at_most` it is asked by the hour, and a
    full hour in `few` parts, or in `many` from `threshold` on; what is still too full is halved.
    The first page of a slice says its total, so a quiet day costs nothing more.

    Attributes:
        total: where an answer says how many items the list has.
        at_most: the most items that a slice should have.
        otherwise: query parameters that divide a slice that cannot be cut further (one set each).
        smallest: seconds below which a slice is not cut.
    """

    total: Path
    at_most: int
    threshold: int
    few: int
    many: int
    otherwise: tuple[Params, ...] = ()
    smallest: int = 60


class Cutter(Protocol):
    """One way to cut a list: what a part of it is called, and what asks for that part.

    A part is a JSON value, so that it can be written down.
    """

    def params(self, part: Any) -> Params:
        """Return the query parameters that ask for a part; None is the whole."""
        ...

    def cut(self, part: Any, into: int) -> list[Any]:
        """Return smaller parts that are the part together, about so many; [] if there are none."""
        ...


@dataclass(frozen=True, slots=True)
class Numbers:
    """Cuts a list by a number that every item has one of: a year, an id.

    Attributes:
        start, end: the half-open range of the whole.
        ask: (first, end) -> the parameters that ask for a half-open range. APIs that include
            both ends get `end - 1`.

    >>> years = Numbers(0, 2027, lambda a, b: {"date[from]": a, "date[to]": b})
    >>> years.cut(None, 3)
    [[0, 675], [675, 1351], [1351, 2027]]
    >>> years.cut([1990, 1991], 2)
    []
    """

    start: int
    end: int
    ask: Callable[[int, int], Params]

    def params(self, part: Any) -> Params:
        return self.ask(*(part or (self.start, self.end)))

    def cut(self, part: Any, into: int) -> list[Any]:
        start, end = part or (self.start, self.end)
        into = min(max(2, into), 100, end - start)
        if into < 2:
            return []
        marks = [start + (end - start) * n // into for n in range(into + 1)]
        return [[a, b] for a, b in zip(marks, marks[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class Facets:
    """Cuts a list by values that every item has exactly one of: a licence, a building, a type.

    Attributes:
        each: the parameters of every value; the last one may ask for "all others".

    >>> Facets(({"type": "a"}, {"type": "b"})).cut(None, 9)
    [0, 1]
    """

    each: tuple[Params, ...]

    def params(self, part: Any) -> Params:
        return {} if part is None else self.each[part]

    def cut(self, part: Any, into: int) -> list[Any]:
        return list(range(len(self.each))) if part is None else []


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Cuts a list by how a text of every item begins: a name, a hash.

    Attributes:
        ask: a prefix -> the parameters that ask for what begins so; "" asks for all.
        alphabet: every character that may follow.
        longest: characters of the longest prefix.

    >>> Prefixes(lambda prefix: {"q": f"name:{prefix}*"}, "ab").cut("a", 9)
    ['aa', 'ab']
    """

    ask: Callable[[str], Params]
    alphabet: str
    longest: int = 6

    def params(self, part: Any) -> Params:
        return self.ask(part or "")

    def cut(self, part: Any, into: int) -> list[Any]:
        prefix = part or ""
        return [prefix + c for c in self.alphabet] if len(prefix) < self.longest else []


@dataclass(frozen=True, slots=True)
class Cuts:
    """How a list is cut that holds more than the API's paging gives.

    The first page of a list says its total. Where that is above `at_most` the list is cut by the
    first of `by` that can, each part is asked likewise, and what one cannot cut further the next
    does. A part that nothing can cut is read as far as the API lets, and what is behind is
    reported. So is how many works the whole holds and none of its parts: those without a value. An
    undated provider's form of `Slices`, which cut a window of time.

    Attributes:
        total: where an answer says how many items the list has.
        at_most: the most items that a part should have.
        by: the ways to cut, tried in this order; their parameters stand together in a request.
    """

    total: Path
    at_most: int
    by: tuple[Cutter, ...]
