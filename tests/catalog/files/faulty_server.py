"""A web server on loopback that serves a directory, and misbehaves as it is told."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Faults:
    """What goes wrong, request by request; afterwards all goes well.

    Attributes:
        answers: path -> what happens at its next requests: a status to answer with, how many
            bytes to send before the connection is broken, or that it is closed without an answer.
        retry_after: the header of bad answers.
        ranges: whether Range is understood.
        requests: (path, Range header) of every request so far.
        connections: how many were opened.
        kept: what is served in place of any file's bytes, which are then not read.
    """

    answers: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    retry_after: str = "0"
    ranges: bool = True
    etag: str = '"v1"'
    requests: list[tuple[str, str | None]] = field(default_factory=list)
    connections: int = 0
    kept: bytes | None = None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root: Path
    faults: Faults

    def setup(self) -> None:
        self.faults.connections += 1
        super().setup()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.faults.requests.append((self.path, wanted))
        planned = self.faults.answers.get(self.path, [])
        what, number = planned.pop(0) if planned else ("serve", -1)
        file = self.root / self.path.lstrip("/")
        if what == "hang up":
            self.close_connection = True
        elif what == "status" or not file.is_file():
            self._refuse(number if what == "status" else 404)
        elif self.headers.get("If-Match", self.faults.etag) != self.faults.etag:
            self._refuse(412)
        else:
            kept = self.faults.kept
            self._serve(memoryview(file.read_bytes() if kept is None else kept), wanted, number)

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str((self.root / self.path.lstrip("/")).stat().st_size))
        self.end_headers()

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Retry-After", self.faults.retry_after)
        code = {403: "AccessDenied", 404: "NoSuchKey", 412: "PreconditionFailed"}
        code |= {416: "InvalidRange", 503: "SlowDown"}
        body = f"<Error><Code>{code.get(status, 'Odd')}</Code></Error>".encode()  # as S3 says it
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _serve(self, data: memoryview, wanted: str | None, at_most: int) -> None:
        asked = wanted if wanted and self.faults.ranges else "bytes=0-"
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, stop = int(first), min(int(last) + 1 if last else len(data), len(data))
        if start >= len(data) and wanted:
            self._refuse(416)
            return
        self.send_response(206 if wanted and self.faults.ranges else 200)
        self.send_header("ETag", self.faults.etag)
        self.send_header("Content-Length", str(stop - start))
        if wanted and self.faults.ranges:
            self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(data)}")
        self.end_headers()
        rest = data[start : stop if at_most < 0 else min(stop, start + at_most)]
        with suppress(OSError):  # whoever has enough hangs up
            for begin in range(0, len(rest), 1 << 20):
                self.wfile.write(rest[begin : begin + (1 << 20)])
        self.close_connection = at_most >= 0


@contextmanager
def serve(root: Path, certificate: Path | None = None) -> Iterator[tuple[str, Faults]]:
    """Serve a directory, over TLS with a certificate; give its URL and the faults to fill in."""
    faults = Faults()
    handler = type("Handler", (_Handler,), {"root": root, "faults": faults})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            host = "https://localhost" if certificate else "http://127.0.0.1"
            yield f"{host}:{server.server_port}", faults
        finally:
            server.shutdown()
            thread.join()
