"""Known errors of a provider, which are reported and not retried."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from catalog.errors import UsageError
from catalog.files import storage


@dataclass(frozen=True, slots=True)
class KnownError:
    """An error that is known, and not tried again until its issue is closed.

    Attributes:
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


def is_known(provider: str, known: Sequence[KnownError]) -> Callable[[str], bool]:
    """Return what tells whether an error of a provider is a known one, by its message."""
    texts = [entry.predicate.lower() for entry in known if entry.provider == provider]
    return lambda message: any(text in message.lower() for text in texts)
