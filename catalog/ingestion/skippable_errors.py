"""Which errors of a provider a run skips: those that are known, or all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from catalog.errors import CatalogError, UsageError
from catalog.files import storage


@dataclass(frozen=True, slots=True)
class KnownError:
    """An error that is known and skipped until its issue is closed.

    Attributes:
        provider: whose error it is.
        issue: URL of the issue.
        predicate: text that the error's message holds, in any case.
    """

    provider: str
    issue: str
    predicate: str


def read_known_errors(uri: str) -> list[KnownError]:
    """Read a JSON list of {provider, issue, predicate}.

    Raises:
        UsageError: it is not such a list.
    """
    try:
        listed = orjson.loads(storage.read_bytes(uri))
        known = [KnownError(**entry) for entry in listed]
    except (orjson.JSONDecodeError, TypeError) as error:
        raise UsageError(
            f"{uri} must be a JSON list of objects with provider, issue and predicate: {error}"
        ) from error
    if any(not (e.predicate and e.issue.startswith("http")) for e in known):
        raise UsageError(f"{uri}: every entry needs a predicate and the URL of an issue")
    return known


def skipper(
    provider: str, known: Sequence[KnownError], *, everything: bool
) -> Callable[[CatalogError], bool]:
    """Return what decides whether an error is skipped."""
    texts = [entry.predicate.lower() for entry in known if entry.provider == provider]

    def skip(error: CatalogError) -> bool:
        return everything or any(text in str(error).lower() for text in texts)

    return skip
