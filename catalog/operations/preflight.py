"""Checks before a cluster is started: inputs, estimated cost, the account's quota."""

import math
from typing import Any, Protocol

from catalog.errors import CatalogError
from catalog.operations.cost import DEFAULT_INSTANCE, cheapest, estimate, in_words, prices
from catalog.operations.pipelines import Pipeline
from catalog.operations.run_state import CrawlRun, write_inputs


class Quotas(Protocol):
    """The one call of a Service Quotas client that is needed."""

    def get_service_quota(self, *, ServiceCode: str, QuotaCode: str) -> Any:  # noqa: N803
        """Return the quota's value."""
        ...


class QuotaTooSmallError(CatalogError):
    """The account may not have as many spot vCPUs as the cluster asks for."""


def check_quota(quotas: Quotas, code: str, vcpus: int) -> float:
    """Return the account's quota of spot vCPUs if it is large enough.

    Raises:
        QuotaTooSmallError: it is not; the message says where to ask for more.
    """
    answer = quotas.get_service_quota(ServiceCode="ec2", QuotaCode=code)
    allowed = float(answer["Quota"]["Value"])
    if allowed < vcpus:
        raise QuotaTooSmallError(
            f"The cluster asks for {vcpus} spot vCPUs and the account may have {allowed:g}. "
            f"Ask for more in Service Quotas (ec2, {code}) or lower crawl.task_vcpus."
        )
    return allowed


def plan(
    run: CrawlRun,
    pipeline: Pipeline,
    *,
    limit: int | None,
    vcpus: int,
    quotas: Quotas,
    quota_code: str,
    within: float,
) -> dict[str, Any]:
    """List a run's inputs and say what a cluster of that many spot vCPUs would take and cost.

    `cheapest` names the machines that would do it for the least within so many hours, which a
    person who is to approve the cost may want to know.

    Raises:
        UsageError: there is nothing to read.
        QuotaTooSmallError: the account may not have such a cluster.
    """
    check_quota(quotas, quota_code, vcpus)
    nodes = math.ceil(vcpus / prices()["instances"][DEFAULT_INSTANCE]["vcpu"])
    items = pipeline.inputs(run.crawl)[:limit]
    size = pipeline.size(run.crawl, items)
    expected = estimate(size, file_count=len(items), nodes=nodes)
    return {
        "files": len(items),
        "bytes": size,
        "vcpus": vcpus,
        "hours": round(expected.hours, 2),
        "usd": round(expected.usd, 2),
        "cheapest": in_words(cheapest(size, file_count=len(items), within=within)),
        "prices_of": expected.prices_of,
        "inputs": write_inputs(run, items, 1),
    }
