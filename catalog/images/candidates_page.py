"""The page on which people review candidates: one file that loads nothing from anywhere."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib import resources
from string import Template

from catalog.images.candidates import Candidate, SampledMedia, SampledPage
from catalog.lake.charts import escaped

MOST_SHOWN = 1000


def render(crawl: str, candidates: Sequence[Candidate]) -> str:
    """Return the page; candidates come in the order in which they are shown."""
    open_ones = [found for found in candidates if not found.mark]
    others = [found for found in candidates if found.mark]
    folder = resources.files(__package__)
    template = Template((folder / "candidates.html").read_text())
    script = (folder / "candidates_filter.js").read_text()
    return template.substitute(
        script=script,
        # The one script that the page may run; the names of domains are none of it.
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        crawl=escaped(crawl),
        lead=_lead(open_ones, others),
        candidates="".join(
            _card(rank, found) for rank, found in enumerate(open_ones[:MOST_SHOWN], 1)
        ),
        others="".join(map(_line, others[:MOST_SHOWN])),
    )


def _lead(open_ones: Sequence[Candidate], others: Sequence[Candidate]) -> str:
    sampled = sum(bool(found.read) for found in open_ones)
    unread = sum(bool(found.sample and not found.read) for found in open_ones)
    words = f" Of {unread:,} no page could be read: nothing is known of them." if unread else ""
    longest = max(len(open_ones), len(others))
    shown = f" The first {MOST_SHOWN} of each are shown." if longest > MOST_SHOWN else ""
    return (
        f"{_number(len(open_ones), 'domain')} with links to a licence await a decision; "
        f"{len(others):,} need none. Pages of {sampled:,} of them were fetched and read."
        f"{words}{shown} "
        "They are ranked by the media that all their pages can be expected to give; one of medium "
        "confidence counts a quarter."
    )


def _number(count: int, of: str) -> str:
    return f"{count:,} {of}{'' if count == 1 else 's'}"


def _card(rank: int, found: Candidate) -> str:
    domain = escaped(found.domain)
    unread = "its pages could not be read" if found.sample else "not looked at"
    expected = f"about {found.expected:,} media" if found.read else unread
    media = " data-media" if found.media_share else ""
    return (
        f'<li class="domain"{media}><div class="top"><span class="rank">{rank}</span>'
        f'<span class="name">{_link(f"https://{found.domain}/", domain)}</span>'
        f'<span class="expected">{expected}</span></div>'
        f'<p class="facts">{_facts(found)}</p>{_shares(found)}{_samples(found)}</li>\n'
    )


def _facts(found: Candidate) -> str:
    mix = ", ".join(f"{escaped(name)} ({pages:,})" for name, pages in found.licenses)
    return (
        f"{_number(found.pages, 'page')}, {found.declared:,} of them with rel=license · "
        f"{_number(found.links, 'link')} · {_number(found.images, 'image')} · {mix}"
    )


def _shares(found: Candidate) -> str:
    if found.high_share is None or found.media_share is None:
        return ""
    high, medium = found.high_share, found.media_share - found.high_share
    return (
        f'<div class="bar"><span class="high" style="width:{high:.0%}"></span>'
        f'<span class="medium" style="width:{medium:.0%}"></span></div>'
        f'<p class="share">{high:.0%} of {_number(len(found.read), "page")} with media of high '
        f"confidence, {medium:.0%} more with medium</p>"
    )


def _samples(found: Candidate) -> str:
    if not found.sample:
        return ""
    pages = "".join(map(_page, found.sample))
    return f"<details><summary>The pages that were read</summary><ul>{pages}</ul></details>"


def _page(page: SampledPage) -> str:
    media = "".join(map(_medium, page.media))
    words = f"<ul>{media}</ul>" if media else f" ({escaped(page.problem)})"
    return f"<li>{_link(page.url, escaped(page.url))}{words}</li>"


def _medium(media: SampledMedia) -> str:
    words = f"<br><q>{escaped(media.words)}</q>" if media.words else ""
    return (
        f"<li>{_link(media.url, escaped(media.url))}: {escaped(media.license)}, "
        f"{escaped(media.evidence)}{words}</li>"
    )


def _line(found: Candidate) -> str:
    why = found.mark + (f": {found.review.note}" if found.review and found.review.note else "")
    cells = "".join(f"<td>{n:,}</td>" for n in (found.pages, found.links, found.images))
    name = f"<td>{escaped(found.domain)}</td>"
    return f'<tr>{name}<td class="text">{escaped(why)}</td>{cells}</tr>\n'


def _link(url: str, text: str) -> str:
    """Return a link, or the text alone where the address is not of the web."""
    if not url.startswith(("https://", "http://")):
        return text
    return f'<a href="{escape(url, quote=True)}" rel="noreferrer nofollow">{text}</a>'
