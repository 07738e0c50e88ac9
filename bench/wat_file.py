"""A WAT file like Common Crawl's, made from a seed: one page in seventy links to Creative Commons.

The proportions are those of a crawl of 2024: three records a page (request, response, metadata),
128 links, 20 images, a head of 25 elements, and JSON that deflates to a quarter or less. A thousand
different pages are drawn again and again: the members of a gzip file know nothing of one another.
"""

import json
import random
import zlib
from pathlib import Path
from typing import Any

PAGES_PER_HIT = 70
_PAGES = 1200
_LICENSES = ("by/4.0", "by-sa/4.0", "by-nc-nd/4.0", "by-sa/3.0/us", "by-nc/2.5", "zero/1.0")
_LETTERS = "eeeeeeeeeettttttttaaaaaaaooooooiiiiiinnnnnnssssshhhhhrrrrrdddlllluuuccmmffyywwggppbvk"


def build_wat(path: Path, megabytes: int, seed: int = 1) -> None:
    """Write a WAT file of at least so many compressed megabytes."""
    chance = random.Random(seed)
    writer = _Writer(chance)
    plain = [writer.page(licensed=False) for _ in range(_PAGES)]
    licensed = [writer.page(licensed=True) for _ in range(_PAGES // 10)]
    size = 0
    with path.open("wb") as file:
        while size < megabytes * 1_000_000:
            from_ = licensed if chance.randrange(PAGES_PER_HIT) == 0 else plain
            size += file.write(chance.choice(from_))


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = [
            "".join(chance.choices(_LETTERS, k=chance.randint(2, 10))) for _ in range(20_000)
        ]
        self._used = self._words  # a page and its links are about one thing, in few words
        self._hosts = [f"www.{self._text(1)}{n}.example" for n in range(3000)]

    def page(self, *, licensed: bool) -> bytes:
        """Return the three gzip members of a page."""
        host = self._chance.choice(self._hosts)
        self._used = self._chance.choices(self._words, k=60)
        url = f"https://{host}/{self._path()}"
        length = str(self._chance.randint(3000, 90_000))
        html = {"Head": self._head(url), "Links": self._links(host, licensed=licensed)}
        bodies: dict[str, dict[str, Any]] = {
            "request": {"HTTP-Request-Metadata": {"Headers": {"Host": host}}},
            "response": {
                "HTTP-Response-Metadata": {
                    "Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"},
                    "Headers": {"Content-Type": "text/html", "Content-Length": length},
                    "HTML-Metadata": html,
                }
            },
            "metadata": {"WARC-Metadata-Metadata": {"Metadata-Records": [{"fetchTimeMs": "312"}]}},
        }
        return b"".join(self._record(kind, url, payload) for kind, payload in bodies.items())

    def _record(self, kind: str, url: str, payload: dict[str, Any]) -> bytes:
        digest = self._chance.randbytes(16).hex()
        document = {
            "Container": {
                "Filename": "CC-MAIN-20261020000000-20261020030000-00000.warc.gz",
                "Compressed": True,
                "Offset": str(self._chance.randrange(10**9)),
                "Gzip-Metadata": {"Deflate-Length": "14231", "Header-Length": "10"},
            },
            "Envelope": {
                "Format": "WARC/1.0",
                "WARC-Header-Metadata": {
                    "WARC-Type": kind,
                    "WARC-Date": "2026-10-20T01:02:03Z",
                    "WARC-Record-ID": f"<urn:uuid:{digest}>",
                    "WARC-Target-URI": url,
                },
                "Payload-Metadata": payload,
            },
        }
        body = json.dumps(document, separators=(",", ":")).encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2026-10-20T01:02:03Z\r\nWARC-Record-ID: <urn:uuid:{digest}>\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
        return deflate.compress(head.encode() + body + b"\r\n\r\n") + deflate.flush()

    def _head(self, url: str) -> dict[str, Any]:
        metas = [
            {"name": self._text(1), "content": self._text(self._chance.randint(2, 30))}
            for _ in range(10)
        ]
        links = [
            {"path": "LINK@/href", "url": f"{url}/{self._path()}.css", "rel": "stylesheet"}
            for _ in range(15)
        ]
        return {"Title": self._text(8), "Metas": metas, "Link": links}

    def _links(self, host: str, *, licensed: bool) -> list[dict[str, str]]:
        count = max(2, round(self._chance.gauss(128, 60)))
        links = [self._link(host) for _ in range(count)]
        links += [
            {"path": "IMG@/src", "url": f"https://{host}/{self._path()}.jpg", "alt": self._text(4)}
            for _ in range(20)
        ]
        self._chance.shuffle(links)
        if licensed:
            name = self._chance.choice(_LICENSES)
            deed = f"https://creativecommons.org/licenses/{name}/"
            button = f"https://i.creativecommons.org/l/{name}/88x31.png"
            links.append({"path": "A@/href", "url": deed, "rel": "license"})
            links.append({"path": "IMG@/src", "url": button, "alt": "Creative Commons License"})
        return links

    def _link(self, host: str) -> dict[str, str]:
        what = self._chance.random()
        if what < 0.45:
            url = f"/{self._path()}"
        elif what < 0.8:
            url = f"https://{host}/{self._path()}"
        else:
            url = f"https://{self._chance.choice(self._hosts)}/{self._path()}"
        text = self._text(self._chance.randint(1, 6))
        return {"path": "A@/href", "url": url, "text": text}

    def _path(self) -> str:
        return "/".join(self._text(1) for _ in range(self._chance.randint(1, 4)))

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(self._used, k=words))
