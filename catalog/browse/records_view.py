"""Search, one record, and taking a record down or restoring it."""

import uuid
from collections.abc import Iterator
from typing import Any

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from catalog.attribution import web_url
from catalog.browse.pages import Data, add_page
from catalog.browse.site import BrowseSite
from catalog.database import deletion, search, selection
from catalog.database.record_facts import RecordFacts, read_facts
from catalog.database.search import FACETS, MOST, Search
from catalog.records import MEDIA_TYPES, MediaType

_PER_PAGE = 60
_CATALOGS_OWN = frozenset({"identifier", "created_on", "updated_on", "ingestion_type"})
_SHOWN_ELSEWHERE = frozenset({"meta_data", "deleted_on", "deleted_reason"})


def add_to(app: Flask, site: BrowseSite) -> None:
    """Add the pages of records."""
    for media in MEDIA_TYPES:
        add_page(app, f"/{media}", _named(f"{media}_search", _search_view(site, media)))
        add_page(app, f"/{media}/<uuid:identifier>", _named(media, _record_view(site, media)))
    app.add_url_rule("/", "home", lambda: redirect("/image"))
    which = ", ".join(MEDIA_TYPES)
    rule = f"/<any({which}):media>/<uuid:identifier>/<any(delete, restore):action>"
    app.add_url_rule(rule, "edit", _edit_view(site), methods=["POST"])


def _named(name: str, view: Any) -> Any:
    view.__name__ = name
    return view


def _search_view(site: BrowseSite, media: MediaType) -> Any:
    def view() -> tuple[str, Data]:
        words = request.args.get("q", "")
        chosen = {name: request.args.getlist(name) for name in FACETS}
        page = min(max(request.args.get("page", 1, type=int), 1), MOST // _PER_PAGE + 1)
        wanted = Search(media, words, chosen)
        with site.reading() as connection:
            found = search.search(
                connection, wanted, limit=_PER_PAGE, offset=(page - 1) * _PER_PAGE
            )
        return "search.html", {
            "media": media,
            "q": words,
            "chosen": {name: values for name, values in chosen.items() if values},
            "page": page,
            "pages": max(1, -(-found.total // _PER_PAGE)),
            "total": found.total,
            "more": found.more,
            "sampled": found.sampled,
            "all_rows": found.all_rows,
            "only_common_words": found.only_common_words,
            "facets": found.facets,
            "records": found.records,
        }

    return view


def _record_view(site: BrowseSite, media: MediaType) -> Any:
    def view(identifier: uuid.UUID) -> tuple[str, Data]:
        with site.reading() as connection:
            facts = read_facts(connection, media, identifier)
        return "record.html", facts.to_json() | {"known": list(_known(facts))}

    return view


def _known(facts: RecordFacts) -> Iterator[Data]:
    """Yield every value with where it came from."""
    giver = "page" if facts.row["ingestion_type"] == "commoncrawl" else "provider"
    for name, value in facts.row.items():
        if value is not None and name not in _SHOWN_ELSEWHERE:
            yield {
                "name": name,
                "value": value,
                "from": _source(name, giver),
                "url": web_url(value),
            }
    for name, value in (facts.row["meta_data"] or {}).items():
        source = "in-links" if name in ("inlinks", "inlink_hosts") else giver
        yield {"name": name, "value": value, "from": source, "url": web_url(value)}


def _source(name: str, giver: str) -> str:
    if name in _CATALOGS_OWN:
        return "catalog"
    if name == "standardized_popularity":
        return "refresh"
    return "load" if name in ("last_synced_with_source", "removed_from_source") else giver


def _edit_view(site: BrowseSite) -> Any:
    def view(media: MediaType, identifier: uuid.UUID, action: str) -> Response:
        if not site.edits:
            abort(403, "Start `catalog browse` with --allow-edits to delete or restore records.")
        if action == "delete":
            chosen = selection.by_ids(media, str(identifier), name="the page")
            reason = request.form.get("reason", "")
            deletion.check_reason(reason)
            with site.changing() as connection:
                deletion.delete(connection, media, chosen, reason=reason)
        else:
            source = deletion.tombstones(media)
            chosen = selection.by_ids(source, str(identifier), name="the page")
            with site.changing() as connection:
                run = deletion.restore(connection, media, chosen)
            if run.passed_over:
                why = "another record has its file or id, or it lacks what every record has"
                abort(409, f"The record stays deleted: {why}.")
        return redirect(f"/{media}/{identifier}", 303)

    return view
