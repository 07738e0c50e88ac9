"""The review desk: candidates with what their pages show, and the decision on each."""

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from catalog.browse.pages import Data, add_page
from catalog.browse.site import BrowseSite
from catalog.errors import NotFoundError, UsageError
from catalog.images.candidates_file import read_candidates
from catalog.images.images_run import provider_of
from catalog.images.reviews import Decision, decide, domain_name, read_reviews, review_of

_DECISIONS: dict[str, Decision] = {"approve": "approved", "reject": "rejected"}
_SHOWN = 200


def add_to(app: Flask, site: BrowseSite) -> None:
    """Add the review desk."""

    def review() -> tuple[str, Data]:
        crawl, listed = _candidates(site)
        decided = read_reviews(site.reviews)
        open_ones: list[Data] = []
        others: list[Data] = []
        for candidate in listed:
            made = review_of(candidate["domain"], decided)
            # A mark may be a decision that was taken back since.
            marked = candidate["mark"] if candidate["mark"] not in _DECISIONS.values() else ""
            shown = candidate | {"mark": marked, "decided": bool(made)}
            (others if made or marked else open_ones).append(shown)
        return "review.html", {
            "crawl": crawl,
            "candidates_file": site.candidates,
            "reviews_file": site.reviews,
            "may_decide": site.edits,
            "open": open_ones[:_SHOWN],
            "waiting": len(open_ones),
            "others": others[:_SHOWN],
            "decided": [one.to_json() | {"domain": name} for name, one in decided.items()],
        }

    def decision() -> Response:
        if not site.edits:
            abort(403, "Start `catalog browse` with --allow-edits to decide here.")
        name = domain_name(request.form.get("domain", ""))
        note = " ".join(request.form.get("note", "").split())
        made = _DECISIONS.get(request.form.get("decision", ""))
        if not note or made is None:
            raise UsageError("Say why: a decision needs a note, for those who come later.")
        provider = request.form.get("provider", "").strip() or provider_of(name)
        with site.deciding:
            decide(site.reviews, name, made, note=note, provider=provider)
        return redirect("/review", 303)

    add_page(app, "/review", review)
    app.add_url_rule("/review", "decision", decision, methods=["POST"])


def _candidates(site: BrowseSite) -> tuple[str, list[Data]]:
    try:
        return read_candidates(site.candidates) if site.candidates else ("", [])
    except NotFoundError:
        return "", []
