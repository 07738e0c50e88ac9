"""What the reader thought of a page, as a page that a person can look at.

It holds nothing of the page but its words and addresses, all escaped, and loads nothing: no script,
no picture, no style from elsewhere, which its own policy forbids as well.
"""

from collections.abc import Iterable
from html import escape

from catalog.pages.evidence import Confidence, RejectedWork
from catalog.pages.rows import PageRows
from catalog.records import MediaType, Row

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222; background: #fff }
article { border: 1px solid #bbb; border-left: .5rem solid #1a7f37; border-radius: .3rem; margin: 1rem 0; padding: .5rem 1rem }
article.medium { border-left-color: #9a6700 }
article.low { border-left-color: #767676 }
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .2rem 1rem; margin: .5rem 0 }
dt { color: #555 } dd { margin: 0; overflow-wrap: anywhere }
blockquote { margin: 0; padding: .2rem .8rem; background: #f2f2f2 }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #ddd; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
"""  # noqa: E501 - a style sheet
# Reasons in plain words; docs/page-reading.md says more of each.
REASONS = {
    "ambiguous_license": "Two licences of equal standing are named for it.",
    "ambiguous_page_license": "The page names two licences of equal standing for itself.",
    "credited_to_an_agency": "Another credit of the same picture names an agency.",
    "credited_to_others": "Its own words credit somebody else, so the page's licence is not its.",
    "file_of_another_site": "The file is another site's, so the page's licence is not its.",
    "has_its_own_license": "Its own words name other terms than the page's.",
    "license_button": "It is the label of a licence.",
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
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>What was read on a page</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>What was read on a page</h1><p>{_link(url)}</p>"
        f"<h2>Candidates ({len(found.rows)}, {written} written)</h2>"
        f"{records or '<p>None.</p>'}<h2>Rejected ({len(found.rejections)})</h2>"
        f"{_rejections(found.rejections)}</main></body></html>\n"
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
