"""A fake of each provider's API that serves the answers declared as evidence, as the API does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from catalog.files.http import HttpLimits
from catalog.providers.base import Provider
from catalog.providers.evidence import ApiEvidence, evidence_of
from tests.catalog.fakeapi import Reply

FAST = HttpLimits(delay=0.001, timeout=5, attempts=6, first_wait=0.001, cooldown=0.01, breaker=50)


class EvidenceApi:
    """Answers each request with the declared answer whose path and query it has.

    Of several the one that names most of the query; where there is none, 404 as web servers do.

    Attributes:
        served: the answers given, in order.
    """

    def __init__(self, provider: Provider) -> None:
        self.answers = evidence_of(provider.name)
        self.served: list[ApiEvidence] = []

    def __call__(self, path: str, query: Mapping[str, str]) -> Reply:
        fitting = [one for one in self.answers if one.path == path and _asks_for(one, query)]
        if not fitting:
            return 404, {"Content-Type": "text/html"}, b"<html>Not found</html>"
        found = max(fitting, key=lambda one: len(one.query))
        self.served.append(found)
        return found.status, {"Content-Type": "application/json", **found.headers}, found.body


def _asks_for(one: ApiEvidence, query: Mapping[str, str]) -> bool:
    return all(query.get(key) == wanted for key, wanted in one.query.items())


def small(provider: Provider) -> Provider:
    """Return a provider that asks for pages of two and for one list, without its waits."""
    paginator: Any = provider.paginator
    for name in ("size", "limit"):
        if getattr(paginator, name, None):
            paginator = replace(paginator, **{name: 2})
    return replace(
        provider,
        paginator=paginator,
        sets=lambda day: provider.sets(day)[:1],
        limits=FAST,
        errors=tuple(replace(rule, wait=rule.wait and 0.001) for rule in provider.errors),
        expect=None,
        robots=False,
    )
