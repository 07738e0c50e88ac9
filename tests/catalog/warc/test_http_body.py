import gzip
import zlib
from functools import partial

import brotli
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.warc.http_body import MAX_BODY, BadBodyError, decoded_body

PAGE = b"<html><p>hello</p></html>"
# With no time in it, so that every process that collects the tests names them alike.
GZIPPED = gzip.compress(PAGE, mtime=0)
RAW_DEFLATE = zlib.compress(PAGE)[2:-4]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, {}),
        (PAGE, {"content-encoding": "identity"}),
        (GZIPPED, {"content-encoding": "gzip"}),
        (GZIPPED, {"content-encoding": "X-GZIP"}),
        (zlib.compress(PAGE), {"content-encoding": "deflate"}),
        (RAW_DEFLATE, {"content-encoding": "deflate"}),
        (brotli.compress(PAGE), {"content-encoding": "br"}),
        (brotli.compress(GZIPPED), {"content-encoding": "gzip, br"}),
        (
            b"5\r\n<html\r\n14;x=1\r\n><p>hello</p></html>\r\n0\r\n\r\n",
            {"transfer-encoding": "chunked"},
        ),
        (b"5\r\n<html\r\n14\r\n><p>hello</p></html>", {"transfer-encoding": "Chunked"}),
        (PAGE, {"transfer-encoding": "chunked"}),
        (PAGE, {"content-encoding": "gzip"}),
        (PAGE, {"content-encoding": "br"}),
    ],
)
def test_a_body_is_read_however_it_was_sent(body, headers):
    assert decoded_body(body, headers) == PAGE


@pytest.mark.parametrize(
    "named", ["gzip", "deflate", "br", "zstd", "text/html", "iso-8859-1", "binary", "utf-8", "none"]
)
@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        b"\xef\xbb\xbf" + PAGE,
        b"\xff\xfe" + PAGE.decode().encode("utf-16-le"),
        b"Welcome to my page\r\n" + PAGE,
        "Gr\u00fcezi ".encode("latin-1") + PAGE,
    ],
    ids=["markup", "UTF-8 mark", "UTF-16 mark", "text first", "Latin-1"],
)
def test_a_page_whose_header_no_longer_holds_or_means_nothing_is_taken_as_it_is(body, named):
    assert decoded_body(body, {"content-encoding": named}) == body


def test_zstandard_is_read():
    packed = pa.compress(PAGE, codec="zstd", asbytes=True)
    assert decoded_body(packed, {"content-encoding": "zstd"}) == PAGE


def test_a_chunked_and_compressed_body_is_unpacked_in_that_order():
    packed = GZIPPED
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    headers = {"transfer-encoding": "chunked", "content-encoding": "gzip"}

    assert decoded_body(body, headers) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "compress"])
def test_a_body_that_is_not_what_it_says_is_told(encoding):
    with pytest.raises(BadBodyError):
        decoded_body(b"\xff\xfe\xfd\xfc garbage", {"content-encoding": encoding})


@pytest.mark.parametrize(
    ("compress", "encoding"),
    [
        (partial(gzip.compress, compresslevel=9), "gzip"),
        (partial(zlib.compress, level=9), "deflate"),
        (partial(brotli.compress, quality=1), "br"),
    ],
    ids=["gzip", "deflate", "br"],
)
def test_a_bomb_is_inflated_up_to_the_limit_only(compress, encoding):
    bomb = compress(bytes(100 * 2**20))

    assert len(decoded_body(bomb, {"content-encoding": encoding})) <= MAX_BODY


def test_a_body_that_was_cut_gives_its_beginning():
    packed = gzip.compress(PAGE * 1000, mtime=0)

    assert decoded_body(packed[:-20], {"content-encoding": "gzip"}).startswith(PAGE)


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate", "br", "gzip, br", ""]))
def test_any_bytes_are_decoded_or_told(body, encoding):
    try:
        decoded = decoded_body(body, {"transfer-encoding": "chunked", "content-encoding": encoding})
    except BadBodyError:
        decoded = b""
    assert len(decoded) <= MAX_BODY


@pytest.mark.parametrize("size", [b"-f", b"+4", b" 4", b"1_0", b"0x4", b"\xb2", b"4 4", b""])
def test_a_chunk_size_that_is_no_hexadecimal_number_ends_the_chunks(size):
    body = b"4\r\nabcd\r\n" + size + b"\r\n" + b"A" * 200

    assert decoded_body(body, {"transfer-encoding": "chunked"}) == b"abcd"


def test_a_chunk_size_may_have_an_extension():
    body = b"4;name=value\r\nabcd\r\n4 \r\nefgh\r\n0\r\n\r\n"

    assert decoded_body(body, {"transfer-encoding": "chunked"}) == b"abcdefgh"
