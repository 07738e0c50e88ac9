"""What answers and published files hold: items, and what must be asked for each of them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.apis.error_rules import said
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
        keys: what its items have, by which a file of this kind is told from others. What stands in
            a list's place and has none of them is no item: an error, another page.
        envelope: what the answer around the items has where the list may be left out or null
            (Finna without results): all of these there and no list is an empty list; and it tells a
            file of this kind whose items have none of the keys.
        by_id: the list is an object whose values are the items (MediaWiki keeps pages by their id).
            So is a list in any answer whose names are numbers: PHP writes one so that has gaps.
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
            return [] if self._is_empty(payload) else None
        return [self._adapted(item) for item in found]

    def _is_empty(self, payload: Any) -> bool:
        """Tell whether an answer is a page without its list: left out, null, or empty."""
        is_page = self.path is not None and self.envelope and has(payload, self.envelope)
        return bool(is_page) and not dig(payload, self.path or ())

    def items(self, payload: Any) -> list[Any] | None:
        """Return the items of an answer that nobody introduced, or None when it is another kind."""
        found = self._list(payload)
        is_known = self.envelope and self.path and has(payload, self.envelope)
        if found and self.keys and not is_known:
            return self.listed(payload) if any(has(item, self.keys) for item in found) else None
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
            return self._of_object(found)
        return found if isinstance(found, list) and self._are_items(found) else None

    def _of_object(self, found: Mapping[str, Any]) -> list[Any] | None:
        """Return the items of an object in a list's place: by their ids, or the only one."""
        if self.by_id or (found and all(re.fullmatch("[0-9]+", name) for name in found)):
            return list(found.values())
        return [found] if any(key in found for key in self.keys) else None

    def _are_items(self, found: list[Any]) -> bool:
        """Tell whether a list may be one of ours: of objects where items have keys, or of nulls."""
        is_any = any(one is None or isinstance(one, Mapping) for one in found)
        return not self.keys or not found or is_any


def has(value: Any, keys: tuple[str, ...]) -> bool:
    """Tell whether a value is an object with all of these keys."""
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

    @property
    def missed(self) -> int:
        """How many optional answers could not be had for the present item."""
        ...

    def optional(self, url: str, keys: tuple[str, ...] = ()) -> Any:
        """Return the payload of a JSON answer, or None where it is gone or cannot be had.

        For what an item is good without (its pack, its set). What is gone is counted; for what
        cannot be had now the item is noted in the failure ledger, and asked for again later. An
        answer without one of `keys` is none.
        """
        ...

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        ...


class AskedOnce:
    """Asks for what several items share (a pack, a set) once, and keeps the last thousand.

    What cannot be had now is not kept: the next item asks for it again.

    Args:
        keys: what such an answer has; another one is none.
    """

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._answers: dict[str, Any] = {}

    def __call__(self, asker: Asker, url: str) -> Any:
        """Return the answer at a URL, or None where it is gone or cannot be had."""
        if url in self._answers:
            return self._answers[url]
        before = asker.missed
        answer = asker.optional(url, self._keys)
        if asker.missed == before:
            if len(self._answers) >= _KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[url] = answer
        return answer


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


def size_asked(url: Callable[[Any], str], key: Callable[[Any], Any]) -> Completion:
    """Return the completion that asks for the bytes of an item's file, which puts `filesize` in."""
    return Completion(lambda asker, it: {**it, "filesize": asker.size(url(it))}, key, needed=False)


def detail(
    url: str,
    key: Callable[[Any], Any],
    *,
    keys: tuple[str, ...] = (),
    path: Path = (),
    adapt: Callable[[Any], Any] = lambda item: item,
) -> Completion:
    """Return the completion of a list of ids: the answer at `url`, with `{id}` in it, per item.

    Args:
        url: where the item's own answer is.
        key: returns the id of a list item.
        keys: what the item's own answer has. One that has none of them, or nothing, is no item.
        path: where the item lies in that answer.
        adapt: makes what `parse` understands of the item.

    Raises:
        CatalogError: when the answer holds no item at that path.
    """

    def ask(asker: Asker, item: Any) -> Any:
        answer = asker.json(url.format(id=key(item)))
        found = dig(answer, path)
        is_item = isinstance(found, Mapping) and found
        if not is_item or (keys and not any(name in found for name in keys)):
            raise CatalogError(no_item(key(item), answer))
        return adapt(found)

    return Completion(ask, key)


def no_item(of: Any, answer: Any) -> str:
    """Return what to say of an answer to a question for one work that holds none."""
    words = said(answer)
    return f"the answer for {of} holds no such work" + (f"; it says: {words}" if words else "")


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
        json_lines: whether each line is an item in JSON instead. The view then has one column,
            `line`; `rows` returns such lines, and `parse` gets what is in them.
    """

    files: tuple[str, ...]
    load: str
    rows: str
    delimiter: str = ","
    quote: str | None = '"'
    json_lines: bool = False
