"""Crawls: the lake's partitions, the domains that link most, the report."""

from functools import lru_cache

from flask import Flask, Response

from catalog.browse.pages import Data, add_page
from catalog.browse.site import BrowseSite
from catalog.errors import NotFoundError
from catalog.lake import lake
from catalog.lake.report import read_facts
from catalog.lake.report_page import render

_TOP = 100


def add_to(app: Flask, site: BrowseSite) -> None:
    """Add the pages of crawls."""

    def crawls() -> tuple[str, Data]:
        names = lake.partitions(site.lake) if site.lake else []
        found = [_partition(site.lake, name) for name in reversed(names)]
        return "crawls.html", {"lake": site.lake, "crawls": found}

    def crawl(name: str) -> tuple[str, Data]:
        columns, rows = _top_domains(_place(site), name)
        domains = [dict(zip(columns, row, strict=True)) for row in rows]
        return "crawl.html", {**_partition(site.lake, name), "domains": domains}

    def report(name: str) -> Response:
        page = Response(_report(_place(site), name), mimetype="text/html")
        # The report is one file that holds its own style, and no script.
        policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        page.headers["Content-Security-Policy"] = policy
        return page

    add_page(app, "/crawls", crawls)
    add_page(app, "/crawls/<name>", crawl)
    app.add_url_rule("/crawls/<name>/report", "report", report)


def _place(site: BrowseSite) -> str:
    if not site.lake:
        raise NotFoundError("No lake is known. Start `catalog browse` with --lake PLACE.")
    return site.lake


def _partition(place: str, name: str) -> Data:
    manifest = lake.read_manifest(place, name)
    return {
        "crawl": name,
        "rows": manifest.rows if manifest else None,
        "files": len(manifest.parts) if manifest else len(lake.partition_files(place, name)),
        "bytes": sum(part.bytes for part in manifest.parts) if manifest else None,
        "failed": list(manifest.failed) if manifest else [],
    }


# A partition does not change once it is published; a scan of a large one takes a while.
@lru_cache(maxsize=32)
def _top_domains(place: str, name: str) -> tuple[list[str], list[tuple[object, ...]]]:
    return lake.top_domains(place, name, _TOP)


@lru_cache(maxsize=8)
def _report(place: str, name: str) -> str:
    return render(read_facts(place, name))
