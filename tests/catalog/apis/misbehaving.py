"""A web server that keeps files as badly as the web does, each way under a path of its own."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LARGE = b"\xff\xd8\xff" + bytes(range(256)) * 400
SMALL = b"\x89PNG a small picture"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
# Bodies that are not what their label says, and of what little there is.
ODD = {
    "/page-as-picture.jpg": (b"<!-- a --> <!DOCTYPE html><p>Sorry", "image/jpeg"),
    "/page-of-no-type": (b"<html><body>Sorry", ""),
    "/picture-as-page.jpg": (b"\xff\xd8\xff\xe0" + bytes(900), "text/html"),
    "/drawing-as-text.svg": (b'<?xml version="1.0"?><svg width="9"/>', "text/plain"),
    "/picture-as-text.raw": (bytes(range(256)) * 9, "text/plain"),
    "/no-such-key.jpg": (b"<?xml version='1.0'?><Error>NoSuchKey</Error>", "application/xml"),
    "/problem.jpg": (b'{"title": "Gone"}', "application/problem+json"),
    "/pixel.gif": (b"GIF89a\1\0\1\0\x80\0\0" + bytes(30), "image/gif"),
    "/pixel.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\0\1" * 2, "image/png"),
}


class Site(ThreadingHTTPServer):
    """The server, and what it was asked: (method, path)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.robots = ""
        self.robots_status = 200
        self.robots_cut = 0
        self.gone: set[str] = set()

    @property
    def base(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def counted(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(path for _, path in self.asked)


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Be quiet."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:  # noqa: C901 - one way to misbehave after another
        site = self.server
        site.asked.append((self.command, self.path))
        path = self.path.partition("?")[0]
        if path == "/robots.txt" and site.robots_cut:
            promised = b"Content-Length: %d\r\n\r\n" % site.robots_cut
            self._raw(b"HTTP/1.1 200 OK\r\n" + promised + site.robots.encode())
        elif path == "/robots.txt":
            self._send(site.robots_status, site.robots.encode(), "text/plain")
        elif path in site.gone:
            self._send(404, b"no", "text/html")
        elif path.startswith("/status/"):
            self._send(int(path.split("/")[2]), b"no", "text/html")
        elif path.startswith("/to/"):
            _, _, status, target = path.split("/", 3)
            self._send(int(status), b"", "text/html", {"Location": f"/{target}"})
        elif path == "/taken-down.jpg":
            self._send(302, b"", "text/html", {"Location": "/images/photo_unavailable.png"})
        elif path == "/head-not-allowed.jpg" and self.command == "HEAD":
            self._send(405, b"", "text/html")
        elif path == "/head-says-404.jpg" and self.command == "HEAD":
            self._send(404, b"", "text/html")
        elif path == "/busy.jpg":
            self._send(429, b"", "text/html", {"Retry-After": "1"})
        elif path == "/page.jpg":
            self._send(200, b"<h1>Not found</h1>", "text/html; charset=utf-8")
        elif path == "/empty.jpg":
            self._send(200, b"", "image/jpeg")
        elif path == "/metadata":
            self._send(302, b"", "text/html", {"Location": "http://169.254.169.254/latest/"})
        elif path == "/file-scheme":
            self._send(302, b"", "text/html", {"Location": "file:///etc/passwd"})
        elif path == "/slow.jpg" or path == "/breaks-off-at-head.jpg" and self.command == "HEAD":
            self._end()
        elif path == "/no-range.jpg":
            self._no_range()
        elif path in ODD:
            self._send(200, *ODD[path])
        elif path == "/members-only.jpg":
            self._send(302, b"", "text/html", {"Location": "/accounts/login?next=a"})
        elif path == "/accounts/login":
            self._send(200, b"<html>Who are you?", "text/html")
        elif path == "/in-utf-8.jpg":
            self._raw(
                b"HTTP/1.1 302 Found\r\nLocation: /bl\xc3\xa5.jpg\r\nContent-Length: 0\r\n"
                b"Connection: close\r\n\r\n"
            )
        elif path == "/cut.png":
            self._raw(_HEAD + b"Content-Length: 9000\r\n\r\n" + SMALL)
        elif path == "/nothing.png":
            self._raw(_HEAD + b"\r\n")
        elif path == "/drips.png":
            self._drip(_HEAD + b"Content-Length: 9000\r\n\r\n", b"\x89PNG" + b"." * 8996)
        elif path == "/drips-headers.png":
            self._drip(b"HTTP/1.1 200 OK\r\n", b"A: " + b"b" * 9000)
        elif path.startswith("/small"):
            self._send(200, SMALL, "image/png")
        else:
            self._send(200, LARGE, "image/jpeg")

    def _no_range(self) -> None:
        if self.headers.get("Range"):
            more = {"Content-Range": f"bytes */{len(LARGE)}"}
            self._send(416, b"", "text/html", more)
        else:
            self._send(405 if self.command == "HEAD" else 200, LARGE, "image/jpeg")

    def _raw(self, answer: bytes) -> None:
        self.wfile.write(answer.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
        if self.command != "HEAD":
            self.wfile.write(answer.partition(b"\r\n\r\n")[2])
        self.close_connection = True

    def _drip(self, start: bytes, rest: bytes) -> None:
        """Answer for longer than any test may take, unless it is broken off."""
        self.wfile.write(start)
        with suppress(OSError):
            for one in rest:
                if self.command == "HEAD" and start.endswith(b"\r\n\r\n"):
                    break
                self.wfile.write(bytes([one]))
                time.sleep(0.05)
        self.close_connection = True

    def _end(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _send(
        self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None
    ) -> None:
        wanted = self.headers.get("Range")
        self.send_response(206 if wanted and status == 200 and body else status)
        if wanted and status == 200 and body:
            end = min(int(wanted.partition("-")[2]), len(body) - 1)
            self.send_header("Content-Range", f"bytes 0-{end}/{len(body)}")
            body = body[: end + 1]
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def running() -> Iterator[Site]:
    """Serve while the block runs."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()
