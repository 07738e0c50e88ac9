import gzip

import pytest

from catalog.warc.page_range import PageRange
from catalog.warc.warc_records import BadRecordError, read_page_record, same_page
from tests.catalog.warc.warcs import record

URL = "https://photos.example/bees?id=1"


def reason_of(member, url=URL, length=None):
    with pytest.raises(BadRecordError) as raised:
        read_page_record(member, PageRange(0, length or len(member), url))
    return raised.value.reason


def test_a_record_gives_its_page():
    member = record(URL, b"<html>", headers="Content-Type: text/html; charset=x\r\nServer: a")

    page = read_page_record(member, PageRange(7, len(member), URL))

    assert (page.url, page.body, page.content_type) == (URL, b"<html>", "text/html; charset=x")


def test_a_page_that_the_crawler_cut_says_why():
    member = record(URL, b"<html>", warc="WARC-Truncated: length\r\n")
    whole = record(URL, b"<html>")
    pages = [read_page_record(each, PageRange(0, len(each), URL)) for each in (member, whole)]
    assert [page.truncated for page in pages] == ["length", None]


def test_lines_may_end_without_a_carriage_return_in_either_head():
    answer = b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n<html>a\r\n\r\nb</html>"
    head = (
        f"WARC/1.0\nWARC-Type: Response\nWARC-Target-URI: <{URL}>\n"
        f"Content-Length: {len(answer)}\n\n"
    )
    for text in (head, head.replace("\n", "\r\n")):
        member = gzip.compress(text.encode() + answer + b"\n\n", mtime=0)
        page = read_page_record(member, PageRange(0, len(member), URL))
        assert (page.body, page.content_type) == (b"<html>a\r\n\r\nb</html>", "text/html")


@pytest.mark.parametrize("length", ["-1", "\u00b2", "1e3", "", "9" * 400, "+5"])
def test_a_length_that_is_no_number_is_passed_over(length):
    text = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\n"
    text += f"Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>"
    member = gzip.compress(text.encode(), mtime=0)
    assert read_page_record(member, PageRange(0, len(member), URL)).body == b"<p>"


def test_what_follows_the_record_is_not_read():
    member = record(URL, b"<html>")

    page = read_page_record(member + record(URL, b"<other>"), PageRange(0, len(member), URL))

    assert page.body == b"<html>"


def test_a_range_that_is_no_usable_page_is_counted_by_its_reason():
    member = record(URL, b"<html>" * 1000)

    assert reason_of(member[:-30]) == "truncated_range"
    assert reason_of(member[:-30], length=len(member)) == "truncated_range"
    assert reason_of(b"", length=10) == "truncated_range"
    assert reason_of(member[5:]) == "bad_record"
    assert reason_of(gzip.compress(b"hello", mtime=0)) == "bad_record"
    assert reason_of(record("https://other.example/")) == "other_url"
    assert reason_of(record(URL, kind="request")) == "not_a_response"
    assert reason_of(record(URL, status="404 Not Found")) == "http_status"
    assert reason_of(record(URL, headers="Content-Type: application/pdf")) == "not_html"
    assert reason_of(record(URL, b"\xff", headers="Content-Encoding: br")) == "undecodable_body"


@pytest.mark.parametrize(
    ("url", "wanted", "same"),
    [
        ("https://a.example/", "a.example", True),
        ("https://a.example/x", "http://a.example/x", True),
        ("https://www.a.example/x", "a.example/x", True),
        ("https://a.example/x%20y", "a.example/x y", True),
        ("https://a.example:443/x?", "a.example/x", True),
        ("https://A.example/x#b", "a.example/x", True),
        ("https://a.example/x?b", "a.example/x?c", False),
        ("https://a.example/X", "a.example/x", False),
        ("https://b.example/x", "a.example/x", False),
    ],
)
def test_one_page_is_known_by_its_address_without_scheme(url, wanted, same):
    assert same_page(url, wanted) is same
