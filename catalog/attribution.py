"""Ready attribution of a work: Title, Author, Source, Licence, each with its link where it has one.

The form is the one that Creative Commons recommends ("Recommended practices for attribution",
wiki.creativecommons.org, read November 2026): `"Title" by Author is licensed under CC BY 4.0`, the
title linked to the source, the author to their page, the licence to its deed. Text that cannot
link has the addresses in parentheses. Public domain tools are marks, not licences, and a work that
bears one "is marked with" it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from catalog import licenses

_MARKS = {"cc0": "CC0", "pdm": "Public Domain Mark", "publicdomain": "Public Domain"}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~!&])")
# (text, its address or None, whether it stands in quotation marks) -> how a form writes it.
_Link = Callable[[str, str | None, bool], str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in three forms."""

    text: str
    html: str
    markdown: str

    def to_json(self) -> dict[str, str]:
        """Return the forms by name."""
        return asdict(self)


def attribution(row: Mapping[str, Any]) -> Attribution:
    """Return the attribution of a record.

    Args:
        row: title, creator, creator_url, foreign_landing_url, license, license_version, and
            meta_data, whose license_url keeps a licence's jurisdiction. All but the licence may be
            missing.

    >>> row = {"title": "Sea", "creator": "Ana", "license": "by", "license_version": "4.0"}
    >>> attribution(row).text
    '"Sea" by Ana is licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).'
    """
    return Attribution(
        _sentence(row, _as_text), _sentence(row, _as_html), _sentence(row, _as_markdown)
    )


def license_name(slug: str, version: str) -> str:
    """Return a licence as people write it.

    >>> license_name("by-nc-sa", "3.0"), license_name("cc0", "1.0"), license_name("pdm", "1.0")
    ('CC BY-NC-SA 3.0', 'CC0 1.0', 'Public Domain Mark 1.0')
    """
    name = _MARKS.get(slug) or f"CC {slug.upper()}"
    return name if version == "N/A" else f"{name} {version}"


def license_url(row: Mapping[str, Any]) -> str | None:
    """Return the deed of a record's licence: that of its own link, or that of the pair.

    A link to another licence is what is left of a licence that was changed since.
    """
    pair = (row["license"], row["license_version"])
    given = (row.get("meta_data") or {}).get("license_url")
    found = licenses.from_url(given) if given else None
    if found is None or (found.slug, found.version) != pair:
        found = licenses.from_pair(*pair)
    return found.url if found else None


def web_url(url: Any) -> str | None:
    """Return an address if it is one of the web, else None: nothing else may become a link."""
    is_web = isinstance(url, str) and re.match(r"https?://[^\s]+\Z", url, re.IGNORECASE)
    return url if is_web else None


def _sentence(row: Mapping[str, Any], link: _Link) -> str:
    title, creator = _one_line(row.get("title")), _one_line(row.get("creator"))
    source = web_url(row.get("foreign_landing_url"))
    work = link(title or "This work", source, bool(title))
    by = f" by {link(creator, web_url(row.get('creator_url')), False)}" if creator else ""
    verb = "is marked with" if row["license"] in _MARKS else "is licensed under"
    name = license_name(row["license"], row["license_version"])
    return f"{work}{by} {verb} {link(name, license_url(row), False)}."


def _one_line(value: str | None) -> str:
    """Return a value without what would break its line, turn its direction or hide in it."""
    kept = "".join(c if c.isprintable() else " " for c in value or "")
    return " ".join(kept.split())


def _as_text(text: str, url: str | None, quoted: bool) -> str:
    written = _quoted(text, quoted)
    return f"{written} ({url})" if url else written


def _as_html(text: str, url: str | None, quoted: bool) -> str:
    written = escape(text)
    return _quoted(f'<a href="{escape(url)}">{written}</a>' if url else written, quoted)


def _as_markdown(text: str, url: str | None, quoted: bool) -> str:
    written = _MARKDOWN.sub(r"\\\1", text)
    # In angle brackets an address may hold parentheses.
    address = (url or "").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return _quoted(f"[{written}](<{address}>)" if url else written, quoted)


def _quoted(text: str, quoted: bool) -> str:
    return f'"{text}"' if quoted else text
