"""Lay a partition's figures out as one HTML page that loads nothing from anywhere."""

from collections.abc import Iterator, Sequence
from importlib import resources
from string import Template
from typing import Any

from catalog.lake import charts
from catalog.lake.charts import Bar, escaped, percent
from catalog.lake.report import Facts

_MOST_BARS = 12
_PUBLIC_DOMAIN = frozenset({"cc0", "pdm", "publicdomain", "certification"})
# Retired terms that allow a part of a work to be used, or some countries to use it (Creative
# Commons, "Retired Legal Tools"): neither copying nor adapting is free under them.
_PARTLY = frozenset({"sampling", "sampling+", "devnations"})
_FREEDOMS = (
    "no conditions",
    "attribution",
    "share alike",
    "non-commercial",
    "no derivatives",
    "partly, by retired terms",
    "no licence named",
)
_DOMAIN_HEADS = ("domain", "links", "pages", "paths", "queries", "images", "licences", "most used")


def render(facts: Facts) -> str:
    """Return the page. Every text that came from the web is escaped in it."""
    template = Template((resources.files(__package__) / "report.html").read_text())
    return template.substitute(
        crawl=escaped(facts.crawl),
        when=_when(facts),
        lead=_lead(facts),
        tiles="".join(_tiles(facts)),
        cards="".join(_cards(facts)),
    )


def freedoms(facts: Facts) -> list[Bar]:
    """Sum the links up by what their licence allows, from most to least."""
    counts = dict.fromkeys(_FREEDOMS, 0)
    for slug, _, links in facts.licenses:
        counts[_freedom(slug)] += links
    counts["no licence named"] = facts.headline["links"] - facts.headline["licensed"]
    return [Bar(name, count) for name, count in counts.items()]


def _freedom(slug: str) -> str:
    words = slug.split("-")
    if slug in _PUBLIC_DOMAIN:
        return "no conditions"
    if "nd" in words:
        return "no derivatives"
    if slug in _PARTLY:
        return "partly, by retired terms"
    if "nc" in words:
        return "non-commercial"
    return "share alike" if "sa" in words else "attribution"


def _when(facts: Facts) -> str:
    first, last = facts.headline["first_day"], facts.headline["last_day"]
    files = f"{facts.files:,} Parquet {'file' if facts.files == 1 else 'files'}"
    if not first:
        return files
    days = f"on {first}" if first == last else f"from {first} to {last}"
    return f"crawled {days}, {files}"


def _lead(facts: Facts) -> str:
    """Say in two sentences what the charts say at length."""
    links = facts.headline["links"]
    busiest = sum(row[1] for row in facts.domains)
    free = sum(bar.value for bar in freedoms(facts)[:3])
    return (
        f"The {len(facts.domains)} busiest domains hold {percent(busiest, links)} of the links. "
        f"{percent(free, facts.headline['licensed'])} of the links to a licence name one that "
        "allows commercial use and adaptations."
    )


def _tiles(facts: Facts) -> Iterator[str]:
    head = facts.headline
    yield _tile(f"{head['links']:,}", "links to Creative Commons")
    yield _tile(f"{head['pages']:,}", "pages with such a link")
    yield _tile(f"{head['domains']:,}", "domains")
    yield _tile(f"{head['images']:,}", "images on those pages")
    yield _tile(percent(head["licensed"], head["links"]), "of the links name a licence")
    yield _tile(f"{head['licenses']:,}", "licences and versions")
    if head["pages_with_scheme"]:
        yield _tile(
            percent(head["https_pages"], head["pages_with_scheme"]), "of the pages by https"
        )


def _tile(figure: str, what: str) -> str:
    return f"<div><dd>{figure}</dd><dt>{what}</dt></div>"


def _cards(facts: Facts) -> Iterator[str]:
    yield _domain_card(facts)
    shares = freedoms(facts)
    yield _card(
        "What the licences allow",
        "Links by the strictest condition of the licence they name.",
        charts.share_bar(shares, title="Links by what the licence allows"),
        charts.value_table(shares, head="condition", unit="links"),
    )
    yield _license_card(facts)
    ported = percent(sum(bar.value for bar in facts.jurisdictions), facts.headline["licensed"])
    what = f"The country whose version of a licence is named; {ported} of the licences have one."
    yield _bars("Ports", what, facts.jurisdictions, "port", 3)
    yield _bars("Elements", "What the link is written with.", facts.link_kinds, "element", 4)
    yield _bars("Places", "Where on the page the link stands.", facts.link_places, "place", 2)
    yield _card(
        "Images on a page",
        "Pages by how many different images they show.",
        charts.columns(facts.images, title="Pages by number of images", color=5),
        charts.value_table(facts.images, head="images", unit="pages"),
    )
    yield _bars(
        "Top-level domains",
        "Pages by the last label of their host.",
        facts.top_level_domains,
        "label",
        6,
        unit="pages",
    )
    yield _bars(
        "Where else these pages link",
        "Hosts by how many of the pages link there: neighbours worth a look.",
        facts.linked_hosts,
        "host",
        1,
        unit="pages",
    )


def _bars(
    title: str, what: str, bars: Sequence[Bar], head: str, color: int, *, unit: str = "links"
) -> str:
    if not bars:
        return _card(title, what, '<p class="absent">Nothing of this in the partition.</p>', "")
    chart = charts.horizontal_bars(bars[:_MOST_BARS], title=f"{title}: {unit}", color=color)
    return _card(title, what, chart, charts.value_table(bars[:50], head=head, unit=unit))


def _domain_card(facts: Facts) -> str:
    domains = [Bar(str(row[0] or "?"), row[1]) for row in facts.domains]
    chart = charts.horizontal_bars(domains, title="Links by domain")
    what = "Links of each domain; the table has its pages, images and licences."
    return _card("Domains that link most", what, chart, _domain_table(facts.domains))


def _domain_table(rows: Sequence[tuple[Any, ...]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _DOMAIN_HEADS)
    body = "".join(
        f'<tr><th scope="row">{escaped(str(row[0] or "?"))}</th>'
        + "".join(f"<td>{value:,}</td>" for value in row[1:-1])
        + f"<td>{escaped(row[-1] or '')}</td></tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _license_card(facts: Facts) -> str:
    values = {(slug, version): links for slug, version, links in facts.licenses}
    totals: dict[str, int] = {}
    for slug, _, links in facts.licenses:
        totals[slug] = totals.get(slug, 0) + links
    slugs = sorted(totals, key=lambda slug: (-totals[slug], slug))
    versions = sorted({version for _, version in values}, key=lambda v: (v == "N/A", v))
    table = charts.heat_table(
        values, rows=slugs, heads=versions, caption="Links by licence and version"
    )
    what = "Links by licence, down, and version, across; the darker, the more."
    return _card("Licences and versions", what, _scroll("Licences and versions", table), "")


def _card(title: str, what: str, chart: str, table: str) -> str:
    beside = (
        f"<details><summary>As a table</summary>{_scroll(title, table)}</details>" if table else ""
    )
    return (
        f'<section class="card"><h2>{title}</h2><p class="what">{what}</p>'
        f"<figure>{chart}</figure>{beside}</section>"
    )


def _scroll(title: str, table: str) -> str:
    """Return a table that may be wider than the screen, which the keyboard can move too."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">{table}</div>'
