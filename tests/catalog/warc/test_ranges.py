import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from catalog.apis.rate_limit import RateLimiter
from catalog.errors import NotFoundError, RetriableError
from catalog.warc.page_range import PageRange
from catalog.warc.ranges import MAX_GAP, MAX_SPAN, RangeReader, limiter_for, merged

DATA = bytes(range(256)) * 4


@contextmanager
def server(*answers) -> Iterator[tuple[str, list[str]]]:
    """Serve DATA by ranges; before that, each of the answers (status, headers, body) once."""
    waiting, asked = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.headers["Range"])
            first, last = (int(n) for n in self.headers["Range"][6:].split("-"))
            default = (206, {}, DATA[first : last + 1])
            status, headers, body = waiting.pop(0) if waiting else default
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/w.warc.gz", asked
    finally:
        httpd.shutdown()
        httpd.server_close()


def read(url, offset, length, limiter=None, attempts=3):
    reader = RangeReader(url, limiter, attempts=attempts, first_wait=0.01)
    return reader.read(offset, length)


def spans(*pages):
    found = merged(PageRange(offset, length, "u") for offset, length in pages)
    return [(span.offset, span.length, len(span.pages)) for span in found]


def test_neighbours_share_a_request_and_distant_pages_do_not():
    far = 1_000 + MAX_GAP

    assert spans((100, 50), (0, 50), (far, 10), (far + MAX_GAP + 11, 5)) == [
        (0, 150, 2),
        (far, 10, 1),
        (far + MAX_GAP + 11, 5, 1),
    ]


def test_a_gap_of_just_the_limit_is_fetched_with_both_neighbours():
    assert spans((0, 10), (10 + MAX_GAP, 10)) == [(0, 20 + MAX_GAP, 2)]


def test_a_span_does_not_grow_without_end():
    half = MAX_SPAN // 2

    assert spans((0, half), (half, half), (2 * half, half)) == [
        (0, MAX_SPAN, 2),
        (MAX_SPAN, half, 1),
    ]


def test_a_page_that_is_named_twice_is_fetched_once():
    assert spans((5, 10), (5, 10)) == [(5, 10, 1)]


def test_a_range_is_asked_for_in_one_request():
    with server() as (url, asked):
        assert read(url, 10, 20) == DATA[10:30]
    assert asked == ["bytes=10-29"]


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_server_that_is_busy_is_asked_again(status):
    with server((status, {"Retry-After": "0"}, b"Slow Down")) as (url, asked):
        assert read(url, 0, 4) == DATA[:4]
    assert len(asked) == 2


def test_a_server_that_stays_busy_is_given_up():
    with server(*[(503, {}, b"")] * 3) as (url, asked), pytest.raises(RetriableError):
        read(url, 0, 4)
    assert len(asked) == 3


def test_retry_after_holds_every_process_of_the_machine(tmp_path):
    limiter = RateLimiter("test", 0.001, folder=tmp_path)
    with (
        server((503, {"Retry-After": "60"}, b"")) as (url, _),
        pytest.raises(RetriableError),
    ):
        read(url, 0, 4, limiter, attempts=1)

    before = float((tmp_path / "test").read_text())
    assert limiter.reserve() >= before
    assert before > RateLimiter("other", 0.001, folder=tmp_path).reserve() + 30


def test_requests_keep_the_pace(tmp_path):
    limiter = RateLimiter("pace", 0.2, folder=tmp_path)
    with server() as (url, _):
        turns = [limiter.reserve()]
        read(url, 0, 1, limiter)
        turns.append(limiter.reserve())

    assert turns[1] - turns[0] > 0.399


def test_a_missing_file_is_told_at_once():
    with server((404, {}, b"")) as (url, asked), pytest.raises(NotFoundError):
        read(url, 0, 4)
    assert len(asked) == 1


def test_an_answer_that_breaks_off_is_asked_for_again():
    with server((206, {"Content-Length": "20"}, DATA[:7])) as (url, asked):
        assert read(url, 0, 20) == DATA[:20]
    assert len(asked) == 2


def test_a_range_beyond_the_end_is_empty():
    with server((416, {}, b"")) as (url, _):
        assert read(url, 9_999, 4) == b""


def test_a_local_file_is_read_like_a_served_one(tmp_path):
    (tmp_path / "w").write_bytes(DATA)

    assert read(str(tmp_path / "w"), 1_020, 20) == DATA[1_020:]
    assert read(str(tmp_path / "w"), 5_000, 20) == b""
    with pytest.raises(NotFoundError):
        read(str(tmp_path / "x"), 0, 1)


def test_only_web_servers_need_a_pace():
    assert limiter_for("s3://commoncrawl/", 2) is None
    assert limiter_for("/data", 2) is None
    assert limiter_for("https://data.commoncrawl.org/", 2).delay == 0.5
