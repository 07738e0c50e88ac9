"""Pages as tests write them, and what the reader finds on them, in short."""

from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

URL = "https://photos.example/bees/1"
BY = "https://creativecommons.org/licenses/by/4.0/"
SA = "https://creativecommons.org/licenses/by-sa/3.0/de/"
REL = f'<a rel="license" href="{BY}">CC BY</a>'
LINK = f'<a href="{BY}">CC BY</a>'
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", %s}</script>"""


def found(html, **options):
    """Return (url, licence, evidence, confidence) of each record, and the reasons."""
    reading = read_page(FetchedPage(URL, html.encode()), **options)
    return (
        [
            (
                record.url.removeprefix("https://photos.example"),
                f"{record.license_info.slug} {record.license_info.version}",
                record.meta_data["evidence"],
                record.meta_data["confidence"],
            )
            for record in reading.records
        ],
        dict(reading.reasons),
    )
