"""What the reader thought of a page, as a page that a person can look at.

It holds nothing of the page but its words and addresses, all escaped, and loads nothing: no script,
no picture, no style from elsewhere, which its own policy forbids as well.
"""

from collections.abc import Iterable
from html import escape
from importlib import resources
from string import Template

from catalog.pages.evidence import Confidence, RejectedWork
from catalog.pages.rows import PageRows
from catalog.records import MediaType, Row

# Reasons in plain words; docs/page-reading.md says more of each.
REASONS = {
    "ambiguous_license": "Two licences of equal standing are named for it.",
    "ambiguous_page_license": "The page names two licences of equal standing for itself.",
    "credited_to_an_agency": "Another credit of the same picture names an agency.",
    "credited_to_others": "Its own words credit somebody else, so the page's licence is not its.",
    "file_of_another_site": "The file is another site's, so the page's licence is not its.",
    "has_its_own_license": "Its own words name other terms than the page's.",
    "license_button": "It is the label of a licence.",
    "document_thumbnail": "It shows a page of a document that is offered here.",
    "license_covers_text_only": "The licence is of the text, of data or of software.",
    "license_in_comment": "A reader's comment names the licence.",
    "license_only_mentioned": "The licence is mentioned and not given to anything.",
    "links_to_another_source": "It links to a photo service, so whose it is is said there.",
    "low_confidence": "It is possible, and not sure enough to be written.",
    "names_another_source": "Its name or title is that of a cover, a screenshot or another source.",
    "no_licensed_media": "A licence is named, and no picture or sound that it could be of.",
    "no_license": "The page names no licence.",
    "not_licensed": "Nothing on the page puts it under a licence.",
    "opted_out": "The page asks that its pictures are not indexed.",
    "other_picture_of_page": "The page is licensed, and whose this picture of it is is not said.",
    "page_too_slow": "Reading it took longer than a page may take.",
    "page_explains_licenses": "The page names many licences: it explains them.",
    "rights_reserved": "The same statement says that all rights are reserved.",
    "stock_file": "The file is named as a stock library names its files.",
    "unknown_license_url": "The link looks like a licence's and names none.",
}


def explained(url: str, found: PageRows, least: Confidence) -> str:
    """Return the page about a page: what was found on it, and which of that would be written."""
    written = sum(_level(row).rank <= least.rank for _, row in found.rows)
    records = "".join(_record(media, row, least) for media, row in found.rows)
    template = Template((resources.files(__package__) / "explain.html").read_text())
    return template.substitute(
        page=_link(url),
        candidates=len(found.rows),
        written=written,
        records=records or "<p>None.</p>",
        rejected=len(found.rejections),
        rejections=_rejections(found.rejections),
    )


def _level(row: Row) -> Confidence:
    return Confidence(row["meta_data"]["confidence"])


def _record(media: MediaType, row: Row, least: Confidence) -> str:
    level, meta = _level(row), row["meta_data"]
    verdict = "written" if level.rank <= least.rank else "not written: too unsure"
    facts = [
        ("file", _link(row["url"])),
        ("licence", f"{_text(row['license'])} {_text(row['license_version'])}"),
        ("creator", _text(row.get("creator"))),
        ("title", _text(row.get("title"))),
        ("evidence", _text(meta.get("evidence"))),
        ("words", f"<blockquote>{_text(meta.get('evidence_text'))}</blockquote>"),
        ("where", _text(meta.get("evidence_where"))),
        ("original", _link(meta["original"]) if meta.get("original") else ""),
        ("opt-outs", _text(", ".join(meta.get("opt_outs") or ()))),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)
    return (
        f'<article class="{level.value}"><h3>{escape(media)}, {level.value}: {verdict}</h3>'
        f"<dl>{rows}</dl></article>"
    )


def _rejections(rejections: Iterable[RejectedWork]) -> str:
    lines = "".join(
        f"<tr><td>{_text(each.reason)}</td><td>{_text(REASONS.get(each.reason))}</td>"
        f"<td>{_text(each.detail)}</td></tr>"
        for each in rejections
    )
    head = "<tr><th>reason</th><th>what it means</th><th>detail</th></tr>"
    return f"<table>{head}{lines}</table>" if lines else "<p>None.</p>"


def _text(value: object) -> str:
    return "" if value is None else escape(str(value))


def _link(url: str) -> str:
    """Return a link, for addresses of the web only."""
    shown = escape(url)
    if not url.startswith(("http://", "https://")):
        return shown
    return f'<a href="{shown}" rel="noreferrer noopener">{shown}</a>'
