"""Walk a provider's lists: sets of parameters, slices of a window, pages, and items of a page.

The walk goes in steps; each brings items and says where the next one starts (cursors.py). What is
asked is `questions`', how a page is read `page_reader`'s, and what is asked for each of its items
`item_completion`'s.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import orjson

from catalog.apis.client import PoliteClient
from catalog.apis.error_rules import ListChanged
from catalog.apis.paginators import CeilingReached, CursorLoop, EmptyPage, Params, Position
from catalog.errors import CatalogError, NotFoundError
from catalog.ingestion.cursors import (
    Cursor,
    Part,
    Step,
    after_page,
    cut,
    cut_part,
    failure_at,
    is_past,
    whole,
)
from catalog.ingestion.failures import Failure, Kind
from catalog.ingestion.item_completion import Completed, ItemCompleter
from catalog.ingestion.page_reader import ListedPage, PageReader
from catalog.ingestion.questions import ENDING, SHAPE_ERRORS, ListQuestions, Options, unexpected
from catalog.providers.base import ListPage, Provider, Window

# After so many unreadable pages in a row the rest of the list is left for later.
_UNREADABLE = 3


class PageIterator:
    """Walks one provider's lists for one window.

    Args:
        window: the day, for a dated provider.
        today: the day of the run, by which fixed sets are chosen.
        options: what is out of the ordinary.
    """

    def __init__(
        self,
        provider: Provider,
        client: PoliteClient,
        window: Window | None,
        today: date,
        options: Options | None = None,
    ) -> None:
        self.provider = provider
        self.questions = ListQuestions(provider, client, window, today, options or Options())
        self._pages = PageReader(self.questions)
        self._completer = (
            ItemCompleter(provider.complete, self.questions) if provider.complete else None
        )
        self._generator: tuple[Position | None, Iterator[ListPage]] | None = None

    def steps(self, cursor: Cursor | None = None) -> Iterator[Step]:
        """Yield the steps from a cursor on, the start of everything when there is none."""
        following: Cursor | None = cursor or self.first()
        while following is not None:
            step = self._step(following)
            yield step
            following = step.next

    def again(self, failure: Failure) -> Iterator[Step]:
        """Yield the steps that bring what failed before: an item, a page, the rest of a list."""
        cursor = Cursor.from_json(failure.place)
        if failure.kind == "item" and failure.item is not None:
            done = self._completer.again(failure, cursor) if self._completer else Completed()
            yield Step(done.items, None, failure.params, done.rejected, done.failures)
            return
        cursor = replace(cursor, slices=cursor.slices[:1], unreadable=0, whole=None, counted=0)
        for step in self.steps(cursor):
            is_last = is_past(step.next, cursor, failure)
            yield replace(step, is_last=is_last)
            if is_last:
                return

    def first(self, params: Params | None = None) -> Cursor:
        """Return the cursor where the walk starts, or where it would ask with these parameters."""
        cursor = Cursor(slices=self.questions.slices())
        if not params:
            return cursor
        chosen = [n for n, one in enumerate(self.questions.sets) if one.items() <= params.items()]
        return replace(
            cursor,
            set=chosen[-1] if chosen else 0,
            at=self.provider.paginator.position(params),
        )

    def _step(self, cursor: Cursor) -> Step:
        questions = self.questions
        if questions.options.ids is not None:
            return self._id_on(cursor, questions.options.ids[cursor.set])
        params = questions.of_list(cursor)
        try:
            step_on = self._walk_on if questions.walks else self._page_on
            return step_on(cursor, params)
        except ENDING:
            raise
        except ListChanged as error:
            return self._from_its_start(cursor, params, error)
        except CatalogError as error:
            return self._failed(cursor, params, error)
        except SHAPE_ERRORS as error:
            return self._failed(cursor, params, unexpected(self.provider, error))

    def _failed(self, cursor: Cursor, params: Params, error: CatalogError) -> Step:
        """Go on behind a page that cannot be had."""
        self._generator = None
        following = self._page_after(cursor, error)
        kind: Kind = "page" if following else "list"
        asked = {**params, **self.questions.paging(cursor)}
        failure = failure_at(cursor, kind, asked, error)
        if following:
            failure = replace(failure, until=following.at)
        if cursor.at is None:  # nobody knows how much this part holds
            cursor = replace(cursor, whole=None)
            following = replace(following, whole=None) if following else None
        step = Step([], following or self._next_list(cursor), params, failures=[failure])
        return self._with_rest(cursor, step)

    def _from_its_start(self, cursor: Cursor, params: Params, error: ListChanged) -> Step:
        """Read a list that was built anew from its start; records that come again are dropped."""
        self._generator = None
        self._pages.forget()
        self.questions.forget()
        again = cursor.unreadable + 1
        if again > _UNREADABLE:
            return self._failed(cursor, params, error)
        start = Cursor(set=cursor.set, slices=cursor.slices, counted=cursor.counted)
        return Step([], replace(start, unreadable=again), params)

    def _id_on(self, cursor: Cursor, identifier: str) -> Step:
        """Ask for one work by its id."""
        following, params = self._next_list(cursor), {"id": identifier}
        try:
            items = self.questions.works(identifier)
        except NotFoundError as error:
            gone = failure_at(cursor, "item", params, error, id=identifier)
            gone = replace(gone, settled="gone")
            return Step([], following, params, [(params, "not_found")], [gone])
        except ENDING:
            raise
        except CatalogError as error:
            failure = failure_at(cursor, "item", params, error, id=identifier)
            return Step([], following, params, failures=[failure])
        return Step(items, following, params)

    def _walk_on(self, cursor: Cursor, params: Params) -> Step:
        """Take the next page of the provider's own generator."""
        if self._generator is None or self._generator[0] != cursor.at:
            walk = self.provider.walk
            assert walk is not None  # noqa: S101 - `walks` has just said so
            self._generator = (cursor.at, walk(self.questions, params, cursor.at))
        page = next(self._generator[1], ListPage([], None))
        self._generator = (page.next, self._generator[1]) if page.next else None
        if page.next is None:
            return Step(page.items, self._next_list(cursor), params)
        where = orjson.dumps(page.next, option=orjson.OPT_SORT_KEYS)
        digest = hashlib.blake2b(where, digest_size=8).hexdigest()
        if digest in {cursor.digest, cursor.mark}:
            failure = failure_at(cursor, "list", params, CursorLoop())
            return Step(page.items, self._next_list(cursor), params, failures=[failure])
        return Step(page.items, after_page(cursor, page.next, digest, len(page.items)), params)

    def _page_on(self, cursor: Cursor, params: Params) -> Step:
        page = self._pages.read(cursor)
        parts = self._parts(cursor, page)
        if parts:
            return Step([], self._cut(cursor, page, parts), params)
        cursor = self._counted(cursor, page)
        if self._completer:
            step = self._complete_on(cursor, page, params, self._completer)
        else:
            failures = self._of_end(cursor, page, params)
            step = Step(page.items, self._after(cursor, page), params, failures=failures)
        return self._with_rest(cursor, step)

    def _complete_on(
        self, cursor: Cursor, page: ListedPage, params: Params, completer: ItemCompleter
    ) -> Step:
        """Ask for the rest of the next few items of a page."""
        done = completer.some(page.items, cursor, params)
        if done.after is None:
            following = self._after(cursor, page)
            failures = [*done.failures, *self._of_end(cursor, page, params)]
        else:
            following = replace(cursor, after=done.after, unreadable=0)
            failures = done.failures
        goes_on = cursor.after is not None
        return Step(done.items, following, params, done.rejected, failures, same_file=goes_on)

    def _cut(self, cursor: Cursor, page: ListedPage, parts: Sequence[Part]) -> Cursor:
        """Return where the first part of a list starts that is cut, for which its total is kept."""
        cuts = self.questions.cuts
        is_whole = cuts is not None and cursor.slices[0] == whole(cuts)
        total = page.total if is_whole else cursor.whole
        slices = (*parts, *cursor.slices[1:])
        return Cursor(set=cursor.set, slices=slices, whole=total, counted=cursor.counted)

    def _counted(self, cursor: Cursor, page: ListedPage) -> Cursor:
        """Add what a part of a cut list holds, by its first page."""
        if cursor.whole is None or cursor.at is not None or cursor.after is not None:
            return cursor
        total = page.total
        if total is None and page.following is None:
            total = len(page.items)
        known = None if total is None else cursor.whole
        return replace(cursor, whole=known, counted=cursor.counted + (total or 0))

    def _with_rest(self, cursor: Cursor, step: Step) -> Step:
        """Tell, at the end of a cut list, how many of its works none of the parts holds.

        A work that has no value for the cut (no year) is in the whole and in no part.
        """
        cuts = self.questions.cuts
        is_over = step.next is None or step.next.set != cursor.set
        if not is_over or cursor.whole is None or cursor.counted >= cursor.whole or not cuts:
            return step
        missing = cursor.whole - cursor.counted
        error = CatalogError(
            f"{missing:,} of {cursor.whole:,} works are in no part of the list: "
            "they have no value for what it is cut by"
        )
        start = Cursor(set=cursor.set, slices=(whole(cuts),))
        rest = failure_at(start, "list", self.questions.of_list(start), error, id="rest")
        failures = [*step.failures, replace(rest, settled="out_of_reach", works=missing)]
        return replace(step, failures=failures)

    def _of_end(self, cursor: Cursor, page: ListedPage, params: Params) -> list[Failure]:
        """Return the failure of a list that does not go on behind a page, though it holds more."""
        if page.error is None:
            return []
        asked = {**params, **self.questions.paging(cursor)}
        return [failure_at(cursor, "list", asked, page.error)]

    def _after(self, cursor: Cursor, page: ListedPage) -> Cursor | None:
        if page.following is None:
            return self._next_list(cursor)
        return after_page(cursor, page.following, page.digest, len(page.items))

    def _parts(self, cursor: Cursor, page: ListedPage) -> list[Part]:
        """Return the parts of a list that holds more than the API gives; [] to read it on."""
        slices, cuts, total = self.provider.slices, self.questions.cuts, page.total
        most = slices.at_most if slices else cuts.at_most if cuts else None
        if most is None or self.questions.options.batches is not None:
            return []
        is_full = cursor.at is None and total is not None and total > most
        if not (is_full or isinstance(page.error, CeilingReached)):
            return []
        if slices:
            return cut(cursor.slices[0], total or most, slices) if cursor.slices[0][1] else []
        return cut_part(cursor.slices[0], total, cuts) if cuts else []

    def _next_list(self, cursor: Cursor) -> Cursor | None:
        if len(cursor.slices) > 1:
            left = cursor.slices[1:]
            return Cursor(set=cursor.set, slices=left, whole=cursor.whole, counted=cursor.counted)
        if cursor.set + 1 < len(self.questions.sets):
            return Cursor(set=cursor.set + 1, slices=self.questions.slices())
        return None

    def _page_after(self, cursor: Cursor, error: CatalogError) -> Cursor | None:
        """Return the cursor of the page after an unreadable one, where that can be known."""
        questions = self.questions
        if questions.walks or cursor.unreadable + 1 >= _UNREADABLE:
            return None
        named = error.following if isinstance(error, EmptyPage) else None
        at = named or questions.paginator.past(questions.at(cursor), cursor.size)
        if at is None:
            return None
        return replace(cursor, at=at, after=None, unreadable=cursor.unreadable + 1)
