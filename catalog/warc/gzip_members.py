"""Inflate a file of many gzip members fast, and go on after damage.

A WAT file is one gzip member a record, a hundred thousand of them. Two ways through it, with one
result: libdeflate, which is the fastest there is and wants a whole member and its inflated size;
and ISA-L piece by piece, which survives damage and members of any length. The second takes over
for a block of the file in which the first one fails.
"""

import re
import struct
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

import deflate
import stringzilla
from isal import igzip_lib, isal_zlib

from catalog.errors import CatalogError
from catalog.warc.record_scanner import PIECE, RecordScanner

BLOCK = 1 << 19
MAGIC = b"\x1f\x8b\x08"
_GZIP = 31  # zlib's window bits for a gzip header and trailer
_IsalError: Any = igzip_lib.IsalError  # isal's own stub calls it an instance
_FLAGS = 0x1F  # five bits; compressed data looks like a member's start once in 128 MB
_PLAIN_HEAD, _HEAD_SIZE = MAGIC + b"\0", 10  # without a name or other optional fields
_TRAILER = struct.Struct("<II")
_SMALLEST = 20  # of a member: head, an empty block, checksum and length
# A member that says it is larger is inflated in pieces: what it says need not be true.
_MAX_MEMBER = 1 << 20
# How far back a damaged member is searched for the start of the next one.
_WINDOW = 4 << 20
_PROBE = 4096
_RECORD = b"WARC/"
CONTENT_LENGTH = re.compile(
    rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)


class NotGzipError(CatalogError):
    """The file is not gzip."""


class MemberReader:
    """Feeds a scanner with the members of a gzip stream.

    What is wrong is counted: `errors.damaged_member` for each place where the data cannot be
    inflated (reading goes on at the next member that begins like a WARC record), and
    `errors.truncated_file`.

    Args:
        read: `read(n)` returns n bytes, or fewer only at the end.
        scanner: gets the inflated bytes.
        counts: where problems, and the bytes inflated (`bytes_inflated`), are counted.
    """

    def __init__(
        self, read: Callable[[int], bytes], scanner: RecordScanner, counts: Counter[str]
    ) -> None:
        self._read = read
        self._scanner = scanner
        self._counts = counts
        self._input = b""
        self._taken = 0  # compressed bytes that were read
        self._given = 0  # inflated bytes that the scanner got
        self._repeated = 0  # of those, how many will be inflated a second time
        self._ends_line = True  # whether what was given last does
        self._is_gzip = False

    def records(self) -> Iterator[bytes]:
        """Yield what the scanner finds.

        Raises:
            NotGzipError: no member was found at all, and it is no uncompressed archive either.
        """
        self._fill(BLOCK)
        if self._input.startswith(_RECORD):
            yield from self._uncompressed()
            return
        while self._fill(BLOCK):
            at_end = len(self._input) < BLOCK
            cut = len(self._input) if at_end else self._input.rfind(MAGIC)
            if not (cut > 0 and (yield from self._whole_members(cut))):
                yield from self._members_one_by_one(self._position + max(cut, 1))
        yield from self._scanner.cut()
        if not self._is_gzip:
            raise NotGzipError
        self._counts["bytes_inflated"] = self._given

    def _uncompressed(self) -> Iterator[bytes]:
        """Give a file that is no gzip but records as they are."""
        while self._input:
            yield from self._give(self._input)
            self._input = b""
            self._fill(BLOCK)
        last = self._scanner.last_record()
        lost = len(last) - whole_until(last)
        if lost:
            self._counts["errors.truncated_file"] += 1
        self._scanner.sound_until(self._given - lost)
        yield from self._scanner.cut()
        self._counts["bytes_inflated"] = self._given

    @property
    def _position(self) -> int:
        return self._taken - len(self._input)

    def _fill(self, length: int) -> int:
        """Have that many compressed bytes at hand, or all that are left."""
        if len(self._input) < length:
            more = self._read(length - len(self._input))
            self._taken += len(more)
            self._input += more
        return len(self._input)

    def _whole_members(self, cut: int) -> Generator[bytes, None, bool]:
        """Inflate the input up to an offset at which a member ends; return whether that worked."""
        before, ended_line = self._given, self._ends_line
        try:
            yield from self._give_records(inflated_members(self._input, cut))
        except deflate.DeflateError:
            self._repeated, self._given = self._given - before, before
            self._ends_line = ended_line
            return False
        self._is_gzip = True
        self._scanner.sound_until(self._given)
        self._input = self._input[cut:]
        return True

    def _give_records(self, members: Iterable[bytearray]) -> Iterator[bytes]:
        """Give members to the scanner, but for whole records without a hit, which are most.

        A member is just whole records if it begins with one, the next one does, and a line ends
        between them. It is searched where it lies: two copies of it are saved.
        """
        scanner, passed = self._scanner, 0
        held, held_begins = bytearray(), False
        for member in members:
            begins = member.startswith(_RECORD)
            if (
                begins
                and held_begins
                and held.endswith(b"\n")
                and (passed or (scanner.is_at_line and not self._repeated))
                and not scanner.has_hit(held)
            ):
                passed += len(held)
            else:
                yield from self._pass_over(passed)
                yield from self._give_member(held)
                passed = 0
            held, held_begins = member, begins
        yield from self._pass_over(passed)
        yield from self._give_member(held)

    def _pass_over(self, length: int) -> Iterable[bytes]:
        self._given += length
        self._ends_line = self._ends_line or length > 0
        return self._scanner.pass_over(length) if length else ()

    def _members_one_by_one(self, target: int) -> Iterator[bytes]:
        """Inflate single members until a compressed offset is passed."""
        while self._position < target and self._fill(BLOCK):
            if self._input.startswith(MAGIC):
                yield from self._member()
            elif self._input[0] == 0:  # gzip allows zeros between members
                self._input = self._input.lstrip(b"\0")
            else:
                is_cut = MAGIC.startswith(self._input)  # one or two bytes, and the file's last
                kind = "errors.truncated_file" if is_cut else "errors.damaged_member"
                yield from self._go_on_after_damage(self._input, kind)

    def _member(self) -> Iterator[bytes]:
        """Inflate the member at the front of the input, however long it is."""
        self._is_gzip = True
        inflater = isal_zlib.decompressobj(wbits=_GZIP)
        seen = rest = self._input
        give = self._give_member
        try:
            while not inflater.eof:
                yield from give(inflater.decompress(rest, PIECE))
                give = self._give
                rest = inflater.unconsumed_tail
                if not rest and not inflater.eof:
                    rest = self._more()
                    seen = (seen + rest)[-_WINDOW:]
        except EOFError:
            yield from self._go_on_after_damage(seen, "errors.truncated_file")
        except _IsalError:
            yield from self._go_on_after_damage(seen, "errors.damaged_member")
        else:
            self._input = inflater.unused_data
            self._scanner.sound_until(self._given)

    def _more(self) -> bytes:
        """Read on inside a member.

        Raises:
            EOFError: the file ends.
        """
        more = self._read(BLOCK)
        self._taken += len(more)
        if not more:
            raise EOFError
        return more

    def _give_member(self, data: bytes | bytearray) -> Iterator[bytes]:
        """Give the beginning of a member.

        It ends the record before it, also where a writer left out the line ends between the two,
        which is where the scanner looks for records.
        """
        if not self._ends_line and data.startswith(_RECORD):
            yield from self._give(b"\n")
        yield from self._give(data)

    def _give(self, data: bytes | bytearray) -> Iterator[bytes]:
        """Give inflated bytes to the scanner, but for those that it has had already."""
        self._given += len(data)
        self._ends_line = data.endswith(b"\n") if data else self._ends_line
        known = min(self._repeated, len(data))
        self._repeated -= known
        view = memoryview(data)
        for start in range(known, len(data), PIECE):
            piece = view[start : start + PIECE]
            self._scanner.space()[: len(piece)] = piece
            yield from self._scanner.added(len(piece))

    def _go_on_after_damage(self, window: bytes, kind: str) -> Iterator[bytes]:
        """Leave the member at the front of the window out, and find the next one."""
        self._counts[kind] += 1
        yield from self._scanner.cut()
        self._given, self._repeated, self._ends_line = self._scanner.offset, 0, True
        self._input = self._next_member(window)

    def _next_member(self, window: bytes) -> bytes:
        """Return the input from the start of the next member on; nothing where there is none."""
        start = 1
        while True:
            at = window.find(MAGIC, start)
            if at < 0:
                more = self._read(BLOCK)
                self._taken += len(more)
                if not more:
                    return b""
                window, start = window[1 - len(MAGIC) :] + more, 0
            elif begins_record(window[at : at + _PROBE]):
                return window[at:]
            else:
                start = at + 1


def inflated_members(data: bytes, stop: int) -> Iterator[bytearray]:
    """Yield what the members in front of an offset hold.

    Raises:
        DeflateError: there is something else, or a member that is damaged, empty or large.
    """
    start = 0
    while start < stop:
        end = next_start(data, start + 1, stop)
        end = stop if end < 0 else end
        member = inflated_member(data, start, end, _MAX_MEMBER)
        if member is None:
            raise deflate.DeflateError("not one whole member")
        yield member
        start = end


def next_start(data: bytes, start: int, stop: int) -> int:
    """Return where bytes lie that may begin a member (RFC 1952, 2.3); -1 where there are none."""
    while True:
        at: int = stringzilla.find(data, MAGIC, start, stop)
        if at < 0 or (at + len(MAGIC) < len(data) and data[at + len(MAGIC)] <= _FLAGS):
            return at
        start = at + 1


def inflated_member(data: bytes, start: int, end: int, most: int) -> bytearray | None:
    """Return what the member between two offsets holds; None for what is no sound member.

    libdeflate does not mind what follows a member. It is none of another one's if the last bytes
    are the checksum and the length of what came out (RFC 1952), so these are compared; that it
    would compare them itself is left out where the head is a plain one.
    """
    if end - start < _SMALLEST:
        return None
    checksum, length = _TRAILER.unpack_from(data, end - _TRAILER.size)
    if not 0 < length <= most:
        return None
    try:
        if data.startswith(_PLAIN_HEAD, start):
            packed = data[start + _HEAD_SIZE : end - _TRAILER.size]
            member = deflate.deflate_decompress(packed, length)
        else:
            member = deflate.gzip_decompress(data[start:end], length)
    except deflate.DeflateError:
        return None
    return member if len(member) == length and deflate.crc32(member) == checksum else None


def whole_until(record: bytes) -> int:
    """Return where the whole record ends in a file's last one; 0 for one that was cut.

    A record is whole with all the bytes that its head announces, or, where it announces none, with
    blank lines behind it. What follows it may be the beginning of one more.
    """
    head, body_at = split_head(record)
    found = CONTENT_LENGTH.search(head)
    if not (found and body_at):
        return len(record) if record.endswith((b"\n\r\n", b"\n\n")) else 0
    end = body_at + int(found[1])
    after = record[end:].lstrip(b"\r\n")
    is_begun = after and _RECORD.startswith(after)
    return 0 if len(record) < end else len(record) - len(after) * bool(is_begun)


def split_head(record: bytes) -> tuple[bytes, int]:
    """Return a record's head and the offset of its body; 0 where the head does not end.

    Lines end with CR LF (WARC 1.0, 4); some writers leave the CR out.
    """
    end = record.find(b"\r\n\r\n")
    bare = record.find(b"\n\n", 0, end if end >= 0 else len(record))
    if bare >= 0:
        return record[:bare], bare + 2
    return (record[:end], end + 4) if end >= 0 else (record, 0)


def begins_record(data: bytes) -> bool:
    """Tell whether these bytes look like the start of a member that holds a WARC record.

    The three bytes that begin a gzip member also come up inside compressed data, once in 16 MB.
    """
    try:
        first = isal_zlib.decompressobj(wbits=_GZIP).decompress(data, len(_RECORD))
    except _IsalError:
        return False
    return _RECORD.startswith(first)
