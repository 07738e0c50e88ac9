"""Ask for the rest of a page's items, one by one: what fails costs one item and no other."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.apis.paginators import Params
from catalog.errors import CatalogError, NotFoundError, RecordRejected
from catalog.ingestion.cursors import Cursor, failure_at
from catalog.ingestion.failures import Failure
from catalog.ingestion.questions import ENDING, SHAPE_ERRORS, ListQuestions, unexpected
from catalog.providers.base import Completion

# Seconds after which the items that were completed are written, however few they are.
WRITE_AFTER = 1.0


@dataclass(slots=True)
class Completed:
    """What some items of a page became.

    Attributes:
        items: what `parse` gets.
        rejected: (item, reason) of those that are not to be had.
        failures: those that could not be had now.
        after: the key of the last one that was asked for, where more of the page are left.
    """

    items: list[Any] = field(default_factory=list)
    rejected: list[tuple[Any, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    after: Any = None


@dataclass(slots=True)
class ItemCompleter:
    """Asks what must be asked for every item.

    Attributes:
        completion: what that is.
        questions: asks.
        clock: seconds, by which a part of a page is written in time.
    """

    completion: Completion
    questions: ListQuestions
    clock: Callable[[], float] = time.monotonic

    def some(self, items: Sequence[Any], cursor: Cursor, params: Params) -> Completed:
        """Ask for the next few items of a page, in the order of their keys.

        Raises:
            CatalogError: none of the items has a key: this is no page of works.
        """
        waiting, shapeless = self._in_order(items)
        if not waiting and any(item is not None for item in shapeless):
            raise CatalogError(f"no item of a page of {self.questions.provider.name} names a work")
        if cursor.after is not None:
            waiting, shapeless = [one for one in waiting if one[0] > cursor.after], []
        reasons = ["null_item" if item is None else "unexpected_shape" for item in shapeless]
        done = Completed(rejected=list(zip(shapeless, reasons, strict=True)))
        until, asked = self.clock() + WRITE_AFTER, 0
        for key, item in waiting[: self.completion.at_once]:
            try:
                self.one(key, item, cursor, params, done)
            except ENDING:
                if not asked:
                    raise
                break  # what came is written; the next step meets the same end
            asked += 1
            if self.clock() > until:
                break
        if len(waiting) > asked:
            done.after = waiting[asked - 1][0]
        return done

    def _in_order(self, items: Sequence[Any]) -> tuple[list[tuple[Any, Any]], list[Any]]:
        """Return (key, item) in the order of the keys, and the items that have none."""
        keyed: list[tuple[Any, Any]] = []
        shapeless: list[Any] = []
        for item in items:
            try:
                key = self.completion.key(item)
                is_key = isinstance(key, str | int) and (
                    not keyed or type(key) is type(keyed[0][0])
                )
            except SHAPE_ERRORS:
                is_key = False
            if is_key:
                keyed.append((key, item))
            else:
                shapeless.append(item)
        return sorted(keyed, key=lambda pair: pair[0]), shapeless

    def again(self, failure: Failure, cursor: Cursor) -> Completed:
        """Ask for the rest of one item again."""
        done = Completed()
        self.one(self.completion.key(failure.item), failure.item, cursor, failure.params, done)
        return done

    def one(self, key: Any, item: Any, cursor: Cursor, params: Params, done: Completed) -> None:
        """Ask for the rest of an item, and add to `done` what became of it."""
        errors = self.questions.errors
        errors.clear()
        problem: CatalogError | None = None
        try:
            done.items.append(self.completion.ask(self.questions, item))
            problem = errors[0] if errors else None
        except ENDING:
            raise
        except NotFoundError as error:
            self._keep(item, "not_found", done)
            gone = failure_at(cursor, "item", params, error, id=str(key))
            done.failures.append(replace(gone, settled="gone"))
        except RecordRejected as error:
            done.rejected.append((item, error.reason))
        except CatalogError as error:
            problem = error
            self._keep(item, None, done)
        except SHAPE_ERRORS as error:
            problem = unexpected(self.questions.provider, error)
            self._keep(item, None, done)
        if problem:
            done.failures.append(
                failure_at(cursor, "item", params, problem, id=str(key), item=item)
            )

    def _keep(self, item: Any, reason: str | None, done: Completed) -> None:
        """Take an item as its list has it, where that is a record too; else reject it."""
        if not self.completion.needed:
            done.items.append(item)
        elif reason:
            done.rejected.append((item, reason))
