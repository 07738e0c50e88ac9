"""Read one page of a list: ask, tell a page from what is none, and learn where the list goes on."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

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

    def read(self, place: Cursor) -> ListedPage:
        """Return the page at a place.

        Where the items are asked for one by one, the newest page is kept.

        Raises:
            EmptyPage: it is empty, and the list goes on behind it.
            CatalogError: it cannot be had.
        """
        here = replace(place, after=None, whole=None, counted=0)
        if self._newest and self._newest[0] == here:
            return self._newest[1]
        try:
            page = self._asked(place)
        except ListEnded:
            page = ListedPage([], None, None, place.digest)
        except CursorLoop as error:
            # Asked again in vain: what it holds is a page all the same.
            assert self._in_hand  # noqa: S101 - set before it is raised
            page = replace(self._in_hand, error=error)
        if not page.items and not page.is_end and place.at is not None:
            self._look_behind(place)
        self._newest = (here, page) if self._provider.complete else None
        return page

    def forget(self) -> None:
        """Forget the newest page."""
        self._newest = None

    def _asked(self, place: Cursor) -> ListedPage:
        questions, provider = self.questions, self._provider
        url, params = questions.of_page(place)
        window = questions.window_of(place)
        return questions.client.read(
            url,
            params,
            body=provider.body(window) if provider.body else None,
            headers=provider.headers,
            reader=lambda answer: self._page(place, answer),
        )

    def _page(self, place: Cursor, answer: Answer) -> ListedPage:
        provider, paginator = self._provider, self.questions.paginator
        if provider.check:
            provider.check(answer.payload)
        items = provider.page.listed(answer.payload)
        if items is None:
            raise RetriableError(self._no_list(answer.payload))
        if not items and (error := error_beside_nothing(answer.payload)):
            raise error
        digest = self._digest(items)
        if items and digest == place.digest:
            raise RetriableError("the API sent the page before once more")
        rules = provider.slices or self.questions.cuts
        total = number_at(answer.payload, rules.total) if rules else None
        self._in_hand = ListedPage(items, None, total, digest)
        if items and digest == place.mark:
            raise CursorLoop
        try:
            following = paginator.following(self.questions.at(place), answer, len(items))
        except CeilingReached as error:
            return replace(self._in_hand, error=error)
        is_end = following is not None or bool(items) or paginator.tells_end(answer)
        return replace(self._in_hand, following=following, is_end=is_end)

    def _look_behind(self, place: Cursor) -> None:
        """Ask for one page more where nothing but an empty page says that the list has ended.

        An answer that is refused for good, as many APIs do beyond their last page, is an end too.

        Raises:
            EmptyPage: there are items behind the empty page: it is a hole.
            RetriableError: nobody knows now whether there are.
        """
        paginator = self.questions.paginator
        behind = paginator.past(self.questions.at(place), place.size)
        if behind is None:
            return
        try:
            page = self._asked(replace(place, at=behind))
        except (*ENDING, RetriableError):
            raise
        except CatalogError:
            return
        if page.items:
            raise EmptyPage(behind)

    def _digest(self, items: list[Any]) -> str:
        """Return what tells a page from others: its items' ids, not what changes around them."""
        path = self._provider.id_path
        ids = [dig(item, path) for item in items]
        told = ids if any(one is not None for one in ids) else items
        data = orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS)
        return hashlib.blake2b(data, digest_size=8).hexdigest()

    def _no_list(self, payload: Any) -> str:
        """Return what to say of an answer that has no list where there should be one."""
        place = ".".join(map(str, self._provider.page.path or ())) or "its root"
        words = said(payload)
        return f"the answer of {self._provider.name} has no list at {place}" + (
            f"; it says: {words}" if words else ""
        )
