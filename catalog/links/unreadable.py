"""Unreadable records: all are counted, and the first few are kept for the report."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from catalog.errors import PageTooSlowError
from catalog.links.time_budget import PAGE_SECONDS, PageClock

logger = logging.getLogger(__name__)
_KEPT = 5
_URL = re.compile(rb"^WARC-Target-URI:[ \t]*([^\r\n]{1,300})", re.IGNORECASE | re.MULTILINE)
_SEARCHED = 4096


class Unreadable:
    """Keeps the first few unreadable records of a file, for its report.

    Args:
        counts: where `errors.unreadable_record` is counted, and each kind of fault beside it;
            `errors.page_too_slow` is that of a page that took too long.
        seconds: that a page may take, while `clock` runs.

    Attributes:
        clock: stops pages that take longer.
        kept: `url` and `error` of each.
    """

    def __init__(self, counts: Counter[str], seconds: float = PAGE_SECONDS) -> None:
        self._counts = counts
        self.clock = PageClock(seconds)
        self.kept: list[dict[str, str | None]] = []

    @contextmanager
    def guard(self, record: bytes) -> Iterator[None]:
        """Let one record that cannot be read cost itself, and not the 30,000 others of its file."""
        try:
            with self.clock.page():
                yield
        except PageTooSlowError as error:
            self._counts["errors.page_too_slow"] += 1
            self.keep(record, error)
        except Exception as error:  # noqa: BLE001 - the edge: one record must not end the file
            self._counts["errors.unreadable_record"] += 1
            self._counts[f"errors.unreadable_record.{type(error).__name__}"] += 1
            self.keep(record, error)

    def keep(self, record: bytes, error: Exception) -> None:
        """Keep what was wrong with a record, if it is one of the first."""
        if len(self.kept) >= _KEPT:
            return
        found = _URL.search(record, 0, _SEARCHED)
        url = found[1].decode("utf-8", "replace") if found else None
        reason = f"{type(error).__name__}: {error}"[:200]
        self.kept.append({"url": url, "error": reason})
        logger.warning("a record cannot be read: %s: %s", url, reason)
