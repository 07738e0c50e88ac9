"""Walk a provider's lists: sets of parameters, slices of a window, pages, and items of a page.

The walk goes in steps (places.py); each brings items and says where the next one starts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from catalog.apis.client import PoliteClient
from catalog.apis.error_rules import ListEnded, said
from catalog.apis.paginators import CeilingReached, Params, Position, SinglePage, number_at
from catalog.apis.rate_limit import CircuitOpen, StoppedError
from catalog.errors import CatalogError, NotFoundError, RecordRejected, RetriableError
from catalog.files.http import Answer
from catalog.ingestion.cursors import WHOLE, Place, Slice, Step, cut
from catalog.providers.base import Page, Provider, Window

# What reading an answer of another shape than the known one raises.
SHAPE_ERRORS = (KeyError, IndexError, TypeError, AttributeError, ValueError)
# After so many unreadable pages in a row a list is given up, when errors are skipped.
_UNREADABLE = 3


@dataclass(frozen=True, slots=True)
class _Fetched:
    items: list[Any]
    following: Position | None
    total: int | None
    digest: str
    error: CatalogError | None = None


@dataclass(slots=True)
class PageIterator:
    """Walks one provider's lists for one window.

    Attributes:
        provider: what is walked.
        client: asks.
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
    _page: tuple[Place, _Fetched] | None = None
    _generator: tuple[Position | None, Iterator[Page]] | None = None

    def steps(self, place: Place | None = None) -> Iterator[Step]:
        """Yield the steps from a place on, the start of everything when there is none."""
        following: Place | None = place or self.first()
        while following is not None:
            step = self._step(following)
            yield step
            following = step.next

    def first(self, params: Params | None = None) -> Place:
        """Return the place where the walk starts, or where it would ask with these parameters."""
        place = Place(slices=self._slices())
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

    def _slices(self) -> tuple[Slice, ...]:
        return ((*self.window.seconds, -1),) if self.window else (WHOLE,)

    def _step(self, place: Place) -> Step:
        if self.ids is not None:
            return self._id_on(place, self.ids[place.set])
        params = self._asked(place)
        try:
            return self._walk_on(place, params) if self._walks else self._page_on(place, params)
        except (CircuitOpen, StoppedError):
            raise
        except CatalogError as error:
            problem = error
        except SHAPE_ERRORS as error:
            problem = unexpected(self.provider, error)
        self._generator = None
        return Step([], self._past(place), {**params, **self._paging(place)}, error=problem)

    def _paging(self, place: Place) -> Params:
        """Return the parameters of the page at a place, for the report of its error."""
        if self._walks:
            return {}
        at = self._paginator.start() if place.at is None else place.at
        paging: Params = self._paginator.ask(at, self.provider.url)[1]
        return paging

    @property
    def _walks(self) -> bool:
        return self.provider.walk is not None and self.batches is None

    def _asked(self, place: Place) -> Params:
        provider, (start, end, other) = self.provider, place.slices[0]
        window = Window.between(start, end) if end else None
        dated = provider.window_params(window) if provider.window_params and window else {}
        divided = provider.slices.otherwise[other] if provider.slices and other >= 0 else {}
        if self._prepared is None:
            self._prepared = self._prepare()
        own = self._sets[place.set]
        return merged(provider.params, self._prepared, dated, own, divided, self.params)

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
        """Return the payload of a JSON answer, or None where it is gone."""
        try:
            return self.json(url, params)
        except NotFoundError:
            return None

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        return self.client.size(url)

    def _id_on(self, place: Place, identifier: str) -> Step:
        """Ask for one work by its id."""
        following, params = self._next_list(place), {"id": identifier}
        url = (self.provider.item_url or self.provider.url).replace("{id}", identifier)
        own = {
            name: value.replace("{id}", identifier) if isinstance(value, str) else value
            for name, value in self.provider.item_params.items()
        }
        constant = {} if self.provider.item_url else self.provider.params
        try:
            items = self._works_in(self.json(url, {**constant, **own, **self.params}), identifier)
        except NotFoundError:
            return Step([], following, params, [(params, "not_found")])
        except (CircuitOpen, StoppedError):
            raise
        except CatalogError as error:
            return Step([], following, params, error=error)
        return Step(items, following, params)

    def _works_in(self, payload: Any, identifier: str) -> list[Any]:
        """Return what `parse` gets of an answer to a question for one work."""
        known = (kind.items(payload) for kind in self.provider.payloads)
        items = next((items for items in known if items is not None), None)
        if items is None:
            raise CatalogError(f"the answer for {identifier} is none of {self.provider.name}")
        ask = self.provider.complete_item
        return [ask(self, item) for item in items] if ask else items

    def _walk_on(self, place: Place, params: Params) -> Step:
        """Take the next page of the provider's own generator."""
        if self._generator is None or self._generator[0] != place.at:
            walk = self.provider.walk
            assert walk is not None  # noqa: S101 - `_walks` has just said so
            self._generator = (place.at, walk(self, params, place.at))
        page = next(self._generator[1], Page([], None))
        self._generator = (page.next, self._generator[1]) if page.next else None
        following = replace(place, at=page.next, unreadable=0) if page.next else None
        return Step(page.items, following or self._next_list(place), params)

    def _page_on(self, place: Place, params: Params) -> Step:
        fetched = self._fetched(place, params)
        parts = self._parts(place, fetched.total)
        if parts:
            return Step([], replace(place, slices=(*parts, *place.slices[1:]), digest=""), params)
        if self.provider.complete:
            return self._complete_on(place, fetched, params)
        return Step(fetched.items, self._behind(place, fetched), params, error=fetched.error)

    def _behind(self, place: Place, fetched: _Fetched) -> Place | None:
        if fetched.following is None:
            return self._next_list(place)
        return replace(place, at=fetched.following, after=None, digest=fetched.digest, unreadable=0)

    def _fetched(self, place: Place, params: Params) -> _Fetched:
        here = replace(place, after=None)
        if self._page and self._page[0] == here:
            return self._page[1]
        provider, paginator = self.provider, self._paginator
        at = paginator.start() if place.at is None else place.at
        url, paging = paginator.ask(at, provider.url)
        window = Window.between(*place.slices[0][:2]) if place.slices[0][1] else None
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

    def _read(self, place: Place, at: Position, answer: Answer) -> _Fetched:
        if self.provider.check:
            self.provider.check(answer.payload)
        items = self.provider.page.listed(answer.payload)
        if items is None:
            raise RetriableError(self._no_list(answer.payload))
        if items and answer.digest == place.digest:
            raise RetriableError("the API sent the page before once more")
        slices = self.provider.slices
        total = number_at(answer.payload, slices.total) if slices else None
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

    def _parts(self, place: Place, total: int | None) -> list[Slice]:
        slices = self.provider.slices
        if not slices or total is None or place.at is not None or total <= slices.at_most:
            return []
        return cut(place.slices[0], total, slices) if place.slices[0][1] else []

    def _complete_on(self, place: Place, fetched: _Fetched, params: Params) -> Step:
        """Ask for the next few items of a page, in the order of their keys."""
        completion = self.provider.complete
        assert completion is not None  # noqa: S101 - only called where there is one
        waiting = sorted(fetched.items, key=completion.key)
        if place.after is not None:
            waiting = [item for item in waiting if completion.key(item) > place.after]
        now, later = waiting[: completion.at_once], waiting[completion.at_once :]
        done, rejected = [], []
        for item in now:
            try:
                done.append(completion.ask(self, item))
            except NotFoundError:
                rejected.append((item, "not_found"))
            except RecordRejected as error:
                rejected.append((item, error.reason))
            except SHAPE_ERRORS:
                rejected.append((item, "unexpected_shape"))
        following = self._behind(place, fetched)
        if later:
            following = replace(place, after=completion.key(now[-1]), unreadable=0)
        return Step(done, following, params, rejected, None if later else fetched.error)

    def _next_list(self, place: Place) -> Place | None:
        if len(place.slices) > 1:
            return Place(set=place.set, slices=place.slices[1:])
        if place.set + 1 < len(self._sets):
            return Place(set=place.set + 1, slices=self._slices())
        return None

    def _past(self, place: Place) -> Place | None:
        """Return the place behind an unreadable page: the next page, or the next list."""
        at = None
        if not self._walks and place.unreadable + 1 < _UNREADABLE:
            here = self._paginator.start() if place.at is None else place.at
            at = self._paginator.past(here)
        if at is None:
            return self._next_list(place)
        return replace(place, at=at, after=None, unreadable=place.unreadable + 1)


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
