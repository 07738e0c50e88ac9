"""How lists are walked, page by page: pure objects that never touch the network.

A *position* is where in a list the next page starts: a small dict of JSON values, so that it can be
written down and taken up again, by another process, after a crash. A paginator names the first
position, says what to ask for there, and reads from the answer where the next page starts.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.errors import CatalogError, RetriableError
from catalog.files.http import Answer

Position = dict[str, Any]
Params = Mapping[str, Any]
Path = tuple[str | int, ...]


class CursorLoop(RetriableError):
    """The API sent us back to a page that we have already had."""


class EmptyPage(RetriableError):
    """The page is empty, and the same answer says that the list goes on.

    Attributes:
        following: where it goes on, if the answer says that too.
    """

    def __init__(self, following: "Position | None" = None) -> None:
        super().__init__()
        self.following = following


class CeilingReached(CatalogError):
    """The API gives no more pages of this list, but has more records."""


def dig(value: Any, path: Path) -> Any:
    """Return what lies at a path of keys and indexes, or None where there is nothing.

    >>> dig({"photos": {"photo": [{"id": 7}]}}, ("photos", "photo", 0, "id"))
    7
    """
    for step in path:
        if isinstance(step, int):
            value = (
                value[step]
                if isinstance(value, list) and -len(value) <= step < len(value)
                else None
            )
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def number_at(value: Any, path: Path | None) -> int | None:
    """Return the count at a path, which APIs give as a number or as text, or None.

    A negative one says that nobody has counted.

    >>> number_at({"total": "80"}, ("total",)), number_at({"total": -1}, ("total",))
    (80, None)
    """
    found = None if path is None else dig(value, path)
    if isinstance(found, str) and re.fullmatch(r"\s*[0-9]{1,18}\s*", found):
        return int(found)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return int(found) if math.isfinite(found) and found >= 0 else None


def is_true(value: Any) -> bool:
    """Tell whether a flag says yes: a true one, a link, a number, whatever is no word for no.

    >>> is_true("https://example.org/?page=2"), is_true("false"), is_true("0"), is_true({})
    (True, False, False, False)
    """
    return bool(value) and str(value).strip().lower() not in {"", "0", "false", "no", "null"}


class Paginator(Protocol):
    """Walks one kind of list."""

    def start(self) -> Position:
        """Return where the first page starts."""
        ...

    def ask(self, at: Position, url: str) -> tuple[str, Params]:
        """Return the URL and the paging parameters that get the page at a position."""
        ...

    def following(self, at: Position, answer: Answer, count: int) -> Position | None:
        """Return where the next page starts after an answer of `count` items, or None: no more.

        Raises:
            CursorLoop: the answer points back.
            EmptyPage: nothing came, and by the answer's own total more should.
            CeilingReached: there is more, but the API will not give it.
        """
        ...

    def tells_end(self, answer: Answer) -> bool:
        """Tell whether an empty page says itself that the list has ended with it."""
        ...

    def beyond(self, at: Position, count: int) -> Position | None:
        """Return where to look once more behind a page that its own count calls the last, or None.

        A page that is as full as was asked for may be followed by another one, whatever is counted.
        """
        ...

    def past(self, at: Position, size: int) -> Position | None:
        """Return where the page after an unreadable one starts, or None: nobody can know.

        The size counts the items of the page before, which may be fewer than were asked for.
        """
        ...

    def position(self, params: Params) -> Position:
        """Return the position that asks with these parameters; the start where they say nothing."""
        ...


@dataclass(frozen=True, slots=True)
class SinglePage:
    """The whole list comes in one answer.

    Attributes:
        total: where the answer says how many items there are, if it does.
    """

    total: Path | None = None

    def start(self) -> Position:
        return {}

    def ask(self, at: Position, url: str) -> tuple[str, Params]:
        return url, {}

    def following(self, at: Position, answer: Answer, count: int) -> Position | None:
        if not count:
            _refuse_if_promised(number_at(answer.payload, self.total))
        return None

    def tells_end(self, answer: Answer) -> bool:
        return True

    def beyond(self, at: Position, count: int) -> Position | None:
        return None

    def past(self, at: Position, size: int) -> Position | None:
        return None

    def position(self, params: Params) -> Position:
        return {}


@dataclass(frozen=True, slots=True)
class Offset:
    """`skip=2000&limit=1000`: the position is the number of items that were passed.

    It goes on by the items that came, and by no more than were asked for: a page that comes short
    (the API lowered its limit, or left some out) or repeats items of the page before then loses
    nothing. The end is the total, or an empty page. A total that is less than what came is none.

    Attributes:
        param, limit_param: what the API calls the offset and the page size.
        limit: items to ask for.
        total: where an answer says how many items there are, if it does.
        ceiling: the offset at which the API refuses to go on.
    """

    param: str
    limit_param: str | None
    limit: int
    total: Path | None = None
    ceiling: int | None = None

    def start(self) -> Position:
        return {"offset": 0}

    def ask(self, at: Position, url: str) -> tuple[str, Params]:
        size = {self.limit_param: self.limit} if self.limit_param else {}
        return url, {self.param: at["offset"], **size}

    def following(self, at: Position, answer: Answer, count: int) -> Position | None:
        offset = at["offset"] + min(count, self.limit)
        total = number_at(answer.payload, self.total)
        if total is not None and offset >= total and not (count and offset > total):
            return None
        if not count:
            _refuse_if_promised(total)
            return None
        _stop_at(self.ceiling, offset)
        return {"offset": offset}

    def tells_end(self, answer: Answer) -> bool:
        return number_at(answer.payload, self.total) is not None

    def beyond(self, at: Position, count: int) -> Position | None:
        following = at["offset"] + self.limit
        is_given = self.ceiling is None or following < self.ceiling
        return {"offset": following} if count >= self.limit and is_given else None

    def past(self, at: Position, size: int) -> Position | None:
        return {"offset": at["offset"] + min(size or self.limit, self.limit)}

    def position(self, params: Params) -> Position:
        return {"offset": int(params.get(self.param, 0))}


@dataclass(frozen=True, slots=True)
class PageNumber:
    """`page=3&per_page=100`, or a page number inside the URL, written there as `{page}`.

    The end is the last page where the API says which that is (`pages`, `pages_header`), or its flag
    that there is no next one (`more`), or else an empty page. A number of pages that is less than
    what came is none.

    Attributes:
        param: what the API calls the page number; None when it stands in the URL.
        size_param, size: what it calls the page size, and the size to ask for.
        first: the number of the first page.
        pages: where an answer says how many pages there are; or `total`, how many items.
        pages_header: the response header that says so.
        more: where an answer holds something true (a flag, a number, a link) if a page follows.
        ceiling: the last page that the API gives.
    """

    param: str | None
    size_param: str | None = None
    size: int | None = None
    first: int = 1
    pages: Path | None = None
    total: Path | None = None
    pages_header: str | None = None
    more: Path | None = None
    ceiling: int | None = None

    def start(self) -> Position:
        return {"page": self.first}

    def ask(self, at: Position, url: str) -> tuple[str, Params]:
        size = {self.size_param: self.size} if self.size_param else {}
        if self.param is None:
            return url.format(page=at["page"]), size
        return url, {self.param: at["page"], **size}

    def following(self, at: Position, answer: Answer, count: int) -> Position | None:
        page, pages = at["page"] + 1, self._pages(answer)
        more = is_true(dig(answer.payload, self.more)) if self.more else None
        if more is False:
            return None
        read = page - self.first
        if pages is not None and read >= pages and not (count and read > pages):
            return None
        if not count:
            _refuse_if_promised(pages or more)
            return None
        _stop_at(self.ceiling, page - 1)
        return {"page": page}

    def _pages(self, answer: Answer) -> int | None:
        total = number_at(answer.payload, self.total)
        if total is not None and self.size:
            return -(-total // self.size)
        if self.pages_header:
            return number_at(answer.headers.get(self.pages_header), ())
        return number_at(answer.payload, self.pages)

    def tells_end(self, answer: Answer) -> bool:
        is_flagged = bool(self.more) and dig(answer.payload, self.more or ()) is not None
        return is_flagged or self._pages(answer) is not None

    def beyond(self, at: Position, count: int) -> Position | None:
        is_full = self.more is None and self.size is not None and count >= self.size
        is_given = self.ceiling is None or at["page"] < self.ceiling
        return {"page": at["page"] + 1} if is_full and is_given else None

    def past(self, at: Position, size: int) -> Position | None:
        return {"page": at["page"] + 1}

    def position(self, params: Params) -> Position:
        return {"page": int(params.get(self.param or "page", self.first))}


@dataclass(frozen=True, slots=True)
class Token:
    """Every answer holds a cursor for the next page.

    Attributes:
        param: what the API calls the cursor.
        path: where an answer holds the next one; nothing there is the end.
        first: the cursor of the first page, if there must be one.
        size_param, size: what it calls the page size, and the size to ask for.
        alone: parameters of the list that must not stand beside a cursor, which says them itself.
    """

    param: str
    path: Path
    first: str | None = None
    size_param: str | None = None
    size: int | None = None
    alone: tuple[str, ...] = ()

    def start(self) -> Position:
        return {"token": self.first}

    def ask(self, at: Position, url: str) -> tuple[str, Params]:
        size = {self.size_param: self.size} if self.size_param else {}
        token = {} if at["token"] is None else {self.param: at["token"]}
        token |= dict.fromkeys(self.alone) if token and at["token"] != self.first else {}
        return url, {**token, **size}

    def following(self, at: Position, answer: Answer, count: int) -> Position | None:
        token = dig(answer.payload, self.path)
        if token in (None, "", False):
            return None
        if not isinstance(token, str | int | float) or token is True:
            raise RetriableError(f"the cursor of the next page is none: {str(token)[:80]}")
        following = _marked(at, token)
        if not count:
            raise EmptyPage(following)
        return following

    def tells_end(self, answer: Answer) -> bool:
        return True

    def beyond(self, at: Position, count: int) -> Position | None:
        return None

    def past(self, at: Position, size: int) -> Position | None:
        return None

    def position(self, params: Params) -> Position:
        return {"token": params.get(self.param, self.first)}


def _marked(at: Position, token: Any) -> Position:
    """Step to a token, by Brent's cycle detection: one earlier token is kept, ever farther apart.

    It finds a loop of any length, and the position stays small however long the list is.
    """
    if token == at["token"] or token == at.get("mark"):
        raise CursorLoop
    steps = at.get("steps", 0) + 1
    moved = steps & (steps - 1) == 0
    return {"token": token, "mark": token if moved else at.get("mark"), "steps": steps}


def _refuse_if_promised(promised: int | bool | None) -> None:
    """Refuse an empty page whose own total says that there is more."""
    if promised:
        raise EmptyPage


def _stop_at(ceiling: int | None, reached: int) -> None:
    if ceiling is not None and reached >= ceiling:
        raise CeilingReached(
            f"the API gives no more than {ceiling} of this list, and it has more. "
            "Split the request (sets or slices) so that every part stays below."
        )


def merge_continued(pages: dict[str, Any], payload: Any) -> dict[str, Any]:
    """Merge one continued MediaWiki answer into the pages merged so far.

    A property that spans several answers comes in parts: lists are appended, objects merged, and a
    plain value that came before stays.

    The pages, by their id, are changed and returned.
    """
    for key, page in (dig(payload, ("query", "pages")) or {}).items():
        _merge_page(pages.setdefault(key, {}), page)
    return pages


def _merge_page(merged: dict[str, Any], page: Mapping[str, Any]) -> None:
    for name, value in page.items():
        before = merged.get(name)
        if isinstance(before, list) and isinstance(value, list):
            merged[name] = before + [item for item in value if item not in before]
        elif isinstance(before, dict) and isinstance(value, Mapping):
            _merge_page(before, value)
        else:
            merged.setdefault(name, value)
