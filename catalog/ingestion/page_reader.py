"""Read one page of a list: ask, tell a page from what is none, and learn where the list goes on."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import orjson

from catalog.apis.error_rules import ListEnded, error_beside_nothing, said
from catalog.apis.paginators import (
    CeilingReached,
    CursorLoop,
    EmptyPage,
    Position,
    dig,
    number_at,
)
from catalog.errors import CatalogError, RetriableError
from catalog.files.http import Answer
from catalog.ingestion.cursors import Cursor
from catalog.ingestion.questions import ENDING, ListQuestions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """One page.

    Attributes:
        items: what it holds.
        following: the paginator's position of the next page; None at the end.
        total: of the list, by which it is cut.
        digest: of its items' ids, by which a page that comes again is noticed.
        error: why the list could not go on behind it, though it does.
        is_end: whether it is known that the list has ended, where it has.
    """

    items: list[Any]
    following: Position | None
    total: int | None
    digest: str
    error: CatalogError | None = None
    is_end: bool = True


class PageReader:
    """Reads the pages of one provider's lists."""

    def __init__(self, questions: ListQuestions) -> None:
        self.questions = questions
        self._provider = questions.provider
        self._newest: tuple[Cursor, ListedPage] | None = None
        self._in_hand: ListedPage | None = None

    def read(self, cursor: Cursor) -> ListedPage:
        """Return the page at a cursor.

        Where the items are asked for one by one, the newest page is kept.

        Raises:
            EmptyPage: it is empty, and the list goes on behind it.
            CatalogError: it cannot be had.
        """
        here = replace(cursor, after=None, whole=None, counted=0)
        if self._newest and self._newest[0] == here:
            return self._newest[1]
        try:
            page = self._asked(cursor, lambda answer: self._page(cursor, answer))
        except ListEnded:
            page = ListedPage([], None, None, cursor.digest)
        except CursorLoop as error:
            # Asked again in vain: what it holds is a page all the same.
            assert self._in_hand  # noqa: S101 - set before it is raised
            page = replace(self._in_hand, error=error)
        if not page.items and not page.is_end and cursor.at is not None:
            self._look_further(cursor)
        if page.items and page.following is None and page.error is None:
            page = replace(page, following=self._beyond(cursor, page))
        self._newest = (here, page) if self._provider.complete else None
        return page

    def forget(self) -> None:
        """Forget the newest page."""
        self._newest = None

    def _asked(self, cursor: Cursor, reader: Callable[[Answer], T]) -> T:
        questions, provider = self.questions, self._provider
        url, params = questions.of_page(cursor)
        window = questions.window_of(cursor)
        return questions.client.read(
            url,
            params,
            body=provider.body(window) if provider.body else None,
            headers=provider.headers,
            reader=reader,
        )

    def _page(self, cursor: Cursor, answer: Answer) -> ListedPage:
        provider, paginator = self._provider, self.questions.paginator
        if provider.check:
            provider.check(answer.payload)
        items = self.questions.without_keys(provider.page.listed(answer.payload))
        if items is None:
            raise RetriableError(self._no_list(answer.payload))
        if not items and (error := error_beside_nothing(answer.payload)):
            raise error
        digest = self._digest(items)
        if items and digest == cursor.digest:
            raise RetriableError("the API sent the page before once more")
        rules = provider.slices or self.questions.cuts
        total = number_at(answer.payload, rules.total) if rules else None
        self._in_hand = ListedPage(items, None, total, digest)
        if items and digest == cursor.mark:
            raise CursorLoop
        try:
            following = paginator.following(self.questions.at(cursor), answer, len(items))
        except CeilingReached as error:
            return replace(self._in_hand, error=error)
        is_end = following is not None or bool(items) or paginator.tells_end(answer)
        return replace(self._in_hand, following=following, is_end=is_end)

    def _beyond(self, cursor: Cursor, page: ListedPage) -> Position | None:
        """Return where a list goes on behind a full page that its own count calls the last one.

        What is no other page with items there is its end: an error, the same page again.
        """
        at = self.questions.paginator.beyond(self.questions.at(cursor), len(page.items))
        if at is None:
            return None

        def read(answer: Answer) -> bool:
            items = self._provider.page.listed(answer.payload) or []
            return bool(items) and self._digest(items) not in {page.digest, cursor.digest}

        try:
            return at if self._asked(replace(cursor, at=at), read) else None
        except ENDING:
            raise
        except CatalogError:
            return None

    def _look_further(self, cursor: Cursor) -> None:
        """Ask for one page more where nothing but an empty page says that the list has ended.

        An answer that is refused for good, as many APIs do beyond their last page, is an end too.

        Raises:
            EmptyPage: there are items behind the empty page: it is a hole.
            RetriableError: nobody knows now whether there are.
        """
        paginator = self.questions.paginator
        following = paginator.past(self.questions.at(cursor), cursor.size)
        if following is None:
            return
        further = replace(cursor, at=following)
        try:
            page = self._asked(further, lambda answer: self._page(further, answer))
        except (*ENDING, RetriableError):
            raise
        except CatalogError:
            return
        if page.items:
            raise EmptyPage(following)

    def _digest(self, items: list[Any]) -> str:
        """Return what tells a page from others: its items' ids, not what changes around them."""
        path = self._provider.id_path
        ids = [dig(item, path) for item in items]
        named = ids if any(one is not None for one in ids) else items
        data = orjson.dumps(named, option=orjson.OPT_NON_STR_KEYS)
        return hashlib.blake2b(data, digest_size=8).hexdigest()

    def _no_list(self, payload: Any) -> str:
        """Return what to say of an answer that has no list where there should be one."""
        path = ".".join(map(str, self._provider.page.path or ())) or "its root"
        words = said(payload)
        return f"the answer of {self._provider.name} has no list at {path}" + (
            f"; it says: {words}" if words else ""
        )
