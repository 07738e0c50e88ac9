"""A small API on this machine that misbehaves on purpose, and a provider that reads from it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from catalog.apis.paginators import Offset, Paginator, Token
from catalog.files.http import HttpLimits
from catalog.providers.base import Payload, Provider, license_of
from catalog.records import MediaRecord

Reply = tuple[int, dict[str, str], bytes]
Answering = Callable[[str, dict[str, str]], Reply]


def photo(number: int) -> dict[str, Any]:
    """Return the fake API's photo of a number."""
    return {"id": number, "title": f"Photo {number}", "file": f"https://img.org/{number}.jpg"}


def parse_photo(item: dict[str, Any]) -> MediaRecord:
    return MediaRecord(
        media_type="image",
        license_info=license_of("by", "4.0"),
        foreign_identifier=str(item["id"]),
        foreign_landing_url=f"https://img.org/photo/{item['id']}",
        url=item["file"],
        title=item["title"],
    )


OFFSET = Offset("offset", "limit", 10, total=("total",))
TOKEN = Token("cursor", ("next",))
PATIENCE = HttpLimits(
    delay=0.001, timeout=10, attempts=4, first_wait=0.01, max_bytes=32 * 2**20, breaker=8
)
# Waits less than a slow page takes; a busy machine may be slow too, and takes more attempts.
HURRY = replace(PATIENCE, timeout=0.3, attempts=10, breaker=20)


def fake_provider(url: str, paginator: Paginator = OFFSET, **options: Any) -> Provider:
    """Return a provider that reads the fake API at a URL."""
    return Provider(
        **{
            "name": "fake",
            "title": "Fake Photos",
            "media": {"image": "fake"},
            "docs": "https://api.example.org/docs",
            "license_policy": "CC BY",
            "licenses": frozenset({"by"}),
            "rate_limit": "none",
            "url": f"{url}/photos",
            "paginator": paginator,
            "page": Payload("page", ("photos",), keys=("id",), envelope=("total",)),
            "limits": PATIENCE,
            "schedule": "monthly",
            "parse": parse_photo,
            **options,
        }
    )


@dataclass
class FakeApi:
    """What the server answers, and what it was asked.

    Attributes:
        answer: (path, query) -> status, headers, body.
        asked: the time, path and query of every request.
        headers: of the newest request.
        bodies: of every request. `methods`: of every request.
    """

    answer: Answering
    url: str = ""
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    bodies: list[bytes] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)


@contextmanager
def serving(answer: Answering) -> Iterator[FakeApi]:
    """Serve answers on a free port of this machine."""
    api = FakeApi(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            api.asked.append((time.monotonic(), parts.path, query))
            api.headers = dict(self.headers)
            api.methods.append(self.command)
            api.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            status, headers, body = api.answer(parts.path, query)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return
            if "Content-Length" in headers:  # it promised more than it sent
                self.close_connection = True

        do_HEAD = do_GET
        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    api.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def as_json(value: Any, **headers: str) -> Reply:
    """Return an ordinary answer."""
    return 200, {"Content-Type": "application/json", **headers}, orjson.dumps(value)


def offset_pages(count: int) -> Answering:
    """Return the well-behaved API of so many photos, by offset or by cursor."""

    def answer(_path: str, query: dict[str, str]) -> Reply:
        start = int(query.get("offset") or query.get("cursor") or 0)
        photos = [photo(n) for n in range(start, min(count, start + 10))]
        more = start + 10 < count
        return as_json(
            {"total": count, "photos": photos, "next": str(start + 10) if more else None}
        )

    return answer


class Misbehaving:
    """The API of 130 photos, each of whose pages goes wrong in its own way before it goes right."""

    def __init__(self) -> None:
        self.well = offset_pages(130)
        self.tries: dict[int, int] = {}

    def __call__(self, path: str, query: dict[str, str]) -> Reply:
        start = int(query.get("offset") or query.get("cursor") or 0)
        self.tries[start] = self.tries.get(start, 0) + 1
        fault = getattr(self, f"page_{start // 10}", None)
        good = self.well(path, query)
        return fault(self.tries[start], good) if fault else good

    def page_0(self, tries: int, good: Reply) -> Reply:
        return (429, {"Retry-After": "0"}, b"slow down") if tries == 1 else good

    def page_1(self, tries: int, good: Reply) -> Reply:
        return (500, {}, b"oops") if tries <= 2 else good

    def page_2(self, tries: int, good: Reply) -> Reply:
        if tries == 1:
            time.sleep(0.5)  # longer than a client in a hurry waits
        return good

    def page_3(self, tries: int, good: Reply) -> Reply:
        cut = (200, {"Content-Length": str(len(good[2]))}, good[2][: len(good[2]) // 2])
        return cut if tries == 1 else good

    def page_4(self, tries: int, good: Reply) -> Reply:
        return (200, good[1], good[2].replace(b":", b";")) if tries == 1 else good

    def page_5(self, tries: int, good: Reply) -> Reply:
        html = (200, {"Content-Type": "text/html"}, b"<html>We are down</html>")
        return html if tries == 1 else good

    def page_6(self, tries: int, good: Reply) -> Reply:
        return self.well("", {"offset": "50", "cursor": "50"}) if tries == 1 else good

    def page_7(self, tries: int, good: Reply) -> Reply:
        looped = orjson.loads(good[2]) | {"next": "70"}
        return as_json(looped) if tries == 1 else good

    def page_8(self, tries: int, good: Reply) -> Reply:
        """Hold two photos of the page before, and all of its own."""
        page = orjson.loads(good[2])
        return as_json(page | {"photos": [photo(78), photo(79), *page["photos"]]})

    def page_9(self, tries: int, good: Reply) -> Reply:
        page = orjson.loads(good[2])
        page["photos"][3]["title"] = "x" * 10_000_000
        return as_json(page)

    def page_10(self, tries: int, good: Reply) -> Reply:
        return 200, {"Content-Type": "text/plain"}, good[2]

    def page_11(self, tries: int, good: Reply) -> Reply:
        away = (302, {"Location": "http://localhost:1/login"}, b"")
        return away if tries == 1 else good


@pytest.fixture
def misbehaving() -> Iterator[FakeApi]:
    with serving(Misbehaving()) as api:
        yield api
