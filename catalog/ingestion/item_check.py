"""Ask a provider for one work by its own address: is it there, and still under a licence?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from catalog.apis.client import PoliteClient
from catalog.apis.link_probe import LinkProber
from catalog.apis.rate_limit import StoppedError
from catalog.errors import CatalogError
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.questions import Options
from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.providers.base import Provider

# Reasons by which a work that was open is so no longer. A licence that is only missing is not among
# them: an API that renames its field would withdraw all licences.
_WITHDRAWN = frozenset(
    {"license_not_accepted", "not_openly_licensed", "not_public_domain", "unknown_license"}
)


class ItemState(NamedTuple):
    """What a provider, or the file, says of one work, and how."""

    state: Literal["alive", "unclear", "gone_at_source", "license_withdrawn", "file_gone"]
    evidence: str


def has_items(provider: Provider) -> bool:
    """Tell whether single works can be asked for."""
    return bool(provider.item_url or provider.item_params)


def check_item(provider: Provider, client: PoliteClient, identifier: str) -> ItemState:
    """Return what a provider that `has_items` says of one work, by its own identifier.

    Raises:
        CatalogError: it is left alone, having failed too often (`CircuitOpen`, `StoppedError`).
    """
    reader = PageIterator(
        provider, client, None, datetime.now(UTC).date(), Options(ids=[identifier])
    )
    (step,) = reader.steps()
    for failure in step.failures:
        if failure.settled == "gone":
            return ItemState("gone_at_source", "its address answers that it is gone")
        return ItemState("unclear", failure.error)
    outcomes = list(parse_items(provider, step.items))
    if not outcomes:
        return ItemState("gone_at_source", "its address answers with no work")
    records = [one.row["foreign_identifier"] for one in outcomes if isinstance(one, Parsed)]
    if identifier in records:
        return ItemState("alive", "its address answers")
    reasons = [one.reason for one in outcomes if not isinstance(one, Parsed)]
    if reasons and not records and set(reasons) <= _WITHDRAWN:
        return ItemState("license_withdrawn", ", ".join(sorted(set(reasons))))
    return ItemState("unclear", ", ".join(sorted(set(reasons))) or "it answers with other works")


def check_work(
    provider: Provider,
    client: Callable[[], PoliteClient],
    prober: LinkProber,
    identifier: str,
    url: str,
) -> ItemState:
    """Return what a provider says of one work or, where it cannot tell, what the work's file says.

    The client is made only for a provider that can be asked: it may need a key.

    Raises:
        StoppedError: the provider would have to be waited for beyond the client's deadline.
        BudgetSpentError: no request for a file is left.
    """
    if has_items(provider):
        try:
            found = check_item(provider, client(), identifier)
        except StoppedError:
            raise
        except CatalogError as error:
            return ItemState("unclear", str(error))
        if found.state != "unclear":
            return found
    probe = prober.probe(url)
    evidence = f"its file: {probe.detail or probe.status}"
    if probe.state == "gone":
        return ItemState("file_gone", evidence)
    return ItemState("alive" if probe.state in {"alive", "moved"} else "unclear", evidence)
