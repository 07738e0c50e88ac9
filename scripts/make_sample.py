"""Make the Common Crawl sample of the project: `python -m scripts.make_sample [folder]`.

The web it holds is invented: sites, texts and templates lie in `scripts/sample/`, every host ends
in `.example` (RFC 2606). The same sources give the same crawl, with no randomness and no clock.
"""

import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from scripts.crawl_writer import Page, write_crawl

CRAWL = "CC-MAIN-2026-43"
SOURCES = Path(__file__).parent / "sample"
# Four files in two segments: enough that a run over them shows progress and shares work.
FILES = (
    "1792972800000.12/CC-MAIN-20261020000000-20261020030000-00000",
    "1792972800000.12/CC-MAIN-20261020000000-20261020030000-00001",
    "1792972800000.47/CC-MAIN-20261021000000-20261021030000-00000",
    "1792972800000.47/CC-MAIN-20261021000000-20261021030000-00001",
)
_FIRST = datetime(2026, 10, 20, 0, 0, tzinfo=UTC)
_NAMES = {"zero": "CC0", "mark": "Public Domain Mark", "publicdomain": "Public Domain"}


@dataclass(frozen=True, slots=True)
class _Work:
    """One subject of one site: what a page shows."""

    site: Mapping[str, Any]
    position: int

    @property
    def title(self) -> str:
        return str(self.site["subjects"][self.position])

    @property
    def number(self) -> int:
        return 10_000 + zlib.crc32(f"{self.site['host']} {self.title}".encode()) % 80_000

    def pick(self, options: Sequence[Any], what: str) -> Any:
        return options[zlib.crc32(f"{self.number} {what}".encode()) % len(options)]


def pages() -> list[Page]:
    """Return every page of the sample, in the order in which it was crawled."""
    found = [*_site_pages(), *_written_pages(), *_odd_pages()]
    found.sort(key=lambda page: zlib.crc32(page[0].encode()))
    return [
        Page(url, body, _moment(position), content_type, status)
        for position, (url, body, content_type, status) in enumerate(found)
    ]


def make_sample(root: Path) -> None:
    """Write the sample below `root`."""
    crawled = pages()
    write_crawl(root, CRAWL, {name: crawled[turn :: len(FILES)] for turn, name in enumerate(FILES)})


_Fetched = tuple[str, bytes, str, int]


def _site_pages() -> Iterator[_Fetched]:
    for site in json.loads((SOURCES / "sites.json").read_text()):
        charset = site.get("charset", "utf-8")
        for position in range(len(site["subjects"])):
            work = _Work(site, position)
            html = _render(f"{site['kind']}.html", _page_values(work))
            yield _url(work), html.encode(charset, "xmlcharrefreplace"), _html_type(charset), 200


def _written_pages() -> Iterator[_Fetched]:
    """Pages written by hand: `pages/<host>/<path>.html`."""
    for path in sorted((SOURCES / "pages").rglob("*.html")):
        name = path.relative_to(SOURCES / "pages").as_posix().removesuffix(".html")
        yield f"https://{name}", path.read_bytes(), _html_type("utf-8"), 200


def _odd_pages() -> Iterator[_Fetched]:
    """What a crawl brings home besides pages."""
    yield "https://data.gov.example/api/datasets", b'{"count": 8}', "application/json", 200
    yield "https://journal.example/articles/7.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf", 200
    yield "https://shop.example/gone", b"<title>Gone</title><p>Gone.", _html_type("utf-8"), 404
    yield "https://photos.example/robots.txt", b"User-agent: *\nAllow: /\n", "text/plain", 200
    yield "https://news.example/empty", b"", _html_type("utf-8"), 200


def _page_values(work: _Work) -> dict[str, str]:
    site = work.site
    values = _work_values(work, site["licenses"])
    values |= {
        "head_html": _render("_head.html", values),
        "siblings_html": _siblings(work),
        "neighbours_html": "".join(
            f'<li><a href="https://{host}/">{host}</a></li>' for host in site["neighbours"]
        ),
        "button_html": _button(site, values["license_url"]),
        "plain_license_html": _plain_license(values["license_url"]),
        "items_html": _items(work),
    }
    return values | {
        "nav_html": _render("_nav.html", values),
        "end_html": _render("_end.html", values),
    }


def _work_values(work: _Work, licenses: Sequence[str]) -> dict[str, str]:
    site, number = work.site, work.number
    prose = json.loads((SOURCES / "prose.json").read_text())[site["prose"]]
    creator = str(work.pick(site["makers"], "maker"))
    license_url = str(work.pick(licenses, "license"))
    width, height = work.pick([(1024, 683), (1600, 1200), (800, 800), (2048, 1365)], "size")
    text = {f"p{n}": prose[(work.position * 2 + n) % len(prose)] for n in (1, 2, 3)}
    plain = {
        **text,
        "title": work.title,
        "site": site["name"],
        "host": site["host"],
        "language": site["language"],
        "charset": site.get("charset", "utf-8"),
        "url": _url(work),
        "number": str(number),
        "position": str(work.position + 1),
        "creator": creator,
        "creator_slug": _slug(creator),
        "creator_url": f"https://{site['host']}/u/{_slug(creator)}",
        "date": f"{2012 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}",
        "old_year": str(1790 + number % 140),
        "views": str(number // 7),
        "width": str(width),
        "height": str(height),
        "image": f"https://media.{site['host']}/{number}/large.jpg",
        "thumb": f"https://media.{site['host']}/{number}/small.jpg",
        "file": f"{_slug(work.title)}.jpg",
        "keywords": ", ".join(_tags(work)),
        "license_url": license_url,
        "license_name": _license_name(license_url),
    }
    escaped = {name: escape(value) for name, value in plain.items()}
    escaped["tags_html"] = " ".join(
        f'<a href="/tags/{_slug(t)}">{escape(t)}</a>' for t in _tags(work)
    )
    return escaped | {
        f"json_{name}": json.dumps(plain[name], ensure_ascii=False).replace("</", "<\\/")
        for name in ("title", "creator", "site", "p1")
    }


def _items(work: _Work) -> str:
    """Render the pictures of a page that shows several, each with its own licence."""
    template = f"{work.site['kind']}.item.html"
    if not (SOURCES / "templates" / template).exists():
        return ""
    licenses = work.site.get("figure_licenses", work.site["licenses"])
    last = len(work.site["subjects"])
    near = [_Work(work.site, (work.position + step) % last) for step in range(2 + work.number % 3)]
    return "".join(_render(template, _work_values(item, licenses)) for item in near)


def _siblings(work: _Work) -> str:
    last = len(work.site["subjects"])
    near = (_Work(work.site, (work.position + step) % last) for step in (1, 2, 3))
    return "".join(f'<li><a href="{escape(_path(w))}">{escape(w.title)}</a></li>' for w in near)


def _button(site: Mapping[str, Any], license_url: str) -> str:
    if "button" not in site:
        return ""
    image = f'<img src="{site["button"]}" alt="Creative Commons" width="88" height="31">'
    return f'<a rel="license" href="{license_url}">{image}</a>'


def _plain_license(license_url: str) -> str:
    return f'<a href="{license_url}">About Creative Commons</a>' if license_url else ""


def _license_name(url: str) -> str:
    parts = url.partition("creativecommons.org/")[2].split("/")
    if len(parts) < 2:
        return "licence"
    version = parts[2] if len(parts) > 2 else ""
    return f"{_NAMES.get(parts[1], f'CC {parts[1].upper()}')} {version}".strip()


def _tags(work: _Work) -> list[str]:
    words = [word.strip(",.'").lower() for word in work.title.split()]
    return [*[word for word in words if len(word) > 3], work.site["prose"]]


def _path(work: _Work) -> str:
    values = {
        "number": str(work.number),
        "slug": quote(_slug(work.title)),
        "chapter": str(1 + work.number % 9),
        "month": f"{1 + work.number % 10:02}",
        "creator_slug": _slug(str(work.pick(work.site["makers"], "maker"))),
    }
    path = Template(work.site["path"]).substitute(values)
    query = Template(work.site.get("query", "")).substitute(values)
    return f"{path}?{query}" if query else path


def _url(work: _Work) -> str:
    return f"https://{work.site['host']}{_path(work)}"


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _render(template: str, values: Mapping[str, str]) -> str:
    text = (SOURCES / "templates" / template).read_text()
    return Template(text).substitute(values)


def _html_type(charset: str) -> str:
    return f"text/html; charset={charset}"


def _moment(position: int) -> str:
    return (_FIRST + timedelta(seconds=97 * position)).strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    make_sample(Path(sys.argv[1] if sys.argv[1:] else "sample"))
