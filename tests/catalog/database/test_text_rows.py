from io import BytesIO
from pathlib import Path

import pytest

from catalog.database.reject_log import RejectedRow
from catalog.database.source_files import NotAsNamedError, SourceFile
from catalog.database.text_rows import RawRow, iter_lines, iter_rows

HEADER = b"foreign_identifier,url,title\n"


def rows(path: Path, data: bytes) -> list[RawRow | RejectedRow]:
    path.write_bytes(data)
    return list(iter_rows(SourceFile(str(path), "csv", "image", "000"), path, "image"))


def row(line: int, identifier: str, title: str) -> RawRow:
    return RawRow(line, {"foreign_identifier": identifier, "url": "u", "title": title})


def test_a_quote_that_is_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    found = rows(tmp_path / "x.csv", HEADER + b'1,u,"one\n2,u,two\n3,u,three\n')
    assert found == [
        RejectedRow(2, "malformed_row", "unexpected end of data", text='1,u,"one'),
        row(3, "2", "two"),
        row(4, "3", "three"),
    ]


def test_a_quote_that_another_lines_quote_closes_costs_its_line_only(tmp_path: Path) -> None:
    found = rows(tmp_path / "x.csv", HEADER + b'1,u,"one\n2,u,"two"\n3,u,"three",\n4,u,"\n",4\n')
    assert found == [
        RejectedRow(2, "malformed_row", "',' expected after '\"'", text='1,u,"one'),
        row(3, "2", "two"),
        RejectedRow(4, "malformed_row", "4 fields where 3 belong", text='3,u,"three",'),
        RejectedRow(5, "malformed_row", "4 fields where 3 belong", text='4,u,"'),
        RejectedRow(6, "malformed_row", "unexpected end of data", text='",4'),
    ]


def test_a_broken_line_inside_an_unclosed_quote_costs_no_good_row(tmp_path: Path) -> None:
    found = rows(tmp_path / "x.csv", HEADER + b'1,u,"one\n\xff\n3,u,"three"\n4,u,four\n')
    assert found == [
        RejectedRow(2, "malformed_row", "',' expected after '\"'", text='1,u,"one'),
        RejectedRow(3, "invalid_utf8", "invalid start byte", text="\\xff\n"),
        row(4, "3", "three"),
        row(5, "4", "four"),
    ]


def test_a_value_of_several_lines_is_one_row_that_begins_at_its_first(tmp_path: Path) -> None:
    found = rows(tmp_path / "x.csv", HEADER + b'1,u,"one\nand\nmore"\n\n2,u,two\n')
    assert found == [row(2, "1", "one\nand\nmore"), row(6, "2", "two")]


def test_quotes_that_open_again_and_again_do_not_fill_the_memory(tmp_path: Path) -> None:
    found = rows(tmp_path / "x.csv", HEADER + b'1,u,"\n' + b'x","z\n' * 1500)
    assert len(found) == 1501
    assert found[0] == RejectedRow(
        2, "malformed_row", "a record of more than 1000 lines or 8388608 bytes", text='1,u,"'
    )


def test_a_header_that_is_no_csv_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAsNamedError, match="x.csv has no header with foreign_identifier"):
        rows(tmp_path / "x.csv", b'"foreign_identifier"x,url\n1,u\n')


def test_a_line_of_just_the_limit_is_read_and_a_longer_one_is_told() -> None:
    lines = iter_lines(BytesIO(b"abc\nabcd\nabcdefghij\nab"), longest=4)
    assert list(lines) == [(1, b"abc\n"), (2, None), (3, None), (4, b"ab")]


def test_a_backslash_at_a_lines_end_goes_on_in_the_next_as_in_postgresqls_text_format(
    tmp_path: Path,
) -> None:
    def line(number: int, title: str) -> str:
        before = [str(number), "p", "u", *[r"\N"] * 4, "by", "4.0", "c", r"\N"]
        return "\t".join([*before, title, *[r"\N"] * 3, "s", "s", r"\N"]) + "\n"

    short = line(5, "x\\")[:20] + "\\\n"
    path = tmp_path / "x.tsv"
    # The whole line of 6 has all its fields, so what ends in a backslash is not taken for unended.
    parts = [line(1, "one"), line(2, "a\\\nb\\\r\nc"), short, line(4, "d\\\\"), line(6, "e")]
    path.write_text("".join(parts)[:-1] + "\\", newline="")
    found = list(iter_rows(SourceFile(str(path), "tsv", "image", "000"), path, "image"))
    told = [
        (one.line, one.row["title"] if isinstance(one, RawRow) else one.reason) for one in found
    ]
    assert told == [(1, "one"), (2, "a\nb\r\nc"), (5, "malformed_row"), (6, "d\\"), (7, "e")]
