"""Rows that are not loaded: each with its line and its reason, in a file of JSON lines."""

import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not loaded.

    Attributes:
        line: its line in a text file, or its row in a Parquet file, from 1.
        detail: what was found, for a person.
        text: the line itself, where it could not be read as a row; at most 2,000 characters.
        other_line, other_provider, other_foreign_identifier: the row or record that it met.
    """

    line: int
    reason: str
    detail: str | None = None
    provider: str | None = None
    foreign_identifier: str | None = None
    url: str | None = None
    text: str | None = None
    other_line: int | None = None
    other_provider: str | None = None
    other_foreign_identifier: str | None = None


class RejectedFile:
    """Counts rejections by reason, and writes them down as they come."""

    def __init__(self, stream: io.TextIOBase | None = None, path: Path | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self.path = path
        self._stream = stream

    def add(self, rejection: RejectedRow) -> None:
        """Take one; what it does not know is left out of its line."""
        self.counts[rejection.reason] += 1
        if self._stream:
            known = {name: value for name, value in asdict(rejection).items() if value is not None}
            self._stream.write(json.dumps(known) + "\n")


@contextmanager
def rejected_file(path: Path | None) -> Iterator[RejectedFile]:
    """Give a file for rejections; it appears when the block ends, however it ends, if it has any.

    A file that an earlier load left there is replaced, or removed when nothing is rejected now.
    """
    if path is None:
        yield RejectedFile()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    with open(handle, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a handle, not a path
        rejected = RejectedFile(stream, path)
        try:
            yield rejected
        finally:
            stream.close()
            if rejected.counts:
                Path(name).chmod(0o644)
                Path(name).replace(path)
            else:
                Path(name).unlink()
                path.unlink(missing_ok=True)
