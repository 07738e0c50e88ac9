"""What a person found right to extract from real pages; docs/page-reading.md says why."""

from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage

FILE = "CC-MAIN-20240517233122-20240518023122-00000.warc.gz"
Found = tuple[list[tuple[str, str, str]], set[str]]


def read(page: FetchedPage) -> Found:
    found = page_rows(page)
    rows = [
        (
            row["url"].rpartition("/")[2],
            f"{row['license']} {row['license_version']}",
            row["meta_data"]["evidence"],
        )
        for _, row in found.rows
    ]
    return rows, {rejected.reason for rejected in found.rejections}


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, Found]:
    """Return what is found on each page that mentions creativecommons.org, by its address."""
    with (shared / "data" / "common-crawl" / FILE).open("rb") as file:
        pages = [
            FetchedPage(
                record.rec_headers["WARC-Target-URI"],
                record.content_stream().read(),
                record.http_headers.get_header("Content-Type"),
            )
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    linking = [page for page in pages if b"creativecommons.org" in page.body.lower()]
    return {
        page.url.removeprefix("https://").removeprefix("http://"): read(page) for page in linking
    }


def test_twenty_pages_give_what_a_person_would_take(found):
    assert {url.partition("/")[0]: value for url, value in found.items()} == {
        "www.theplanetarypress.com": (
            [("36583822732_817831c345_k.jpg?time=1579468190", "by-nc-nd 2.0", "credit_line")],
            set(),
        ),
        "toptal.com": ([], {"no_licensed_media"}),
        "de.creativecommons.org": ([], {"no_licensed_media"}),
        "www.fluter.de": ([], {"license_covers_text_only"}),
        "lernpfadprismen.wordpress.com": (
            [("quader-nr7.png", "by-nc-nd 4.0", "page_license")],
            {"other_picture_of_page"},
        ),
        "viertausendhertz.de": ([], {"low_confidence"}),
        "pinup-fashion.com": ([("Korsetts.jpg", "by-sa 2.0", "block")], set()),
        "www.steinhau.com": (
            [
                (
                    "Bundesarchiv_Bild_183-81005-0003_Leipzig_Markt_Zeitungskiosk-Ausschnitt.jpeg",
                    "by-sa 3.0",
                    "figure",
                ),
                (
                    "Cover-LFMNRW_Whitepaper_Zahlungsbereitschaft-801x1024.png",
                    "by-sa 4.0",
                    "figure",
                ),
            ],
            {"unknown_license_url"},
        ),
        "zulang.wordpress.com": ([], {"no_licensed_media"}),
        "pix-bavaria.de.example.org": (
            [
                ("140-04-D-cu_s9999x299.jpg", "by-nc-nd 3.0", "statement"),
                ("20170418154814-57d62861-cu_s9999x299.jpg", "by-nc-nd 3.0", "statement"),
            ],
            {"theme_file"},
        ),
        "archiv.krimiblog.de": ([], {"no_licensed_media"}),
        "web.archive.org": (
            [("5308384622_53ffd66c61_m.jpg", "by-sa 2.0", "credit_list")],
            set(),
        ),
        "bummfilm.de": ([], {"license_covers_text_only"}),
        "www.alexander-klier.net": (
            [("Zeitskulptur-1.jpg", "by-sa 4.0", "figure")],
            set(),
        ),
        "ethify.org": ([], {"stock_file", "theme_file", "too_small"}),
        "villacc.de": ([], {"no_licensed_media"}),
        "www.strafprozess.ch": ([], {"license_covers_text_only"}),
        "source.example.org": ([], {"no_licensed_media", "license_button", "icon"}),
        "en.wikipedia.org": ([], {"license_covers_text_only"}),
    }


def test_all_twenty_pages_were_read(found):
    assert len(found) == 20
