"""What people decided about candidates for providers: one JSON file, kept beside the project."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from catalog.errors import NotFoundError, UsageError
from catalog.files import storage
from catalog.urls import registrable_domain

Decision = Literal["approved", "rejected"]
REVIEWS = "reviews.json"


@dataclass(frozen=True, slots=True)
class Review:
    """One decision.

    Attributes:
        domain: a host or a registrable domain; its subdomains belong to it.
        provider: the name that its records get.
        decided_on: the day, ISO 8601.
    """

    domain: str
    decision: Decision
    provider: str
    note: str
    decided_on: str

    def to_json(self) -> dict[str, str]:
        """Return it as the file has it: all but its domain, which is its key."""
        facts: dict[str, str] = asdict(self)
        del facts["domain"]
        return facts


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

    The day is today, unless it is given in ISO 8601.
    """
    reviews = read_reviews(uri)
    today = day or datetime.now(UTC).date().isoformat()
    reviews[domain] = Review(domain, decision, provider, note, today)
    listed = {name: reviews[name].to_json() for name in sorted(reviews)}
    storage.write_json(uri, listed)
    return reviews[domain]


def domain_name(text: str) -> str:
    """Return a domain as decisions are filed under it.

    Raises:
        UsageError: the text is no domain.
    """
    name = text.strip().lower().removeprefix("www.")
    if "/" in name or registrable_domain(name) is None:
        raise UsageError(f"{text!r} is no domain. Write it as in museum.example.")
    return name


def review_of(domain: str, reviews: Mapping[str, Review]) -> Review | None:
    """Return the decision about a domain, or about the nearest one above it."""
    labels = domain.split(".")
    names = (".".join(labels[start:]) for start in range(len(labels)))
    return next((reviews[name] for name in names if name in reviews), None)


def approved(uri: str) -> dict[str, str]:
    """Return provider by domain of what was approved."""
    reviews = read_reviews(uri).values()
    return {review.domain: review.provider for review in reviews if review.decision == "approved"}
