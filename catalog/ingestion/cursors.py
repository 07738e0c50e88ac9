"""Where a walk is, as data: written down, it lets another process take up the walk from there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from catalog.apis.paginators import Params, Position
from catalog.errors import CatalogError
from catalog.providers.base import Slices

Slice = tuple[int, int, int]  # from, to (seconds since 1970), index into Slices.otherwise or -1
WHOLE: Slice = (0, 0, -1)
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk is.

    Attributes:
        set: index of the set of parameters that is walked.
        slices: the slices of the window that are not yet done, the current one first.
        at: the paginator's position; None at the start of a list.
        after: key of the last item done of the page at `at`, where items are completed one by one.
        digest: of the page before, by which a repeated page is noticed.
        unreadable: how many pages in a row could not be read.
    """

    set: int = 0
    slices: tuple[Slice, ...] = ()
    at: Position | None = None
    after: Any = None
    digest: str = ""
    unreadable: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**asdict(self), "slices": [list(part) for part in self.slices]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Place":
        """Read what `to_json` returned."""
        slices = tuple((int(start), int(end), int(k)) for start, end, k in value["slices"])
        return cls(**{**value, "slices": slices})


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of a walk brought.

    Attributes:
        items: what `provider.parse` gets.
        next: where to go on; None when all is done.
        params: what was asked, without keys.
        rejected: (item, reason) of items that could not be completed.
        error: what went wrong; `next` is then the place behind it.
    """

    items: Sequence[Any]
    next: Place | None
    params: Params
    rejected: Sequence[tuple[Any, str]] = ()
    error: CatalogError | None = None


def cut(whole: Slice, total: int, slices: Slices) -> list[Slice]:
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
