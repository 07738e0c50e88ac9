"""Members of a WARC file one by one: each with its place, through any damage."""

import gzip
import random
from collections import Counter
from io import BytesIO

import pytest

from catalog.warc.gzip_members import BLOCK, NotGzipError
from catalog.warc.members import MAX_MEMBER, Member, OneMemberError, WarcMembers


def record(number: int, length: int = 300) -> bytes:
    """Return a member whose data hardly deflates, so that its length is about that of the text."""
    body = random.Random(number).randbytes(length).hex()
    return gzip.compress(f"WARC/1.0\r\nWARC-Type: {number}\r\n\r\n{body}".encode(), mtime=0)


def members_of(data: bytes) -> tuple[list[Member], Counter[str]]:
    counts: Counter[str] = Counter()
    return list(WarcMembers(BytesIO(data).read, counts)), counts


def test_each_member_has_its_place() -> None:
    parts = [record(n, length) for n, length in enumerate([10, 3 * BLOCK, 200, BLOCK, 5])]
    found, counts = members_of(b"".join(parts))
    assert [gzip.decompress(part) for part in parts] == [member.data for member in found]
    places = [sum(map(len, parts[:n])) for n in range(5)]
    assert [(member.offset, member.length) for member in found] == list(
        zip(places, map(len, parts), strict=True)
    )
    assert counts == {"bytes_inflated": sum(len(member.data) for member in found)}


def test_the_bytes_that_begin_a_member_may_come_up_inside_one() -> None:
    head = b"WARC/1.0\r\n\r\n" + b"\x1f\x8b\x08\0" * 50
    stored = gzip.compress(head, compresslevel=0, mtime=0)  # as they are
    found, _ = members_of(stored + record(1) + stored)
    assert [member.data for member in found][::2] == [head, head]
    assert found[2].offset == len(stored + record(1))


def test_a_member_that_is_too_large_is_left_out_and_counted() -> None:
    large = gzip.compress(b"WARC/1.0\r\n\r\n" + b"x" * MAX_MEMBER, mtime=0)
    found, counts = members_of(record(1) + large + record(2))
    assert [member.offset for member in found] == [0, len(record(1) + large)]
    assert counts["errors.oversized_record"] == 1


@pytest.mark.parametrize("seed", range(60))
def test_damage_costs_only_the_members_that_it_hits(seed: int) -> None:
    chance = random.Random(seed)
    parts = [record(n, chance.randrange(3000)) for n in range(40)]
    data = bytearray(b"".join(parts))
    for _ in range(chance.randrange(1, 5)):
        at, size = chance.randrange(len(data)), chance.randrange(1, 400)
        damages = ([at, at + 1, chance.randbytes(1)], [at, at + size, b""])
        more = ([at, at, chance.randbytes(size)], [at, at, b"\x1f\x8b\x08\0" * size])
        start, stop, new = chance.choice([*damages, *more])
        data[start:stop] = new
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    found, counts = members_of(bytes(data))
    got = {bytes(member.data) for member in found}
    assert {gzip.decompress(part) for part in parts if part in data} - got == set()
    lost = len(parts) - len(found)
    damage = counts["errors.damaged_member"] + counts["errors.truncated_file"]
    assert not lost or damage or seed % 3 == 0


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<html>", NotGzipError),
        (b"WARC/1.0\r\n\r\n", OneMemberError),
        (gzip.compress(b"WARC/1.0\r\n" + b"x" * (MAX_MEMBER + 1), mtime=0), OneMemberError),
        (
            gzip.compress(b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n" * 2, mtime=0),
            OneMemberError,
        ),
    ],
)
def test_what_is_not_compressed_record_by_record_is_named(
    data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        members_of(data)


@pytest.mark.parametrize("length", [1, 2, 3, 9])
def test_a_file_that_ends_just_behind_a_member_s_start_is_truncated(length: int) -> None:
    found, counts = members_of(record(1) + record(2)[:length])
    assert (len(found), counts["errors.truncated_file"]) == (1, 1)
    assert counts["errors.damaged_member"] == 0


@pytest.mark.parametrize("known", [1, 2, 3])
def test_a_member_s_start_may_lie_where_two_blocks_meet(known: int) -> None:
    """Behind a member that is too large, which is inflated in pieces."""
    text = b"WARC/1.0\r\n\r\n" + b"x" * (MAX_MEMBER + 1)
    large = gzip.compress(text, mtime=0)
    first = gzip.compress(b"WARC/1.0\r\n\r\n", mtime=0)
    padding = b"\0" * (2 * BLOCK - known - len(first + large))
    found, counts = members_of(first + padding + large + record(1))
    assert [member.data for member in found] == [b"WARC/1.0\r\n\r\n", gzip.decompress(record(1))]
    assert (counts["errors.oversized_record"], counts["errors.damaged_member"]) == (1, 0)
