"""Reading text files row by row, in bounded memory: a bad line costs that line."""

import csv
import gzip
import re
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from catalog.database.reject_log import LONGEST_TEXT, RejectedRow
from catalog.database.source_files import NotAsNamedError, SourceFile, open_text
from catalog.database.tsv_layouts import OLD_NAMES, layout_of
from catalog.records import MediaType, Row

# The longest row of a sound file is some tens of kilobytes; this is room enough, and bounded.
LONGEST_LINE = 8 << 20
# A CSV record with line breaks in its values.
MOST_LINES = 1000
# Lines that end with a backslash, as one row of a TSV file.
_MOST_CONTINUED = 20
_Line = tuple[int, bytes | None]


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as the file has it: texts and nulls, by the database's column names."""

    line: int
    row: Row


def iter_rows(
    source: SourceFile, path: Path, media_type: MediaType
) -> Iterator[RawRow | RejectedRow]:
    """Yield what each line of a CSV or TSV file holds, in order.

    Raises:
        NotAsNamedError: a CSV file has no header of column names, or gzip data is broken.
    """
    try:
        with open_text(path) as file:
            if source.format == "csv":
                yield from _iter_csv(source, file)
            else:
                yield from _iter_tsv(source, file, media_type)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotAsNamedError(f"{source.uri} is a broken gzip file: {error}") from error


def iter_lines(file: BinaryIO, longest: int = LONGEST_LINE) -> Iterator[_Line]:
    """Yield each line with its number; None stands for one that is too long to be read."""
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) <= longest:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(longest)
        yield number, None


def _iter_tsv(
    source: SourceFile, file: BinaryIO, media_type: MediaType
) -> Iterator[RawRow | RejectedRow]:
    layout: tuple[str, ...] | None = None
    lines, ahead = iter_lines(file), deque[_Line]()
    while found := ahead.popleft() if ahead else next(lines, None):
        number, line = found
        text = _decoded(number, line)
        if isinstance(text, RejectedRow):
            yield text
            continue
        if not text.strip("\r\n"):
            continue
        layout = layout or layout_of(media_type, source.version, text.count("\t") + 1)
        fields = _continued(text, len(layout), lines, ahead).rstrip("\r\n").split("\t")
        if len(fields) == len(layout):
            values = (unescape(field) for field in fields)
            yield RawRow(number, dict(zip(layout, values, strict=True)))
        else:
            yield _malformed(number, text, f"{len(fields)} fields where {len(layout)} belong")


def _continued(text: str, width: int, lines: Iterator[_Line], ahead: deque[_Line]) -> str:
    """Return a row that goes on in the next lines, as COPY reads it: each ends with a backslash.

    Where that makes no whole row the lines are given back, `ahead` of the others.
    """
    whole, taken = text, list[_Line]()
    while whole.count("\t") + 1 < width and _goes_on(whole) and len(taken) < _MOST_CONTINUED:
        if not (following := ahead.popleft() if ahead else next(lines, None)):
            break
        taken.append(following)
        more = _decoded(*following)
        if isinstance(more, RejectedRow) or len(whole) + len(more) > LONGEST_LINE:
            break
        whole += more
    if whole.count("\t") + 1 == width:
        return whole
    ahead.extendleft(reversed(taken))
    return text


def _goes_on(text: str) -> bool:
    """Tell whether a line ends with a backslash that no other one escapes."""
    line = text.rstrip("\r\n")
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _decoded(number: int, line: bytes | None) -> str | RejectedRow:
    if line is None:
        return RejectedRow(number, "line_too_long", f"over {LONGEST_LINE} bytes")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = line.decode("utf-8", "backslashreplace")[:LONGEST_TEXT]
        return RejectedRow(number, "invalid_utf8", str(error.reason), text=shown)


def _malformed(number: int, text: str, detail: str) -> RejectedRow:
    return RejectedRow(number, "malformed_row", detail, text=text[:LONGEST_TEXT])


# A run of bytes, in hexadecimal or octal digits, or any other character after a backslash.
_ESCAPE = re.compile(r"(?:\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}))+|\\(.)", re.DOTALL)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def unescape(field: str) -> str | None:
    r"""Read one field of PostgreSQL's text format (COPY, "Text Format").

    >>> unescape(r"\N") is None
    True
    >>> unescape(r"C:\\dir\tx\x41\101")
    'C:\\dir\txAA'
    >>> unescape(r"caf\xc3\xa9 \303\251")
    'café é'
    """
    if "\\" not in field:
        return field
    return None if field == r"\N" else _ESCAPE.sub(_unescaped, field)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return _ESCAPED.get(match[1], match[1])
    found = _BYTE.findall(match[0])
    data = bytes(int(digits, 16) if digits else int(octal, 8) & 0xFF for digits, octal in found)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")  # no UTF-8, which PostgreSQL would refuse


class _Lines:
    """Feeds a CSV reader; knows the lines of the record that it reads, and what is wrong in them.

    A quote that is never closed takes what follows for its text, so a record that turns out to be
    none costs its first line only: the others are read once more.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._lines = iter_lines(file)
        self._again: deque[_Line] = deque()
        self._record: list[_Line] = []
        self._size = 0
        self.fault: RejectedRow | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._record) >= MOST_LINES or self._size > LONGEST_LINE:
            raise csv.Error(f"a record of more than {MOST_LINES} lines or {LONGEST_LINE} bytes")
        number, line = self._again.popleft() if self._again else next(self._lines)
        self._record.append((number, line))
        self._size += len(line or b"")
        text = _decoded(number, line)
        if isinstance(text, RejectedRow):
            self.fault = text
            return "\n"  # an empty record, in whose stead the fault is reported
        return text

    def begin_record(self) -> None:
        self._record, self._size, self.fault = [], 0, None

    def begin_after_first(self) -> None:
        """Let the record's further lines be read again, as records of their own."""
        self._again.extendleft(reversed(self._record[1:]))

    @property
    def number(self) -> int:
        """Where the record begins."""
        return self._record[0][0]

    def rejected(self, detail: str) -> RejectedRow:
        """Reject the record's first line, as it stands in the file."""
        text = _decoded(*self._record[0])
        if isinstance(text, RejectedRow):
            return text
        return _malformed(self.number, text.rstrip("\r\n"), detail)


def _iter_csv(source: SourceFile, file: BinaryIO) -> Iterator[RawRow | RejectedRow]:
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    header = _header(source, reader)
    while True:
        lines.begin_record()
        try:
            fields = next(reader, None)
            wrong = _wrong(fields, header, lines.fault)
        except csv.Error as error:
            fields, wrong = [], str(error)
        if fields is None:
            return
        if wrong:
            yield lines.rejected(wrong)
            lines.begin_after_first()
        elif fields:
            values = (field or None for field in fields)
            yield RawRow(lines.number, dict(zip(header, values, strict=True)))


def _wrong(fields: list[str] | None, header: list[str], fault: RejectedRow | None) -> str | None:
    if fault:
        return fault.reason
    if fields and len(fields) != len(header):
        return f"{len(fields)} fields where {len(header)} belong"
    return None


def _header(source: SourceFile, reader: Iterator[list[str]]) -> list[str]:
    try:
        fields = next(reader, [])
    except csv.Error:
        fields = []
    names = [field.strip().removeprefix("\ufeff") for field in fields]
    names = [OLD_NAMES.get(name, name) for name in names]
    if not {"foreign_identifier", "url"} <= set(names):
        raise NotAsNamedError(f"{source.uri} has no header with foreign_identifier and url")
    return names
