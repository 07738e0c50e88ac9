"""What people decided about candidates for providers: one JSON file, kept beside the project."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from catalog.errors import NotFoundError, UsageError
from catalog.files import storage

Decision = Literal["approved", "rejected"]
REVIEWS = "reviews.json"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision.

    Attributes:
        domain: a host or a registrable domain; its subdomains belong to it.
        provider: the name that its records get.
        note: why.
        decided_on: the day, ISO 8601.
    """

    domain: str
    decision: Decision
    provider: str
    note: str
    decided_on: str


def read_reviews(uri: str) -> dict[str, Review]:
    """Return the decisions by domain; none where there is no file.

    Raises:
        UsageError: the file is something else.
    """
    try:
        found: dict[str, Any] = orjson.loads(storage.read_bytes(uri))
        return {domain: Review(domain=domain, **facts) for domain, facts in found.items()}
    except NotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{uri} is no file of reviews ({error}). Correct or delete it.") from error


def decide(
    uri: str, domain: str, decision: Decision, *, note: str, provider: str, day: str | None = None
) -> Review:
    """Write one decision down, in place of an earlier one on the same domain.

    Args:
        uri: the file.
        domain: what was decided about.
        decision: what was decided.
        note: why.
        provider: the name that its records get.
        day: when, ISO 8601; today by default.
    """
    reviews = read_reviews(uri)
    today = day or datetime.now(UTC).date().isoformat()
    reviews[domain] = Review(domain, decision, provider, note, today)
    listed = {name: _without_domain(reviews[name]) for name in sorted(reviews)}
    data = orjson.dumps(listed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    storage.write_bytes(uri, data)
    return reviews[domain]


def _without_domain(review: Review) -> dict[str, str]:
    facts: dict[str, str] = asdict(review)
    del facts["domain"]
    return facts


def approved(uri: str) -> dict[str, str]:
    """Return provider by domain of what was approved."""
    reviews = read_reviews(uri).values()
    return {review.domain: review.provider for review in reviews if review.decision == "approved"}
