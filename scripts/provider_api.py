"""A small museum's API on this machine, for `make demo` and for tests: answers like Cleveland's.

python scripts/provider_api.py ARTWORKS COMMAND...: serves so many works while a command runs, in
which the word API stands for its URL.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

THINGS = ("Bowl", "Teapot", "Harbour", "Portrait of a Sitter", "Shrine", "Coat", "Map", "Lantern")
MAKERS = ("Ida Example", "Unknown maker", "Jan Voorbeeld", "Maria Esempio")
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


def page(query: dict[str, str], total: int) -> dict[str, Any]:
    """Return the page that a query asks for."""
    start = int(query.get("skip", 0))
    size = min(PAGE, int(query.get("limit", PAGE)))
    works = [artwork(n) for n in range(start, min(total, start + size))]
    return {"info": {"total": total, "parameters": query}, "data": works}


def server(total: int, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of so many artworks on a port of this machine, a free one by default."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
            body = orjson.dumps(page(query, total))
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


@contextmanager
def serving(total: int) -> Iterator[str]:
    """Serve so many artworks while the block runs; give the URL."""
    api = server(total)
    thread = threading.Thread(target=api.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{api.server_address[1]}"
    finally:
        api.shutdown()
        api.server_close()
        thread.join()


def main() -> None:
    """Run a command while the API is served, its URL in the place of the word API."""
    total, *command = sys.argv[1:]
    with serving(int(total)) as url:
        done = subprocess.run([url if word == "API" else word for word in command], check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
