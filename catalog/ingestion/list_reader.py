"""Walk a provider's lists: sets of parameters, slices of a window, pages, and items of a page.

The walk goes in steps (places.py); each brings items and says where the next one starts.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from catalog.apis.client import PoliteClient
from catalog.apis.error_rules import AccessRefused, ListChanged, ListEnded, said
from catalog.apis.paginators import CeilingReached, Params, Position, SinglePage, number_at
from catalog.apis.rate_limit import CircuitOpen, StoppedError
from catalog.errors import CatalogError, NotFoundError, RecordRejected, RetriableError
from catalog.files.http import Answer
from catalog.ingestion.cursors import WHOLE, Cursor, Part, Step, asked_for, cut, cut_part, whole
from catalog.ingestion.failures import Failure, Kind, key_of
from catalog.providers.base import Cuts, ListPage, Provider, Window

# What reading an answer of another shape than the known one raises.
SHAPE_ERRORS = (KeyError, IndexError, TypeError, AttributeError, ValueError)
# After these nothing else can be had either, for now.
ENDING = (CircuitOpen, StoppedError, AccessRefused)
# After so many unreadable pages in a row the rest of the list is left for later.
_UNREADABLE = 3
# Seconds after which the items that were completed are written, however few they are.
_WRITE_AFTER = 1.0


@dataclass(frozen=True, slots=True)
class _Fetched:
    items: list[Any]
    following: Position | None
    total: int | None
    digest: str
    error: CatalogError | None = None


@dataclass(slots=True)
class _Completed:
    items: list[Any] = field(default_factory=list)
    rejected: list[tuple[Any, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class PageIterator:
    """Walks one provider's lists for one window.

    Attributes:
        window: the day, for a dated provider.
        today: the day of the run, by which fixed sets are chosen.
        params: added to every request.
        batches: exactly these requests and nothing else, each in one answer.
        ids: exactly these works and nothing else.
    """

    provider: Provider
    client: PoliteClient
    window: Window | None
    today: date
    params: Params = field(default_factory=dict)
    batches: Sequence[Params] | None = None
    ids: Sequence[str] | None = None
    _prepared: Params | None = None
    _missed: list[CatalogError] = field(default_factory=list)
    _page: tuple[Cursor, _Fetched] | None = None
    _generator: tuple[Position | None, Iterator[ListPage]] | None = None

    def steps(self, place: Cursor | None = None) -> Iterator[Step]:
        """Yield the steps from a place on, the start of everything when there is none."""
        following: Cursor | None = place or self.first()
        while following is not None:
            step = self._step(following)
            yield step
            following = step.next

    def again(self, failure: Failure) -> Iterator[Step]:
        """Yield the steps that bring what failed before: an item, a page, the rest of a list."""
        place = Cursor.from_json(failure.place)
        if failure.kind == "item" and failure.item is not None:
            yield self._one_again(failure, place)
            return
        place = replace(place, slices=place.slices[:1], unreadable=0, whole=None, counted=0)
        for step in self.steps(place):
            is_last = _is_after(step.next, place, failure)
            yield replace(step, is_last=is_last)
            if is_last:
                return

    def first(self, params: Params | None = None) -> Cursor:
        """Return the place where the walk starts, or where it would ask with these parameters."""
        place = Cursor(slices=self._slices())
        if not params:
            return place
        chosen = [n for n, one in enumerate(self._sets) if one.items() <= params.items()]
        return replace(
            place,
            set=chosen[-1] if chosen else 0,
            at=self.provider.paginator.position(params),
        )

    @property
    def _sets(self) -> Sequence[Params]:
        if self.ids is not None:
            return [{"id": each} for each in self.ids]
        return self.provider.sets(self.today) if self.batches is None else self.batches

    @property
    def _cuts(self) -> Cuts | None:
        cuts = self.provider.cuts if self.batches is None and self.ids is None else None
        return cuts(self.today) if callable(cuts) else cuts

    def _slices(self) -> tuple[Part, ...]:
        if self.window:
            return ((*self.window.seconds, -1),)
        return (whole(self._cuts) if self._cuts else WHOLE,)

    def _step(self, place: Cursor) -> Step:
        if self.ids is not None:
            return self._id_on(place, self.ids[place.set])
        params = self._asked(place)
        try:
            return self._walk_on(place, params) if self._walks else self._page_on(place, params)
        except ENDING:
            raise
        except ListChanged as error:
            return self._from_its_start(place, params, error)
        except CatalogError as error:
            return self._failed(place, params, error)
        except SHAPE_ERRORS as error:
            return self._failed(place, params, unexpected(self.provider, error))

    def _failed(self, place: Cursor, params: Params, error: CatalogError) -> Step:
        """Go on behind a page that cannot be had."""
        self._generator = None
        following = self._page_after(place)
        kind: Kind = "page" if following else "list"
        failure = self._failure(kind, place, {**params, **self._paging(place)}, error)
        if following:
            failure = replace(failure, until=following.at)
        if place.at is None:  # nobody knows how much this part holds
            place = replace(place, whole=None)
            following = replace(following, whole=None) if following else None
        step = Step([], following or self._next_list(place), params, failures=[failure])
        return self._with_rest(place, step)

    def _from_its_start(self, place: Cursor, params: Params, error: ListChanged) -> Step:
        """Read a list that was built anew from its start; records that come again are dropped."""
        self._prepared = self._generator = self._page = None
        again = place.unreadable + 1
        if again > _UNREADABLE:
            return self._failed(place, params, error)
        place = replace(place, at=None, after=None, digest="", size=0, whole=None)
        return Step([], replace(place, unreadable=again), params)

    def _failure(  # noqa: PLR0913 - each is one part of what failed
        self,
        kind: Kind,
        place: Cursor,
        params: Params,
        error: CatalogError,
        *,
        id: str | None = None,  # noqa: A002 - as the report calls it
        item: Any = None,
    ) -> Failure:
        where = place.to_json()
        return Failure(
            kind=kind,
            key=key_of(where, id),
            place=where,
            params=dict(params),
            error=str(error)[:500],
            id=id,
            item=item,
        )

    def _paging(self, place: Cursor) -> Params:
        """Return the parameters of the page at a place, for the report of its error."""
        if self._walks:
            return {}
        at = self._paginator.start() if place.at is None else place.at
        paging: Params = self._paginator.ask(at, self.provider.url)[1]
        return paging

    def question(self, place: Cursor) -> tuple[str, Params]:
        """Return the URL and parameters that ask for the page at a place, without keys."""
        at = self._paginator.start() if place.at is None else place.at
        url, paging = self._paginator.ask(at, self.provider.url)
        return url, {**self._asked(place), **paging}

    @property
    def _walks(self) -> bool:
        return self.provider.walk is not None and self.batches is None

    def _asked(self, place: Cursor) -> Params:
        provider = self.provider
        if self._prepared is None:
            self._prepared = self._prepare()
        own, parts = self._sets[place.set], self._part(place)
        return merged(provider.params, self._prepared, own, *parts, self.params)

    def _window(self, place: Cursor) -> Window | None:
        if self.window is None:
            return None
        start, end, _ = place.slices[0]
        return Window.between(start, end) if end else None

    def _part(self, place: Cursor) -> list[Params]:
        """Return the parameters of the part of a list that a place is in."""
        provider, window = self.provider, self._window(place)
        if window is None:
            return asked_for(place.slices[0], self._cuts) if self._cuts else []
        other = place.slices[0][2]
        return [
            provider.window_params(window) if provider.window_params else {},
            provider.slices.otherwise[other] if provider.slices and other >= 0 else {},
        ]

    def _prepare(self) -> Params:
        try:
            return self.provider.prepare(self) if self.provider.prepare else {}
        except SHAPE_ERRORS as error:
            raise unexpected(self.provider, error) from error

    # Asker: what `complete`, `prepare` and `walk` of a provider may ask.

    def json(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer that is no error."""

        def reader(answer: Answer) -> Any:
            if self.provider.check:
                self.provider.check(answer.payload)
            return answer.payload

        return self.client.read(url, params, reader=reader, headers=self.provider.headers)

    def optional(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer, or None where it is gone or cannot be had."""
        try:
            return self.json(url, params)
        except NotFoundError:
            return None
        except ENDING:
            raise
        except CatalogError as error:
            self._missed.append(error)
            return None

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        return self.client.size(url)

    def _id_on(self, place: Cursor, identifier: str) -> Step:
        """Ask for one work by its id."""
        following, params = self._next_list(place), {"id": identifier}
        url = (self.provider.item_url or self.provider.url).replace("{id}", identifier)
        own = {
            name: value.replace("{id}", identifier) if isinstance(value, str) else value
            for name, value in self.provider.item_params.items()
        }
        constant = {} if self.provider.item_url else self.provider.params
        try:
            payload = self.json(url, {**constant, **own, **self.params})
            items = self._works_in(payload, identifier)
        except NotFoundError as error:
            gone = self._failure("item", place, params, error, id=identifier)
            gone = replace(gone, settled="gone")
            return Step([], following, params, [(params, "not_found")], [gone])
        except ENDING:
            raise
        except CatalogError as error:
            failure = self._failure("item", place, params, error, id=identifier)
            return Step([], following, params, failures=[failure])
        return Step(items, following, params)

    def _works_in(self, payload: Any, identifier: str) -> list[Any]:
        """Return what `parse` gets of an answer to a question for one work."""
        known = (kind.items(payload) for kind in self.provider.payloads)
        items = next((items for items in known if items is not None), None)
        if items is None:
            raise CatalogError(f"the answer for {identifier} is none of {self.provider.name}")
        ask = self.provider.complete_item
        return [ask(self, item) for item in items] if ask else items

    def _walk_on(self, place: Cursor, params: Params) -> Step:
        """Take the next page of the provider's own generator."""
        if self._generator is None or self._generator[0] != place.at:
            walk = self.provider.walk
            assert walk is not None  # noqa: S101 - `_walks` has just said so
            self._generator = (place.at, walk(self, params, place.at))
        page = next(self._generator[1], ListPage([], None))
        self._generator = (page.next, self._generator[1]) if page.next else None
        following = replace(place, at=page.next, unreadable=0) if page.next else None
        return Step(page.items, following or self._next_list(place), params)

    def _page_on(self, place: Cursor, params: Params) -> Step:
        fetched = self._fetched(place, params)
        parts = self._parts(place, fetched)
        if parts:
            return Step([], self._cut(place, fetched, parts), params)
        place = self._counted(place, fetched)
        if self.provider.complete:
            return self._with_rest(place, self._complete_on(place, fetched, params))
        failures = self._of_ceiling(place, fetched, params)
        step = Step(fetched.items, self._after_end(place, fetched), params, failures=failures)
        return self._with_rest(place, step)

    def _cut(self, place: Cursor, fetched: _Fetched, parts: Sequence[Part]) -> Cursor:
        """Return where the first part of a list starts that is cut, for which its total is kept."""
        is_whole = self._cuts is not None and place.slices[0] == whole(self._cuts)
        total = fetched.total if is_whole else place.whole
        slices = (*parts, *place.slices[1:])
        return Cursor(set=place.set, slices=slices, whole=total, counted=place.counted)

    def _counted(self, place: Cursor, fetched: _Fetched) -> Cursor:
        """Add what a part of a cut list holds, by its first page."""
        if place.whole is None or place.at is not None or place.after is not None:
            return place
        total = fetched.total
        if total is None and fetched.following is None:
            total = len(fetched.items)
        known = None if total is None else place.whole
        return replace(place, whole=known, counted=place.counted + (total or 0))

    def _with_rest(self, place: Cursor, step: Step) -> Step:
        """Tell, at the end of a cut list, how many of its works none of the parts holds.

        A work that has no value for the cut (no year) is in the whole and in no part.
        """
        is_over = step.next is None or step.next.set != place.set
        if not is_over or place.whole is None or place.counted >= place.whole or not self._cuts:
            return step
        error = CatalogError(
            f"{place.whole - place.counted:,} of {place.whole:,} works are in no part of the list: "
            "they have no value for what it is cut by"
        )
        start = Cursor(set=place.set, slices=(whole(self._cuts),))
        rest = self._failure("list", start, self._asked(start), error, id="rest")
        missing = place.whole - place.counted
        failures = [*step.failures, replace(rest, settled="out_of_reach", works=missing)]
        return replace(step, failures=failures)

    def _of_ceiling(self, place: Cursor, fetched: _Fetched, params: Params) -> list[Failure]:
        """Return the failure of a list that goes on behind its ceiling and that nothing can cut."""
        if fetched.error is None:
            return []
        asked = {**params, **self._paging(place)}
        return [self._failure("list", place, asked, fetched.error)]

    def _after_end(self, place: Cursor, fetched: _Fetched) -> Cursor | None:
        if fetched.following is None:
            return self._next_list(place)
        return replace(
            place,
            at=fetched.following,
            after=None,
            digest=fetched.digest,
            unreadable=0,
            size=len(fetched.items),
        )

    def _fetched(self, place: Cursor, params: Params) -> _Fetched:
        here = replace(place, after=None, whole=None, counted=0)
        if self._page and self._page[0] == here:
            return self._page[1]
        provider, paginator = self.provider, self._paginator
        at = paginator.start() if place.at is None else place.at
        url, paging = paginator.ask(at, provider.url)
        window = self._window(place)
        try:
            fetched = self.client.read(
                url,
                # A link to the next page says everything itself.
                {**params, **paging}
                if url == provider.url or paging or not at.get("token")
                else {},
                body=provider.body(window) if provider.body else None,
                headers=provider.headers,
                reader=lambda answer: self._read(place, at, answer),
            )
        except ListEnded:
            fetched = _Fetched([], None, None, place.digest)
        self._page = (here, fetched) if provider.complete else None
        return fetched

    @property
    def _paginator(self) -> Any:
        return self.provider.paginator if self.batches is None else SinglePage()

    def _read(self, place: Cursor, at: Position, answer: Answer) -> _Fetched:
        if self.provider.check:
            self.provider.check(answer.payload)
        items = self.provider.page.listed(answer.payload)
        if items is None:
            raise RetriableError(self._no_list(answer.payload))
        if items and answer.digest == place.digest:
            raise RetriableError("the API sent the page before once more")
        rules = self.provider.slices or self._cuts
        total = number_at(answer.payload, rules.total) if rules else None
        try:
            following = self._paginator.following(at, answer, len(items))
        except CeilingReached as error:
            return _Fetched(items, None, total, answer.digest, error)
        return _Fetched(items, following, total, answer.digest)

    def _no_list(self, payload: Any) -> str:
        """Return what to say of an answer that has no list where there should be one."""
        place = ".".join(map(str, self.provider.page.path or ())) or "its root"
        words = said(payload)
        return f"the answer of {self.provider.name} has no list at {place}" + (
            f"; it says: {words}" if words else ""
        )

    def _parts(self, place: Cursor, fetched: _Fetched) -> list[Part]:
        """Return the parts of a list that holds more than the API gives; [] to read it on."""
        slices, cuts, total = self.provider.slices, self._cuts, fetched.total
        most = slices.at_most if slices else cuts.at_most if cuts else None
        if most is None or self.batches is not None:
            return []
        is_full = place.at is None and total is not None and total > most
        if not (is_full or fetched.error):
            return []
        if slices:
            return cut(place.slices[0], total or most, slices) if place.slices[0][1] else []
        return cut_part(place.slices[0], total, cuts) if cuts else []

    def _complete_on(self, place: Cursor, fetched: _Fetched, params: Params) -> Step:
        """Ask for the next few items of a page, in the order of their keys."""
        completion = self.provider.complete
        assert completion is not None  # noqa: S101 - only called where there is one
        waiting, shapeless = self._in_order(fetched.items)
        if place.after is not None:
            waiting, shapeless = [one for one in waiting if one[0] > place.after], []
        reasons = ["null_item" if item is None else "unexpected_shape" for item in shapeless]
        done = _Completed(rejected=list(zip(shapeless, reasons, strict=True)))
        until, asked = time.monotonic() + _WRITE_AFTER, 0
        for key, item in waiting[: completion.at_once]:
            try:
                self._complete(key, item, place, params, done)
            except ENDING:
                if not asked:
                    raise
                break  # what came is written; the next step meets the same end
            asked += 1
            if time.monotonic() > until:
                break
        following = self._after_end(place, fetched)
        later = len(waiting) > asked
        if later:
            following = replace(place, after=waiting[asked - 1][0], unreadable=0)
        ceiling = [] if later else self._of_ceiling(place, fetched, params)
        failures = [*done.failures, *ceiling]
        goes_on = place.after is not None
        return Step(done.items, following, params, done.rejected, failures, same_file=goes_on)

    def _in_order(self, items: Sequence[Any]) -> tuple[list[tuple[Any, Any]], list[Any]]:
        """Return (key, item) in the order of the keys, and the items that have none."""
        completion, keyed, shapeless = self.provider.complete, [], []
        assert completion is not None  # noqa: S101 - only called where there is one
        for item in items:
            try:
                keyed.append((completion.key(item), item))
            except SHAPE_ERRORS:
                shapeless.append(item)
        return sorted(keyed, key=lambda pair: pair[0]), shapeless

    def _complete(
        self, key: Any, item: Any, place: Cursor, params: Params, done: "_Completed"
    ) -> None:
        """Ask for the rest of an item; what fails costs this item and no other."""
        completion = self.provider.complete
        assert completion is not None  # noqa: S101 - only called where there is one
        self._missed.clear()
        problem: CatalogError | None = None
        try:
            done.items.append(completion.ask(self, item))
            problem = self._missed[0] if self._missed else None
        except ENDING:
            raise
        except (NotFoundError, RecordRejected) as error:
            if completion.needed or isinstance(error, RecordRejected):
                reason = error.reason if isinstance(error, RecordRejected) else "not_found"
                done.rejected.append((item, reason))
            else:
                done.items.append(item)
            if isinstance(error, NotFoundError):
                gone = self._failure("item", place, params, error, id=str(key))
                done.failures.append(replace(gone, settled="gone"))
        except (CatalogError, *SHAPE_ERRORS) as error:
            problem = error if isinstance(error, CatalogError) else unexpected(self.provider, error)
            if not completion.needed:
                done.items.append(item)
        if problem:
            done.failures.append(
                self._failure("item", place, params, problem, id=str(key), item=item)
            )

    def _one_again(self, failure: Failure, place: Cursor) -> Step:
        """Ask for the rest of one item again."""
        completion, done = self.provider.complete, _Completed()
        if completion is not None:
            self._complete(completion.key(failure.item), failure.item, place, failure.params, done)
        return Step(done.items, None, failure.params, done.rejected, done.failures)

    def _next_list(self, place: Cursor) -> Cursor | None:
        if len(place.slices) > 1:
            left = place.slices[1:]
            return Cursor(set=place.set, slices=left, whole=place.whole, counted=place.counted)
        if place.set + 1 < len(self._sets):
            return Cursor(set=place.set + 1, slices=self._slices())
        return None

    def _page_after(self, place: Cursor) -> Cursor | None:
        """Return the place of the page behind an unreadable one, where that can be known."""
        if self._walks or place.unreadable + 1 >= _UNREADABLE:
            return None
        here = self._paginator.start() if place.at is None else place.at
        at = self._paginator.past(here, place.size)
        if at is None:
            return None
        return replace(place, at=at, after=None, unreadable=place.unreadable + 1)


def _is_after(following: Cursor | None, place: Cursor, failure: Failure) -> bool:
    """Tell whether a place lies behind what failed: a page, or the rest of its list."""
    if following is None or following.set != place.set:
        return True
    if failure.kind == "list":
        return False
    if following.slices != place.slices:
        return True
    # An API may give fewer items than were asked for: then the page is several.
    here = list((following.at or {}).values())
    until = list((failure.until or {}).values())
    if len(here) == len(until) == 1 and isinstance(here[0], int) and isinstance(until[0], int):
        return here[0] >= until[0]
    return following.at != place.at


def unexpected(provider: Provider, error: Exception) -> CatalogError:
    """Return what to say of an answer that a provider's own code could not read."""
    what = f"lacks {error}" if isinstance(error, KeyError) else f"{type(error).__name__}: {error}"
    return CatalogError(f"an answer of {provider.name} is not of the known shape: {what}"[:300])


def merged(*given: Params) -> dict[str, Any]:
    """Return all parameters together; a later value replaces an earlier one, lists are joined.

    >>> merged({"q": "a", "filter[]": ["x"]}, {"q": "b", "filter[]": ["y"]})
    {'q': 'b', 'filter[]': ['x', 'y']}
    """
    params: dict[str, Any] = {}
    for name, value in (pair for one in given for pair in one.items()):
        before = params.get(name)
        if isinstance(before, list) and isinstance(value, list):
            params[name] = before + value
        else:
            params[name] = value
    return params
