"""Search first: the few records of a stream that hold a byte string, without parsing the others.

WARC records follow one another; each begins with a line `WARC/1.x` (`WARC/0.18` in files of 2008).
A JSON body has no raw line breaks within its strings, so that line cannot lie inside one, and the
lines are the only structure that is looked at, and only around a hit. `Content-Length` is not
needed, and real files have wrong ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import stringzilla

# A piece and the space around it stay in the processor's cache between inflating and searching.
PIECE = 1 << 17
_ROOM = 16 * PIECE
# Common Crawl cuts pages at 1 MiB (5 MiB since 2025), which keeps their records well below this.
MAX_RECORD = 8 << 20
_BOUNDARY = b"\nWARC/"
_OVERLAP = len(_BOUNDARY) - 1
_LINE_FEED = ord("\n")


class RecordScanner:
    """Takes a stream piece by piece and gives back each whole record that holds the needle.

    Write at most `len(space())` bytes into `space()`, then iterate `added(n)`. Memory stays below
    `MAX_RECORD` and a piece; a longer record is counted as `errors.oversized_record` and left out.

    Args:
        needle: the bytes to look for, or several of which any will do; each costs a search.
        counts: where problems are counted.
    """

    def __init__(self, needle: bytes | tuple[bytes, ...], counts: Counter[str]) -> None:
        self._needles = needle if isinstance(needle, tuple) else (needle,)
        self._longest = max(map(len, self._needles))
        self._counts = counts
        self._buffer = bytearray(_ROOM)
        self._view = memoryview(self._buffer)
        # Offsets in the buffer, which begins with the start of a record.
        self._end = 0
        self._scanned = 0
        self._base = 0  # offset of the buffer in the stream
        self._whole = 0  # offset in the stream up to which the data is known to be sound
        self._skipping = False

    @property
    def offset(self) -> int:
        """Where in the stream the next piece lies."""
        return self._base + self._end

    def space(self) -> memoryview:
        """Return where the next piece goes."""
        if self._end + PIECE > len(self._view):
            self._make_room()
        return self._view[self._end : self._end + PIECE]

    def added(self, length: int) -> Iterable[bytes]:
        """Take the piece that was written into `space()`; return the records it completed."""
        before = self._end
        self._end += length
        if self._skipping and not self._resume():
            return ()
        if self._first_hit() < 0:
            return ()
        return self._found(complete=False, since=before)

    @property
    def is_at_line(self) -> bool:
        """Whether the next byte begins a line."""
        return not self._end or self._buffer[self._end - 1] == _LINE_FEED

    def has_hit(self, data: bytes | bytearray) -> bool:
        """Tell whether some bytes hold a needle."""
        for needle in self._needles:  # noqa: SIM110 - `any` takes longer than the search
            if stringzilla.find(data, needle) >= 0:
                return True
        return False

    def pass_over(self, length: int) -> Iterable[bytes]:
        """Leave out so many bytes of whole records without a hit, which begin where a line does.

        Returns: the record before them, if it has a hit.
        """
        ended = list(self._found(complete=True, since=0)) if not self._skipping else ()
        self._base += self._end + length
        self._end = self._scanned = 0
        self._skipping = False
        return ended

    def last_record(self) -> bytes:
        """Return what came since the last record began; nothing of one that is left out."""
        start = self._buffer.rfind(_BOUNDARY, 0, self._end) + 1
        return b"" if self._skipping else bytes(self._view[start : self._end])

    def sound_until(self, offset: int) -> None:
        """Take note that the stream is sound up to an offset: a gzip member ended there."""
        self._whole = offset

    def cut(self) -> Iterator[bytes]:
        """Yield what is complete, and forget what came after the last sound offset."""
        self._end = max(0, min(self._end, self._whole - self._base))
        self._scanned = min(self._scanned, self._end)
        if not self._skipping:
            yield from self._found(complete=True, since=0)
        self._base += self._end
        self._end = self._scanned = 0
        self._skipping = False

    def _look_from(self, offset: int) -> int:
        return max(0, offset - _OVERLAP)

    def _found(self, *, complete: bool, since: int) -> Iterator[bytes]:
        """Yield the records with a hit that end in the buffer.

        Args:
            complete: whether the end of the buffer is the end of its last record.
            since: no boundary but the first record's lies before this.
        """
        data = self._buffer
        while True:
            hit = self._first_hit()
            if hit < 0:
                return
            stop = data.find(_BOUNDARY, max(hit, self._look_from(since)), self._end) + 1
            if not stop and not complete:
                self._scanned = hit
                return
            stop = stop or self._end
            start = data.rfind(_BOUNDARY, 0, hit) + 1
            yield bytes(self._view[start:stop])
            self._scanned = stop

    def _first_hit(self) -> int:
        """Return where the first needle lies in what is not yet scanned; if none does, -1."""
        start, stop, first = self._scanned, self._end, -1
        for needle in self._needles:
            hit = stringzilla.find(self._view, needle, start, stop)
            if hit >= 0 and (hit < first or first < 0):
                first = hit
        if first < 0:
            self._scanned = max(start, stop - self._longest + 1)
        return first

    def _make_room(self) -> None:
        """Forget all records but the last; if that one is long, have a larger buffer."""
        self._drop_before(self._buffer.rfind(_BOUNDARY, 0, self._end) + 1)
        if self._end > MAX_RECORD:
            self._skip()
        if self._end + PIECE > len(self._view) // 2:
            self._move_to(2 * len(self._view))

    def _drop_before(self, offset: int) -> None:
        if offset:
            kept = self._end - offset
            self._view[:kept] = self._view[offset : self._end]
            self._end = kept
            self._base += offset
            self._scanned = max(0, self._scanned - offset)

    def _move_to(self, size: int) -> None:
        """Go on in a buffer of another size."""
        kept = self._view[: self._end]
        self._buffer = bytearray(size)
        self._view = memoryview(self._buffer)
        self._view[: self._end] = kept

    def _skip(self) -> None:
        self._counts["errors.oversized_record"] += 1
        self._skipping = True
        self._drop_before(self._end - _OVERLAP)
        self._move_to(_ROOM)

    def _resume(self) -> bool:
        """Go on at the record after an oversized one; False while it has not come."""
        start = self._buffer.find(_BOUNDARY, 0, self._end) + 1
        self._skipping = not start
        self._drop_before(start or max(0, self._end - _OVERLAP))
        self._scanned = 0
        return not self._skipping
