"""A small museum's API on this machine, for `make demo` and for tests: answers like Cleveland's.

python scripts/provider_api.py [--gone NUMBERS] [--dead NUMBERS] ARTWORKS COMMAND...: serves so many
works and their files while a command runs, in which the word API stands for its URL. Of works that
are gone the list says nothing and the files are away; of dead ones only the files are.
"""

import argparse
import re
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

THINGS = ("Bowl", "Teapot", "Harbour", "Portrait of a Sitter", "Shrine", "Coat", "Map", "Lantern")
MAKERS = ("Ida Example", "Unknown maker", "Jan Voorbeeld", "Maria Esempio")
_FILE = re.compile(r"/2026\.(\d+)/.*\.jpg")
# The smallest file that begins and ends as a JPEG does, and between them a comment: the number.
_JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xfe\0\x08%06d\xff\xd9"
# The API never gives more than this at once, whatever it is asked for.
PAGE = 25


def artwork(number: int) -> dict[str, Any]:
    """Return one invented artwork; every seventh is in copyright."""
    host = "https://openaccess-cdn.clevelandart.org"
    return {
        "id": 900_000 + number,
        "accession_number": f"2026.{number}",
        "share_license_status": "Copyrighted" if number % 7 == 6 else "CC0",
        "title": f"{THINGS[number % len(THINGS)]} {number}",
        "creation_date": f"c. {1500 + number % 500}",
        "culture": ["Example", f"{16 + number % 5}th century"],
        "technique": "earthenware",
        "type": "Ceramic",
        "creators": [{"description": MAKERS[number % len(MAKERS)]}],
        "url": f"https://clevelandart.org/art/2026.{number}",
        "images": {
            "web": {
                "url": f"{host}/2026.{number}/2026.{number}_web.jpg",
                "width": "893",
                "height": "640",
                "filesize": str(200_000 + number),
            }
        },
    }


def page(query: dict[str, str], total: int, gone: Collection[int] = ()) -> dict[str, Any]:
    """Return the page that a query asks for."""
    start = int(query.get("skip", 0))
    size = min(PAGE, int(query.get("limit", PAGE)))
    shown = [n for n in range(total) if n not in gone]
    works = [artwork(n) for n in shown[start : start + size]]
    return {"info": {"total": len(shown), "parameters": query}, "data": works}


def server(
    total: int, port: int = 0, gone: Collection[int] = (), dead: Collection[int] = ()
) -> ThreadingHTTPServer:
    """Return a server of so many artworks on a port of this machine, a free one by default."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, urlsplit(self.path).query
            file = _FILE.match(path)
            if file and int(file[1]) not in {*gone, *dead}:
                self._answer(200, "image/jpeg", _JPEG % int(file[1]))
            elif file or path == "/robots.txt":
                self._answer(404, "text/html", b"not here")
            else:
                asked = {k: v[0] for k, v in parse_qs(query).items()}
                self._answer(200, "application/json", orjson.dumps(page(asked, total, gone)))

        do_HEAD = do_GET

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


@contextmanager
def serving(total: int, gone: Collection[int] = (), dead: Collection[int] = ()) -> Iterator[str]:
    """Serve so many artworks while the block runs; give the URL."""
    api = server(total, gone=gone, dead=dead)
    thread = threading.Thread(target=api.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{api.server_address[1]}"
    finally:
        api.shutdown()
        api.server_close()
        thread.join()


def _numbers(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split(",")))


def main() -> None:
    """Run a command while the API is served, its URL in the place of the word API."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("total", type=int)
    parser.add_argument("--gone", type=_numbers, default=())
    parser.add_argument("--dead", type=_numbers, default=())
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    with serving(given.total, given.gone, given.dead) as url:
        command = [url if word == "API" else word for word in given.command]
        done = subprocess.run(command, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
