"""The generated parts of docs/providers.md, from the registry."""

from datetime import date

from catalog.ingestion.reingestion import ages
from catalog.providers.base import Provider
from catalog.providers.evidence import CERTAINTIES, KINDS, evidence_of, newest
from catalog.providers.registry import RETIRED, providers
from scripts.docblocks.table import code, table

# Any day would do; today would change the page by itself.
_A_DAY = date(2026, 11, 25)


def overview() -> str:
    """Return who there is, what licences they have, how often they are asked."""
    header = ("provider", "of", "media", "licences", "schedule", "key", "newest evidence")
    retired = [
        (
            code(one.name),
            f"[{one.title}]({one.docs})",
            ", ".join(one.media),
            "",
            f"retired: {one.why}",
            "",
            "",
        )
        for one in RETIRED.values()
    ]
    return table(header, [*map(_facts, providers()), *retired])


def _facts(one: Provider) -> tuple[str, ...]:
    return (
        code(one.name),
        f"[{one.title}]({one.docs})",
        ", ".join(one.media),
        one.license_policy,
        _schedule(one),
        code(one.auth.secret) if one.auth else "none",
        _evidence(one.name),
    )


def _schedule(one: Provider) -> str:
    if one.schedule is None:
        return f"retired: {one.retired}"
    return (
        f"{one.schedule}, off until asked for: {one.ask_first}" if one.ask_first else one.schedule
    )


def _evidence(name: str) -> str:
    found = newest(name)
    return f"{found.date}, {found.certainty}" if found else "none"


def evidence() -> str:
    """Return what is known of each API's answers, and how."""
    rows = [
        (code(one.name), *(_known(one.name, kind) for kind in KINDS if kind != "list"))
        for one in providers()
    ]
    return table(("provider", *(kind for kind in KINDS if kind != "list")), rows)


def _known(name: str, kind: str) -> str:
    """Return the surest certainty of the answers of one kind."""
    found = {one.certainty for one in evidence_of(name) if one.kind == kind}
    return next((certainty for certainty in CERTAINTIES if certainty in found), "")


def requests() -> str:
    """Return how each one is asked."""
    header = ("provider", "endpoint", "asked", "stated limit", "delay", "timeout", "expected")
    rows = [
        (
            code(one.name),
            code(one.url),
            _asked(one),
            one.rate_limit,
            f"{one.limits.delay:g} s",
            f"{one.limits.timeout:g} s",
            f"{one.expect.min_records:,}" if one.expect else "",
        )
        for one in providers()
    ]
    return table(header, rows)


def _asked(one: Provider) -> str:
    lists = len(one.sets(_A_DAY))
    parts = [
        f"by the day since {one.start_date}" if one.dated else "whole",
        f"in {lists} lists" if lists > 1 else "",
        f"slices of at most {one.slices.at_most:,}" if one.slices else "",
        "then each work" if one.complete else "",
    ]
    return ", ".join(part for part in parts if part)


def sources() -> str:
    """Return the sub-providers of each."""
    rows = [(code(one.name), ", ".join(map(code, one.sources))) for one in providers()]
    return table(("provider", "values of `source` besides its own"), [r for r in rows if r[1]])


def popularity() -> str:
    """Return the numbers by which works are ranked."""
    rows = [
        (code(slug), code(one.popularity.metric), f"{one.popularity.percentile:g}")
        for one in providers()
        if one.popularity
        for slug in one.media.values()
    ]
    return table(("value of `provider`", "key in `meta_data`", "percentile"), rows)


def reingestion() -> str:
    """Return which old days are pulled again."""
    rows = [
        (
            code(one.name),
            one.reingestion.schedule,
            sum(map(len, ages(one.reingestion.lengths))),
            f"{ages(one.reingestion.lengths)[-1][-1]:,} days",
            one.reingestion.parallel,
        )
        for one in providers()
        if one.reingestion
    ]
    return table(("provider", "schedule", "days", "oldest", "at a time"), rows)
