"""The documentation holds together."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "sample" / "README.md"]


def links(page: Path) -> list[Path]:
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)#\s]+)", text)
    return [page.parent / link for link in found if "://" not in link]


def test_every_link_to_another_page_leads_somewhere() -> None:
    broken = [f"{p.name}: {link}" for p in PAGES for link in links(p) if not link.exists()]
    assert broken == []


def test_the_readme_says_what_the_data_is_not_for_and_shows_the_flow() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "not provided for military applications, nor for training image" in readme
    assert ROOT / "docs" / "flow.svg" in links(ROOT / "README.md")


def approved_pages() -> Iterator[FetchedPage]:
    """Yield the sample's pages that link to a licence, of the sites that the demo approves."""
    approved = ("photos.example", "museum.example", "herbarium.example", "tunes.example")
    for warc in sorted((ROOT / "sample").rglob("*.warc.gz")):
        with warc.open("rb") as file:
            for record in ArchiveIterator(file):
                url = record.rec_headers["WARC-Target-URI"] or ""
                if record.rec_type == "response" and urlsplit(url).netloc.endswith(approved):
                    body = record.content_stream().read()
                    if b"creativecommons.org/" in body:
                        kind = record.http_headers.get_header("Content-Type")
                        yield FetchedPage(url, body, kind)


def test_the_readme_shows_what_the_demo_reads_out_of_its_pages() -> None:
    seen = Counter[str]()
    for page in approved_pages():
        read = page_rows(page)
        seen += Counter({"pages": 1, "pages with media": int(bool(read.rows))})
        seen["rows"] += len(read.rows)
        seen += Counter(f"rejected: {rejected.reason}" for rejected in read.rejections)
    readme = (ROOT / "README.md").read_text()
    shown = readme.partition("$ catalog images extract")[2].partition("\n\n")[0]

    assert {what: int(n) for what, n in re.findall(r"│ (\S.*?)\s+│\s+(\d+) │", shown)} == seen
