"""A WARC file like Common Crawl's, made from a seed: pages of 70 kB, some with a licence.

Three records a page, as in a crawl of 2024: the request, the answer with its body decoded, and what
the crawler noted. A few hundred different pages are drawn again and again.
"""

import random
import zlib
from pathlib import Path

_PAGES = 300
_LETTERS = "eeeeeeeeeettttttttaaaaaaaooooooiiiiiinnnnnnssssshhhhhrrrrrdddlllluuuccmmffyywwggppbvk"
_LICENSE = (
    '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
    '<script type="application/ld+json">{"@type": "Article", '
    '"license": "https://creativecommons.org/licenses/by/4.0/"}</script>'
)


def build_warc(path: Path, megabytes: int, *, licensed_in: int | None, seed: int = 1) -> None:
    """Write a WARC file of at least so many compressed megabytes.

    Args:
        path: where.
        megabytes: how large.
        licensed_in: one page in so many names a licence; None for none.
        seed: of what is drawn.
    """
    chance = random.Random(seed)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 10))) for _ in range(20_000)]
    plain = [_page(chance, words, "") for _ in range(_PAGES)]
    licensed = [_page(chance, words, _LICENSE) for _ in range(_PAGES // 10)]
    size = 0
    with path.open("wb") as file:
        while size < megabytes * 1_000_000:
            has_license = licensed_in is not None and chance.randrange(licensed_in) == 0
            size += file.write(chance.choice(licensed if has_license else plain))


def _page(chance: random.Random, words: list[str], more: str) -> bytes:
    url = f"https://{chance.choice(words)}.example/{chance.choice(words)}"
    used = chance.choices(words, k=400)
    html = f"<html><body>{_blocks(chance, used)}{more}</body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}"
    return b"".join(
        (
            _record("request", url, f"GET / HTTP/1.1\r\nHost: {url}\r\n\r\n"),
            _record("response", url, answer),
            _record("metadata", url, "fetchTimeMs: 312\r\n"),
        )
    )


def _blocks(chance: random.Random, used: list[str]) -> str:
    """Return some 70 kB of links, pictures and words."""
    return "".join(
        f'<div class="item {chance.choice(used)}"><a href="/{chance.choice(used)}">'
        f'{" ".join(chance.choices(used, k=4))}</a><img src="/{chance.choice(used)}.jpg">'
        f"<p>{' '.join(chance.choices(used, k=60))}</p></div>"
        for _ in range(140)
    )


def _record(kind: str, url: str, text: str) -> bytes:
    body = text.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2026-10-20T01:02:03Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    return deflate.compress(head.encode() + body + b"\r\n\r\n") + deflate.flush()
