"""One run of the Provider Images ETL: its domains, its output, its summary."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from catalog.engine import Engine, RunSummary, TaskReport, run_all
from catalog.errors import CatalogError, UsageError
from catalog.files import storage
from catalog.images.image_output import FOLDER
from catalog.images.image_task import ExtractImages
from catalog.images.page_plan import PageRequests
from catalog.pages.sites.registry import SITES, site_named, site_of_host


def provider_of(domain: str) -> str:
    """Return the provider's name of a domain: its site's, or the domain.

    >>> provider_of("www.behance.net"), provider_of("Photos.museum.example")
    ('behance', 'photos.museum.example')
    """
    name = domain.lower().removeprefix("www.")
    site = site_of_host(name)
    return site.name if site else name


def domains_of(
    providers: Sequence[str], domains: Sequence[str], reviewed: dict[str, str]
) -> dict[str, str]:
    """Return provider by domain for what the user named.

    The reviewed domains are those that the review approved, with their providers.

    Raises:
        UsageError: a name is not known, or nothing was named.
    """
    named = {domain.lower().removeprefix("www."): provider_of(domain) for domain in domains}
    sites = [name for name in named.values() if site_named(name)]
    found = {domain: name for domain, name in named.items() if name not in sites}
    # All hosts of a site at once: its files are named after the site.
    for name in (*providers, *sites):
        site = site_named(name)
        hosts = dict.fromkeys(site.hosts, name) if site else {}
        hosts |= {domain: name for domain, own in reviewed.items() if own == name}
        if not hosts:
            known = ", ".join([site.name for site in SITES])
            raise UsageError(
                f"{name!r} is no provider of pages. Known are {known}; for another site name its "
                "domain (--domain), or approve it (`catalog candidates approve`)."
            )
        found |= hosts
    if not found:
        raise UsageError("say which pages to read: --provider NAME, --domain D or --reviewed.")
    return found


def run(
    wanted: Sequence[PageRequests],
    engine: Engine,
    task: ExtractImages,
    *,
    max_failed: float = 5.0,
    on_report: Callable[[TaskReport], None] = lambda report: None,
) -> RunSummary:
    """Extract all items that are not extracted yet; give up when most of them fail."""
    folder = storage.join(task.output, FOLDER, task.crawl)
    storage.remove_leftovers(folder)
    try:
        items = [item.to_item() for item in wanted]
        done = run_all(engine, task, items, max_failed=max_failed, on_report=on_report)
        return replace(done, failed={_name(item): why for item, why in done.failed.items()})
    finally:
        storage.remove_leftovers(folder)


def _name(reported: str) -> str:
    """Return an item's name: a task reports that, the engine the item as it was given."""
    return PageRequests.from_item(reported).name if reported.startswith("[") else reported


def check(summary: RunSummary, max_failed: float) -> None:
    """Fail when too many items failed, or the reader failed over too many pages.

    Raises:
        CatalogError: more than `max_failed` per cent did.
    """
    totals = summary.totals
    failed = totals["failed"]
    items = failed + totals["done"] + totals["skipped"]
    if failed * 100 > max_failed * items:
        raise CatalogError(
            f"{failed} of {items} groups of pages failed, more than {max_failed:g} %. Run the same "
            "command again: only what is missing is fetched."
        )
    unreadable = totals["errors.unreadable_page"] + totals["errors.page_too_slow"]
    if unreadable * 100 > max_failed * totals["pages"]:
        raise CatalogError(
            f"{unreadable} of {totals['pages']} pages could not be read, more than "
            f"{max_failed:g} %. The reports beside the output name some, with what was wrong."
        )
