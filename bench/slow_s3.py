"""A stand-in for S3 that lets every request wait, as the real one does: `python slow_s3.py COUNT`.

Holds the reports of a crawl that are asked for by number; prints its port.
"""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

WAIT = 0.03
REPORT = b'{"item": "x", "status": "done", "counts": {"rows": 7}}'
_PAGE = 1000


class Handler(BaseHTTPRequestHandler):
    """Answers GetObject and ListObjectsV2."""

    protocol_version = "HTTP/1.1"
    count: ClassVar[int] = 0

    def do_GET(self) -> None:
        """Answer after a while."""
        time.sleep(WAIT)
        asked = urlsplit(self.path)
        query = parse_qs(asked.query)
        if "list-type" in query:
            start = int(query.get("continuation-token", ["0"])[0])
            self._send(_listing(start, self.count, query["prefix"][0]), "application/xml")
        else:
            self._send(REPORT, "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            'ETag: "1"\r\nLast-Modified: Wed, 21 Oct 2026 07:28:00 GMT\r\n\r\n'
        )
        self.wfile.write(head.encode() + body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay quiet."""


def _listing(start: int, count: int, prefix: str) -> bytes:
    end = min(start + _PAGE, count)
    rows = "".join(
        f"<Contents><Key>{prefix}{n:06}{suffix}</Key><Size>100</Size></Contents>"
        for n in range(start, end)
        for suffix in (".parquet", ".report.json")
    )
    more = f"<NextContinuationToken>{end}</NextContinuationToken>" if end < count else ""
    truncated = "true" if end < count else "false"
    return (
        f"<ListBucketResult><IsTruncated>{truncated}</IsTruncated>{more}{rows}</ListBucketResult>"
    ).encode()


if __name__ == "__main__":
    Handler.count = int(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
