from collections import Counter

import pytest

from catalog.warc.record_scanner import RecordScanner

RECORD = b"WARC/1.0\r\nA: b\r\n\r\nxx creativecommons.org yy\r\n\r\n"
OTHER = b"WARC/1.0\r\nA: b\r\n\r\nnothing of the kind\r\n\r\n"


def found(pieces: list[bytes], needle: bytes | tuple[bytes, ...]) -> list[bytes]:
    scanner = RecordScanner(needle, Counter())
    records: list[bytes] = []
    for piece in pieces:
        scanner.space()[: len(piece)] = piece
        records += scanner.added(len(piece))
    scanner.sound_until(sum(map(len, pieces)))
    return [*records, *scanner.cut()]


@pytest.mark.parametrize("needle", [b"creativecommons.org", (b"nowhere.example", b"commons.org")])
@pytest.mark.parametrize("cut", range(1, len(RECORD)))
def test_a_needle_is_found_wherever_two_pieces_meet(
    cut: int, needle: bytes | tuple[bytes, ...]
) -> None:
    stream = OTHER + RECORD + RECORD + OTHER
    at = len(OTHER) + cut
    assert found([stream[:at], stream[at:]], needle) == [RECORD, RECORD]


def test_pieces_of_one_byte_give_the_same_records() -> None:
    stream = OTHER + RECORD + OTHER + RECORD
    pieces = [stream[n : n + 1] for n in range(len(stream))]
    assert found(pieces, b"creativecommons.org") == [RECORD, RECORD]


@pytest.mark.parametrize("cut", range(-1, len(b"\nWARC/") + 1))
def test_a_record_is_given_as_soon_as_the_line_of_the_next_one_is_whole(cut: int) -> None:
    scanner = RecordScanner(b"creativecommons.org", Counter())
    stream, at = RECORD + OTHER, len(RECORD) + cut
    records: list[bytes] = []
    for piece in (stream[:at], stream[at:]):
        scanner.space()[: len(piece)] = piece
        records += scanner.added(len(piece))
    assert records == [RECORD]
