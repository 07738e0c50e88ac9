import gzip
import random
from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.warc.gzip_members import BLOCK, MemberReader, NotGzipError
from catalog.warc.record_scanner import MAX_RECORD, RecordScanner
from tests.catalog.links.wats import member

NEEDLE = b"creativecommons.org"


def record(body: bytes) -> bytes:
    return b"WARC/1.0\r\n\r\n" + body + b"\r\n\r\n"


def noise(length: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(length)


def find(data: bytes) -> tuple[list[bytes], dict[str, int]]:
    counts: Counter[str] = Counter()
    finder = RecordScanner(NEEDLE, counts)
    found = list(MemberReader(BytesIO(data).read, finder, counts).records())
    return found, {name: n for name, n in counts.items() if name.startswith("errors")}


HIT = record(b"a " + NEEDLE)
OTHER = record(b"nothing")
LARGE = record(noise(3 * BLOCK))


def test_only_records_with_a_hit_are_found() -> None:
    hit_too = record(NEEDLE + b" b")
    data = b"".join(map(member, [OTHER, HIT, OTHER, OTHER, hit_too]))
    assert find(data) == ([HIT, hit_too], {})


def test_records_are_found_across_blocks_and_in_large_members() -> None:
    large_hit = record(noise(2 * BLOCK) + NEEDLE + noise(BLOCK))
    data = b"".join(map(member, [HIT, LARGE, HIT, large_hit, OTHER, HIT]))
    assert find(data) == ([HIT, HIT, large_hit, HIT], {})


def test_one_member_may_hold_the_whole_file() -> None:
    assert find(member(OTHER + HIT + OTHER + HIT)) == ([HIT, HIT], {})


def test_zeros_between_members_are_padding() -> None:
    assert find(member(HIT) + bytes(100) + member(HIT) + bytes(9)) == ([HIT, HIT], {})


def test_a_damaged_member_is_left_out_and_the_next_is_read() -> None:
    damaged = bytearray(member(record(noise(500) + NEEDLE)))
    damaged[200:210] = bytes(10)
    data = member(HIT) + damaged + member(HIT)
    assert find(data) == ([HIT, HIT], {"errors.damaged_member": 1})


def test_a_wrong_checksum_is_damage() -> None:
    damaged = bytearray(member(HIT))
    damaged[-6] ^= 1
    data = member(OTHER) + damaged + member(HIT)
    assert find(data) == ([HIT], {"errors.damaged_member": 1})


def test_a_damaged_start_is_counted_though_both_members_have_one_length() -> None:
    other_hit = record(b"b " + NEEDLE)
    headless = b"??" + member(other_hit)[2:]
    assert find(member(HIT) + headless + member(OTHER)) == ([HIT], {"errors.damaged_member": 1})


def test_every_damaged_place_is_counted() -> None:
    data = member(HIT) + b"garbage" + member(HIT) + b"more" + member(HIT)
    assert find(data) == ([HIT, HIT, HIT], {"errors.damaged_member": 2})


def test_damage_far_into_a_file_loses_one_member_only() -> None:
    many = [record(noise(700, seed) + NEEDLE) for seed in range(2000)]
    members = list(map(member, many))
    middle = bytearray(members[1000])
    middle[300:310] = bytes(10)
    members[1000] = bytes(middle)
    assert find(b"".join(members)) == (
        many[:1000] + many[1001:],
        {"errors.damaged_member": 1},
    )


def test_a_large_damaged_member_is_left_out() -> None:
    damaged = bytearray(member(LARGE))
    damaged[-6] ^= 1
    assert find(member(HIT) + damaged + member(HIT)) == ([HIT, HIT], {"errors.damaged_member": 1})


def test_a_truncated_file_gives_what_is_whole() -> None:
    assert find(member(HIT) + member(HIT)[:-9]) == ([HIT], {"errors.truncated_file": 1})
    assert find(member(HIT) + member(LARGE)[:BLOCK]) == ([HIT], {"errors.truncated_file": 1})


@pytest.mark.parametrize("length", [1, 2, 3, 4, 9])
def test_a_file_that_ends_just_behind_a_member_s_start_is_truncated(length: int) -> None:
    data = member(HIT) + member(OTHER) + member(HIT)[:length]
    assert find(data) == ([HIT], {"errors.truncated_file": 1})


@pytest.mark.parametrize("length", range(len(b"\nWARC/1.0\r\n\r\n")))
def test_an_uncompressed_file_gives_the_whole_records_before_a_cut(length: int) -> None:
    hit = HIT.replace(b"\r\n\r\n", b"\r\nContent-Length: %d\r\n\r\n" % len(b"a " + NEEDLE), 1)
    found, errors = find(hit * 2 + hit[:length])
    assert found == [hit, hit]
    assert errors == ({"errors.truncated_file": 1} if length else {})


@pytest.mark.parametrize("damaged", [b"", b"\xff" * 30], ids=["sound", "damaged"])
def test_a_member_ends_the_record_before_it_however_that_ends(damaged: bytes) -> None:
    bare = HIT.rstrip()
    data = member(OTHER.rstrip()) + member(bare) + member(bare) + member(b"junk") + member(HIT)
    found, _ = find(data + damaged + member(bare))
    assert found == [bare + b"\n", bare + b"junk\n", HIT, bare]


def test_what_is_not_gzip_is_an_error() -> None:
    with pytest.raises(NotGzipError, match="not gzip"):
        find(b"<html>Sorry</html>")


def test_a_record_of_a_hundred_megabytes_is_counted_and_left_out() -> None:
    huge = gzip.compress(record(NEEDLE + b"x" * 100_000_000 + NEEDLE), 1, mtime=0)
    assert find(member(HIT) + huge + member(HIT)) == ([HIT, HIT], {"errors.oversized_record": 1})


def test_a_long_record_within_the_limit_is_found() -> None:
    long = record(b"x" * (MAX_RECORD - 2_000_000) + NEEDLE)
    assert find(member(OTHER) + member(long) + member(HIT)) == ([long, HIT], {})


# JSON on one line begins with a brace and has no raw line breaks; what separates records is one.
LINE = st.binary(max_size=400).map(lambda data: b"{" + data.replace(b"\n", b" "))
BODIES = st.lists(
    st.builds(
        lambda before, hit, after: before + (NEEDLE if hit else b"") + after,
        LINE,
        st.booleans(),
        LINE,
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(BODIES, st.integers(0, 10**9), st.integers(1, 40))
def test_damage_never_loses_what_lies_before_it_or_gives_what_is_not_there(
    bodies: list[bytes], place: int, length: int
) -> None:
    records = [record(body) for body in bodies]
    data = bytearray(b"".join(map(member, records)))
    start = 1 + place % len(data)
    data[start : start + length] = b"\xff" * len(data[start : start + length])
    found, _ = find(member(OTHER) + data)
    whole = [one for one in records if NEEDLE in one]
    before = [
        one
        for index, one in enumerate(records)
        if NEEDLE in one and sum(len(member(r)) for r in records[: index + 1]) <= start
    ]
    assert found[: len(before)] == before
    assert [one for one in found if one not in whole] == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(LINE, st.booleans(), st.sampled_from([b"", b"\n", b"\r\n", b"\r\n\r\n"])),
        min_size=1,
        max_size=30,
    ),
    st.booleans(),
)
def test_no_record_is_lost_between_two_others_whatever_ends_them(
    parts: list[tuple[bytes, bool, bytes]], is_damaged: bool
) -> None:
    records = [
        b"WARC/1.0\r\n\r\n" + body + (NEEDLE if hit else b"") + end for body, hit, end in parts
    ]
    end = b"\xff" * 30 if is_damaged else b""
    found, _ = find(b"".join(map(member, records)) + end)
    given_back = [one.rstrip() for one in found]
    assert given_back == [one.rstrip() for one in records if NEEDLE in one]
