"""What answers and published files hold: items, and what must be asked for each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.apis.paginators import Params, Path, Position, dig
from catalog.errors import CatalogError

_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Payload:
    """One kind of answer that items come from.

    A pull knows what it asked for: an answer that is no error (`Provider.errors`) is this kind, its
    items are where `path` says, and each stands for itself. Only a file that nobody introduced
    (`catalog providers parse`) is told from others by what it holds.

    Attributes:
        name: what the API's documentation calls it: page, object, results.
        path: where its items lie, or its one item; `()` when the answer is itself the list, None
            when the answer is itself one item.
        keys: what its items have, by which a file of this kind is told from others.
        envelope: what the answer around the items has where the list may be left out or null
            (Finna without results): all of these there and no list is an empty list; and it tells a
            file of this kind whose items have none of the keys.
        by_id: the list is an object whose values are the items (MediaWiki keeps pages by their id).
        adapt: makes what `parse` understands of an item of this kind.
        records: False for a list whose items say too little for a record (ids).
    """

    name: str
    path: Path | None
    keys: tuple[str, ...] = ()
    envelope: tuple[str, ...] = ()
    by_id: bool = False
    adapt: Callable[[Any], Any] | None = None
    records: bool = True

    def listed(self, payload: Any) -> list[Any] | None:
        """Return the items of an answer to our own question, or None where it has no list."""
        found = self._list(payload)
        if found is None:
            is_empty = self.path is not None and self.envelope and _has(payload, self.envelope)
            return [] if is_empty else None
        return [self._adapted(item) for item in found]

    def items(self, payload: Any) -> list[Any] | None:
        """Return the items of an answer that nobody introduced, or None when it is another kind."""
        found = self._list(payload)
        is_known = self.envelope and self.path and _has(payload, self.envelope)
        if found and self.keys and not is_known:
            return self.listed(payload) if any(_has(item, self.keys) for item in found) else None
        return self.listed(payload)

    def _adapted(self, item: Any) -> Any:
        """Return what `parse` gets of an item; it rejects what cannot be adapted as it is."""
        if not self.adapt or not isinstance(item, Mapping):
            return item
        try:
            return self.adapt(item)
        except Exception:  # noqa: BLE001 - the edge: one item must not end its page
            return item

    def _list(self, payload: Any) -> list[Any] | None:
        if self.path is None:
            return [payload] if isinstance(payload, Mapping) else None
        found = dig(payload, self.path)
        if isinstance(found, Mapping):
            return list(found.values()) if self.by_id else [found]
        return found if isinstance(found, list) else None


def _has(value: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(value, Mapping) and all(key in value for key in keys)


@dataclass(frozen=True, slots=True)
class ListPage:
    """What one step of a walk brought.

    Attributes:
        items: each becomes one or several records.
        next: where the list goes on; None at its end.
    """

    items: Sequence[Any]
    next: Position | None


class Asker(Protocol):
    """Asks the provider, at its pace, for what a page does not say."""

    def json(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer that is no error."""
        ...

    def optional(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer, or None where it is gone or cannot be had.

        For what an item is good without (its pack, its set). What is gone is counted; for what
        cannot be had now the item is noted in the failure ledger, and asked for again later.
        """
        ...

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        ...


class AskedOnce:
    """Asks for what several items share (a pack, a set) once, and keeps the last thousand."""

    def __init__(self) -> None:
        self._answers: dict[str, Any] = {}

    def __call__(self, asker: Asker, url: str) -> Any:
        """Return the answer at a URL, or None where it is gone or cannot be had."""
        if url not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[url] = asker.optional(url)
        return self._answers[url]


@dataclass(frozen=True, slots=True)
class Completion:
    """What must be asked for every item of a page before it can be parsed.

    An item whose questions fail is noted in the failure ledger and asked for again by the next
    run; the others go on.

    Attributes:
        ask: (asker, item) -> what `parse` gets; NotFoundError counts the item as `not_found`.
        key: the item's id. Items are asked for in its order, so that a run that stops within a page
            goes on after the last one, even if the page has changed by then.
        at_once: the most items to ask for before they are written.
        needed: False where an item is a record without it too (a file's size, a better title): one
            that fails is then parsed as the list has it, and still noted.
    """

    ask: Callable[[Asker, Any], Any]
    key: Callable[[Any], Any]
    at_once: int = 50
    needed: bool = True


def detail(url: str, key: Callable[[Any], Any], *, path: Path = ()) -> Completion:
    """Return the completion of a list of ids: the answer at `url`, with `{id}` in it, per item.

    Raises:
        CatalogError: when the answer holds nothing at that path.
    """

    def ask(asker: Asker, item: Any) -> Any:
        found = dig(asker.json(url.format(id=key(item))), path)
        if found is None:
            raise CatalogError(
                f"the answer for {key(item)} has nothing at {'.'.join(map(str, path))}"
            )
        return found

    return Completion(ask, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """Files that a provider publishes instead of answers (catalog/ingestion/bulk.py).

    Each is read as text into a view `raw_<name>`, named by its columns wherever they stand. The
    query `load` makes tables of these, among them `items`, whose column `number` counts what is to
    become records. The query `rows`, given `first` and `end`, returns what `parse` gets of a
    range of numbers, each work once, and in `copies` how often it was there.

    Attributes:
        files: their names beside the one at `Provider.url`, with endings; packed by gzip or not.
        load, rows: names of queries (catalog/queries).
        delimiter: what stands between columns.
        quote: around what holds delimiters or line ends, doubled inside; None where it is to be
            told from the file.
    """

    files: tuple[str, ...]
    load: str
    rows: str
    delimiter: str = ","
    quote: str | None = '"'
