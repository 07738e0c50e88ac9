"""What a pull asks a provider for: the lists, the parameters of each page, and what stands besides.

These are questions as data and the plain answers to them; where a list goes on, and what becomes of
what it holds, is `list_reader`'s.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalog.apis.client import PoliteClient
from catalog.apis.error_rules import AccessRefused
from catalog.apis.paginators import Paginator, Params, Position, SinglePage
from catalog.apis.rate_limit import CircuitOpen, StoppedError
from catalog.errors import CatalogError, NotFoundError
from catalog.files.http import Answer
from catalog.ingestion.cursors import WHOLE, Cursor, Part, asked_for, whole
from catalog.ingestion.redaction import without_keys
from catalog.providers.base import Cuts, Provider, Window
from catalog.providers.payloads import has, no_item

# What reading an answer of another shape than the known one raises.
SHAPE_ERRORS = (KeyError, IndexError, TypeError, AttributeError, ValueError)
# After these nothing else can be had either, for now.
ENDING = (CircuitOpen, StoppedError, AccessRefused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a run may ask for beyond the ordinary.

    Attributes:
        initial: query parameters of the page to start with.
        batches: exactly these requests and nothing else, each in one answer.
        ids: exactly these works and nothing else.
        params: added to every request.
        limit: records to stop after.
        known: decides whether an error is a known one, which is reported but not tried again.
    """

    initial: Params | None = None
    batches: Sequence[Params] | None = None
    ids: Sequence[str] | None = None
    params: Params = field(default_factory=dict)
    limit: int | None = None
    known: Callable[[str], bool] = lambda _: False


@dataclass(slots=True)
class ListQuestions:
    """One provider's lists for one window, and how to ask for what is in them.

    It is the `Asker` of a provider's own code.

    Attributes:
        window: the day, for a dated provider.
        today: the day of the run, by which fixed sets are chosen.
        errors: why optional answers of the present item could not be had.
    """

    provider: Provider
    client: PoliteClient
    window: Window | None
    today: date
    options: Options = Options()
    errors: list[CatalogError] = field(default_factory=list)
    _prepared: Params | None = None

    @property
    def sets(self) -> Sequence[Params]:
        """The lists, as sets of parameters."""
        given = self.options
        if given.ids is not None:
            return [{"id": each} for each in given.ids]
        return self.provider.sets(self.today) if given.batches is None else given.batches

    @property
    def cuts(self) -> Cuts | None:
        """How a full list is cut that is not one of a window."""
        given = self.options
        cuts = self.provider.cuts if given.batches is None and given.ids is None else None
        return cuts(self.today) if callable(cuts) else cuts

    @property
    def paginator(self) -> Paginator:
        """How the lists are walked."""
        return self.provider.paginator if self.options.batches is None else SinglePage()

    @property
    def walks(self) -> bool:
        """Whether the provider's own generator walks the lists."""
        return self.provider.walk is not None and self.options.batches is None

    def slices(self) -> tuple[Part, ...]:
        """Return the parts of a list before it is cut: one."""
        if self.window:
            return ((*self.window.seconds, -1),)
        return (whole(self.cuts) if self.cuts else WHOLE,)

    def forget(self) -> None:
        """Ask the provider anew for what it is asked once before a pull."""
        self._prepared = None

    def at(self, cursor: Cursor) -> Position:
        """Return the paginator's position of a cursor."""
        return self.paginator.start() if cursor.at is None else cursor.at

    def paging(self, cursor: Cursor) -> Params:
        """Return the parameters of the page at a cursor, for the report of its error."""
        return {} if self.walks else self.paginator.ask(self.at(cursor), self.provider.url)[1]

    def of_page(self, cursor: Cursor) -> tuple[str, Params]:
        """Return the URL and parameters that ask for the page at a cursor, without keys."""
        url, paging = self.paginator.ask(self.at(cursor), self.provider.url)
        return url, {**self.of_list(cursor), **paging}

    def of_list(self, cursor: Cursor) -> Params:
        """Return the parameters of the list that a cursor is in."""
        if self._prepared is None:
            self._prepared = self._prepare()
        own, parts = self.sets[cursor.set], self._part(cursor)
        return merged(self.provider.params, self._prepared, own, *parts, self.options.params)

    def window_of(self, cursor: Cursor) -> Window | None:
        """Return the part of the window that a cursor is in."""
        if self.window is None:
            return None
        start, end, _ = cursor.slices[0]
        return Window.between(start, end) if end else None

    def _part(self, cursor: Cursor) -> list[Params]:
        """Return the parameters of the part of a list that a cursor is in."""
        provider, window = self.provider, self.window_of(cursor)
        if window is None:
            return asked_for(cursor.slices[0], self.cuts) if self.cuts else []
        other = cursor.slices[0][2]
        return [
            provider.window_params(window) if provider.window_params else {},
            provider.slices.otherwise[other] if provider.slices and other >= 0 else {},
        ]

    def _prepare(self) -> Params:
        try:
            return self.provider.prepare(self) if self.provider.prepare else {}
        except SHAPE_ERRORS as error:
            raise unexpected(self.provider, error) from error

    def works(self, identifier: str) -> list[Any]:
        """Ask for one work by its id, and return what `parse` gets of the answer.

        Raises:
            NotFoundError: there is no such work.
            CatalogError: it could not be had, or the answer holds none.
        """
        provider = self.provider
        url = (provider.item_url or provider.url).replace("{id}", identifier)
        own = {
            name: value.replace("{id}", identifier) if isinstance(value, str) else value
            for name, value in provider.item_params.items()
        }
        constant = {} if provider.item_url else provider.params
        payload = self.json(url, {**constant, **own, **self.options.params})
        known = (kind.items(payload) for kind in provider.payloads)
        items = next((items for items in known if items is not None), None)
        if items is None:
            raise CatalogError(f"{no_item(identifier, payload)} of {provider.name}")
        ask = provider.complete_item
        try:
            return [ask(self, item) for item in items] if ask else items
        except SHAPE_ERRORS as error:
            raise unexpected(provider, error) from error

    # Asker: what `complete`, `prepare` and `walk` of a provider may ask.

    def json(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer that is no error."""

        def reader(answer: Answer) -> Any:
            if self.provider.check:
                self.provider.check(answer.payload)
            return self.without_keys(answer.payload)

        return self.client.read(url, params, reader=reader, headers=self.provider.headers)

    def without_keys(self, value: Any) -> Any:
        """Return JSON values without our keys, which some APIs repeat in what they link to."""
        client = self.client
        return without_keys(value, client.sent_keys) if client.repeats_keys else value

    @property
    def missed(self) -> int:
        """How many optional answers could not be had for the present item."""
        return len(self.errors)

    def optional(self, url: str, keys: tuple[str, ...] = ()) -> Any:
        """Return the payload of a JSON answer, or None where it is gone or cannot be had."""
        try:
            answer = self.json(url)
            if not has(answer, keys):
                raise CatalogError(no_item(url, answer))
        except NotFoundError:
            return None
        except ENDING:
            raise
        except CatalogError as error:
            self.errors.append(error)
            return None
        return answer

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        return self.client.size(url)


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
