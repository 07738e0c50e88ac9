"""Pages a second on one core, against BeautifulSoup with html.parser, one parse a page.

The pages are those of the sample crawl that link to a licence, with as much around them as real
pages have: menus, lists, scripts and comments, 57 kB in the median.
"""

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from warcio.archiveiterator import ArchiveIterator

from bench.harness import Ratio, cpu_seconds, faster
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

SAMPLE = Path(__file__).parents[1] / "sample"
PAGES = 60
_ITEM = (
    '<li class="menu-item menu-item-type-post"><a class="link" href="/topics/{n}?from=menu" '
    'title="Topic {n}"><span class="label">Topic {n}</span> <b>more</b></a></li>'
)
_TEASER = (
    '<div class="teaser"><a href="/posts/{n}"><img class="wp-post-image" loading="lazy" '
    'src="/thumbs/{n}-150x150.jpg" width="150" height="150" alt="post {n}"></a>'
    '<h3><a href="/posts/{n}">A post about something, number {n}</a></h3><p>Some words that lead '
    "into it, <em>not many</em>, and a date: <time>2026-10-{n}</time></p></div>"
)
_SCRIPT = "<script>var settings_{n} = " + "{{'a': [1, 2, 3], 'b': '<div>'}};" * 40 + "</script>"
_COMMENT = (
    '<div class="comment" id="c{n}"><div class="author"><cite>Reader {n}</cite></div>'
    "<p>I have been there too, and it was <strong>not</strong> like that at all.</p></div>"
)


def ratios() -> Iterator[Ratio]:
    """Yield the one figure of reading pages.

    Each way reads all pages in one go. Python collects all garbage, which is what BeautifulSoup's
    trees become, once in thirteen pages: in turns of fewer it would not pay for what it leaves.
    """
    pages = _pages()
    yield faster(
        f"read {len(pages)} pages / BeautifulSoup(html.parser), one parse each",
        lambda: [read_page(page) for page in pages],
        lambda: [old_way(page) for page in pages],
        at_least=10,
        pairs=5,
        clock=cpu_seconds,
    )


def _pages() -> list[FetchedPage]:
    around = "".join(
        [
            "<nav><ul>" + "".join(_ITEM.format(n=n) for n in range(150)) + "</ul></nav>",
            "".join(_SCRIPT.format(n=n) for n in range(6)),
            "".join(_TEASER.format(n=n) for n in range(40)),
            "".join(_COMMENT.format(n=n) for n in range(60)),
        ]
    ).encode()
    return [
        FetchedPage(url, body.replace(b"</body>", around + b"</body>"), kind)
        for url, body, kind in _linking_pages()
    ][:PAGES]


def _linking_pages() -> Iterator[tuple[str, bytes, str]]:
    for warc in sorted(SAMPLE.rglob("*.warc.gz")):
        with warc.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type != "response":
                    continue
                body = record.content_stream().read()
                if b"creativecommons.org/" in body:
                    kind = record.http_headers.get_header("Content-Type")
                    yield record.rec_headers["WARC-Target-URI"], body, kind


def old_way(page: FetchedPage) -> list[dict[str, object]]:
    """Read a page as the parsers of 2018 did: licence link, Open Graph, then each picture."""
    soup = BeautifulSoup(page.body.decode("utf-8", "ignore"), "html.parser")
    licence = soup.find("a", {"rel": "license"})
    title = soup.find("meta", {"property": "og:title"})
    landing = soup.find("meta", {"property": "og:url"})
    keywords = soup.find("meta", {"name": "keywords"})
    return [
        {
            "url": image.get("src"),
            "width": image.get("width"),
            "height": image.get("height"),
            "alt": image.get("alt"),
            "license": licence.get("href"),
            "title": title.get("content") if title else None,
            "landing": landing.get("content") if landing else page.url,
            "tags": keywords.get("content") if keywords else None,
        }
        for image in soup.find_all("img")
        if licence
    ]
