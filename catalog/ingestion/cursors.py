"""Cursors: a position in a provider's lists as data, from which another process can continue."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from catalog.apis.paginators import Params, Position
from catalog.errors import CatalogError
from catalog.ingestion.failures import Failure, Kind, key_of
from catalog.providers.base import Cuts, Slices

# A part of a list. Of a window: from, to (seconds since 1970), index into Slices.otherwise or -1.
# Of a list that `Cuts` cut: one part for each of its ways to cut, None for the whole.
Part = tuple[Any, ...]
WHOLE: Part = (0, 0, -1)
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a walk is.

    Attributes:
        set: index of the set of parameters that is walked.
        slices: the parts of that list that are not yet done, the current one first.
        at: the paginator's position; None at the start of a list.
        after: key of the last item done of the page at `at`, where items are completed one by one.
        digest: of the page before, by which a repeated page is noticed.
        mark: of an earlier page, ever farther back (Brent's cycle detection), by which pages that
            come round again are noticed.
        pages: pages of the list that came.
        unreadable: how many pages in a row could not be read.
        size: items of the page before; 0 at the start of a list.
        whole: items that a list held before it was cut; None where it was not, or nobody can know.
        counted: items that the parts hold that were begun.
    """

    set: int = 0
    slices: tuple[Part, ...] = ()
    at: Position | None = None
    after: Any = None
    digest: str = ""
    unreadable: int = 0
    size: int = 0
    whole: int | None = None
    counted: int = 0
    mark: str = ""
    pages: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**asdict(self), "slices": [list(part) for part in self.slices]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Cursor":
        """Read what `to_json` returned."""
        return cls(**{**value, "slices": tuple(tuple(part) for part in value["slices"])})


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a walk brought.

    Attributes:
        items: what `provider.parse` gets.
        next: where to go on; None when all is done.
        rejected: (item, reason) of items that could not be completed.
        failures: what could not be had; `next` is then the cursor after it.
        retried: what had failed before and is tried again by this step; `next` is then a cursor of
            the retry and not of the walk.
        is_last: whether the retry is over with it.
        same_file: whether it goes on with the page of the step before, so that a few items that
            were asked for one by one do not make a file each.
    """

    items: Sequence[Any]
    next: Cursor | None
    params: Params
    rejected: Sequence[tuple[Any, str]] = ()
    failures: Sequence[Failure] = ()
    retried: Failure | None = None
    is_last: bool = False
    same_file: bool = False


def after_page(cursor: Cursor, at: Position, digest: str, size: int) -> Cursor:
    """Return the cursor after a page that came: of so many items, with that digest."""
    pages = cursor.pages + 1
    mark = digest if pages & (pages - 1) == 0 else cursor.mark
    return replace(
        cursor, at=at, after=None, digest=digest, mark=mark, pages=pages, unreadable=0, size=size
    )


def is_past(following: Cursor | None, cursor: Cursor, failure: Failure) -> bool:
    """Tell whether a cursor lies behind what failed: a page, or the rest of its list."""
    if following is None or following.set != cursor.set:
        return True
    if failure.kind == "list":
        return False
    if following.slices != cursor.slices:
        return True
    # An API may give fewer items than were asked for: then the page is several.
    here = list((following.at or {}).values())
    until = list((failure.until or {}).values())
    if len(here) == len(until) == 1 and isinstance(here[0], int) and isinstance(until[0], int):
        return here[0] >= until[0]
    return following.at != cursor.at


def failure_at(
    cursor: Cursor,
    kind: Kind,
    params: Params,
    error: CatalogError,
    *,
    id: str | None = None,
    item: Any = None,
) -> Failure:
    """Return the ledger's entry of what could not be had at a cursor."""
    where = cursor.to_json()
    return Failure(
        kind=kind,
        key=key_of(where, id),
        place=where,
        params=dict(params),
        error=str(error)[:500],
        id=id,
        item=item,
    )


def cut(whole: Part, total: int, slices: Slices) -> list[Part]:
    """Return the parts of a slice that holds too much; [] when it cannot be cut further.

    >>> rules = Slices(("total",), at_most=3000, threshold=10_000, few=6, many=12)
    >>> len(cut((0, 86400, -1), 50_000, rules)), len(cut((0, 3600, -1), 9_000, rules))
    (24, 6)
    >>> cut((0, 600, -1), 5_000, rules)
    [(0, 300, -1), (300, 600, -1)]
    """
    start, end, other = whole
    length = end - start
    if other >= 0:
        return []
    if length <= slices.smallest:
        return [(start, end, k) for k in range(len(slices.otherwise))]
    if length > _HOUR:
        parts = -(-length // _HOUR)
    elif length == _HOUR:
        parts = slices.few if total < slices.threshold else slices.many
    else:
        parts = 2
    marks = [start + length * n // parts for n in range(parts + 1)]
    return [(a, b, -1) for a, b in zip(marks, marks[1:], strict=False)]


def whole(cuts: Cuts) -> Part:
    """Return the part that is everything."""
    return tuple(None for _ in cuts.by)


def cut_part(part: Part, total: int | None, cuts: Cuts) -> list[Part]:
    """Return the parts of a part that holds too much; [] when nothing can cut it further.

    The part has one entry for each way to cut; the total of its items is None when the API does not
    say.
    """
    into = 2 if total is None else -(-total // cuts.at_most)
    for n, cutter in enumerate(cuts.by):
        smaller = cutter.cut(part[n], into)
        if smaller:
            return [(*part[:n], one, *part[n + 1 :]) for one in smaller]
    return []


def asked_for(part: Part, cuts: Cuts) -> list[Params]:
    """Return the parameters that ask for a part."""
    pairs = zip(cuts.by, part, strict=True)
    return [cutter.params(one) for cutter, one in pairs if one is not None]
