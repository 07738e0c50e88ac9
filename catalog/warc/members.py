"""The members of a WARC file one by one, with the place of each: one member holds one record.

Writers of large crawls give each record its own gzip member (WARC 1.0, annex D), so that a record
can be fetched by offset and length. That border cannot be forged by what a page contains, as a line
`WARC/1.0` in its text could.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from isal import igzip_lib, isal_zlib

from catalog.errors import CatalogError
from catalog.warc.gzip_members import (
    BLOCK,
    CONTENT_LENGTH,
    MAGIC,
    NotGzipError,
    begins_record,
    inflated_member,
    next_start,
    split_head,
)

_GZIP = 31
_IsalError: Any = igzip_lib.IsalError  # isal's own stub calls it an instance
# A record of a page that was cut at 5 MiB and its headers is well below this.
MAX_MEMBER = 16 << 20
_ENDS_TRIED = 3
_WINDOW = 4 << 20  # how far back the start of the next member is searched after damage
_PROBE = 4096


class OneMemberError(CatalogError):
    """A whole archive in one gzip member, or in none."""

    def __init__(self) -> None:
        super().__init__(
            "the file is not compressed record by record, so that no record can be fetched alone: "
            "`warcio recompress FILE NEW` makes it so"
        )


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member.

    Attributes:
        offset: where it begins in the file, in bytes.
        length: its compressed bytes.
    """

    offset: int
    length: int
    data: bytes | bytearray


class WarcMembers:
    """Iterates over the members of a WARC file.

    What is wrong is counted: `errors.damaged_member` for each place that cannot be inflated,
    `errors.oversized_record` for members of more than `MAX_MEMBER` bytes, both left out, and
    `errors.truncated_file`.

    Args:
        read: `read(n)` returns n bytes, or fewer only at the end.
        counts: where problems, and the bytes inflated (`bytes_inflated`), are counted.
    """

    def __init__(self, read: Callable[[int], bytes], counts: Counter[str]) -> None:
        self._read = read
        self._counts = counts
        self._input = b""
        self._at = 0  # in the input
        self._base = 0  # of the input in the file

    def __iter__(self) -> Iterator[Member]:
        """Yield the members in the order of the file.

        Raises:
            NotGzipError: the file is not gzip.
            OneMemberError: it is one record after another without a border.
        """
        if not self._fill():
            raise NotGzipError
        if not self._input.startswith(MAGIC):
            raise OneMemberError if self._input.startswith(b"WARC/") else NotGzipError
        while self._has_more():
            if self._input.startswith(MAGIC, self._at):
                found = self._whole() or self._in_pieces()
                if found:
                    if found.offset == 0 and _holds_more(found.data):
                        raise OneMemberError
                    self._counts["bytes_inflated"] += len(found.data)
                    yield found
            elif self._input[self._at] == 0:  # gzip allows zeros between members
                self._at += 1
            else:
                is_cut = MAGIC.startswith(self._input[self._at :])  # the file's last bytes
                self._go_on_after_damage(
                    "errors.truncated_file" if is_cut else "errors.damaged_member"
                )

    def _has_more(self) -> bool:
        """Have enough at hand to tell whether a member begins; False at the file's end."""
        if len(self._input) - self._at < len(MAGIC):
            self._fill()
        return self._at < len(self._input)

    def _fill(self) -> int:
        """Read on, keeping what is not used yet; return how many bytes came."""
        more = self._read(BLOCK)
        self._base += self._at
        self._input = self._input[self._at :] + more
        self._at = 0
        return len(more)

    def _ends(self) -> Iterator[int]:
        """Yield where the member may end: where another begins, or the file's end."""
        tried, start = 0, self._at + 1
        while tried < _ENDS_TRIED:
            found = next_start(self._input, start, len(self._input))
            if found >= 0:
                tried, start = tried + 1, found + 1
                yield found
                continue
            known = len(self._input) - self._at
            if known > MAX_MEMBER or not self._fill():
                yield len(self._input)
                return
            start = max(known - len(MAGIC), 1)

    def _whole(self) -> Member | None:
        """Inflate the member with libdeflate, the fastest, if its end can be found."""
        for end in self._ends():
            data = inflated_member(self._input, self._at, end, MAX_MEMBER)
            if data is not None:
                member = Member(self._base + self._at, end - self._at, data)
                self._at = end
                return member
        return None

    def _in_pieces(self) -> Member | None:
        """Inflate the member however long it is; None for one that is damaged or too large."""
        inflater = isal_zlib.decompressobj(wbits=_GZIP)
        offset, parts, size = self._base + self._at, [], 0
        rest, taken = self._input[self._at :], len(self._input) - self._at
        try:
            while not inflater.eof:
                part = inflater.decompress(rest, BLOCK)
                size += len(part)
                if size <= MAX_MEMBER:
                    parts.append(part)
                rest = inflater.unconsumed_tail
                if not rest and not inflater.eof:
                    rest = self._more()
                    taken += len(rest)
                    if not rest:
                        self._end_of_file(offset, size)
                        return None
        except _IsalError:
            self._go_on_after_damage("errors.damaged_member")
            return None
        left = inflater.unused_data
        self._input, self._at, self._base = left, 0, offset + taken - len(left)
        if size > MAX_MEMBER:
            if offset == 0:
                raise OneMemberError  # what comes first is some words about the file
            self._counts["errors.oversized_record"] += 1
            return None
        return Member(offset, taken - len(left), b"".join(parts))

    def _more(self) -> bytes:
        """Read on inside a member; what was read lately is kept, for it may be damaged."""
        more = self._read(BLOCK)
        kept = (self._input[self._at :] + more)[-_WINDOW:]
        self._base += len(self._input) + len(more) - len(kept)
        self._input, self._at = kept, 0
        return more

    def _end_of_file(self, offset: int, size: int) -> None:
        """The file ends inside a member: it was cut, or damage made the member seem longer."""
        if size > MAX_MEMBER and offset == 0:
            raise OneMemberError
        self._go_on_after_damage("errors.truncated_file")

    def _go_on_after_damage(self, kind: str) -> None:
        """Go on at the next member that begins like a WARC record."""
        self._counts[kind] += 1
        self._at += 1
        while True:
            found = next_start(self._input, self._at, len(self._input))
            if found >= 0 and begins_record(self._input[found : found + _PROBE]):
                self._at = found
                return
            self._at = found + 1 if found >= 0 else max(len(self._input) - 3, self._at)
            if found < 0 and not self._fill():
                self._at = len(self._input)
                return


def _holds_more(data: bytes | bytearray) -> bool:
    """Tell whether a member goes on after its first record, by the length that this announces."""
    head, body_at = split_head(bytes(data))
    found = CONTENT_LENGTH.search(head)
    blank_lines = 4
    return found is not None and len(data) > body_at + int(found[1]) + blank_lines
