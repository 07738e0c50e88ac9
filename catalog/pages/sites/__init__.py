"""Sites whose pages need more than the generic reader: which one reads a page."""

from catalog.pages.evidence import Confidence
from catalog.pages.reader import Page, Reading, read_page


def read(
    page: Page, *, provider: str | None = None, least: Confidence = Confidence.MEDIUM
) -> Reading:
    """Read a page with its site's parser, if it has one, else with the generic reader."""
    return read_page(page, provider=provider, least=least)
