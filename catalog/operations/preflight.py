"""Before a cluster is paid for: what it would take, and whether the account may have it.

A crawl may take two clusters: one for everything, and one for what the first left out, as large as
that asks for. What the second costs for `SECOND_SHARE` of the inputs is inside the question before
the first is paid for; more of it is a question of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.errors import CatalogError, UsageError
from catalog.operations.cost import Estimate, cheapest, estimate, in_words, prices
from catalog.operations.pipelines import Pipeline
from catalog.operations.run_state import CrawlRun, write_inputs

# Of the inputs, so many may need the second cluster without anybody being asked again.
SECOND_SHARE = 0.1


class Quotas(Protocol):
    """The one call of a Service Quotas client that is needed."""

    def get_service_quota(self, *, ServiceCode: str, QuotaCode: str) -> Any:
        """Return the quota's value."""
        ...


class QuotaTooSmallError(CatalogError):
    """The account may not have as many spot vCPUs as the cluster asks for."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """The working nodes that a cluster asks for.

    Attributes:
        vcpus: how many, in all.
        types: of which EMR takes what is cheap and there; the estimate is made with the cheapest
            that has a price here and is done in time.
        smallest: vCPUs that a cluster has at least: no type is larger.
        core_nodes: on-demand nodes beside them.
        within_hours: the deadline.
    """

    vcpus: int
    types: Sequence[str]
    smallest: int
    core_nodes: int
    within_hours: float

    def estimate(self, size_bytes: int, files: int) -> Estimate:
        """Return what reading so much would take.

        Raises:
            UsageError: none of the types has a price.
        """
        known = prices()["instances"]
        estimates = [
            estimate(
                size_bytes,
                file_count=files,
                instance_type=name,
                nodes=math.ceil(self.vcpus / known[name]["vcpu"]),
                core_nodes=self.core_nodes,
            )
            for name in self.types
            if name in known
        ]
        if not estimates:
            raise UsageError(f"there is no price for any of {', '.join(self.types)}.")
        in_time = [each for each in estimates if each.hours <= self.within_hours]
        if not in_time:
            return min(estimates, key=lambda each: each.hours)
        return min(in_time, key=lambda each: each.usd)

    def for_share(self, share: float) -> "Fleet":
        """Return the fleet that reads a share (0 to 1) of the inputs in about the same time."""
        blocks = math.ceil(self.vcpus * share / self.smallest)
        vcpus = min(self.vcpus, max(1, blocks) * self.smallest)
        return Fleet(vcpus, self.types, self.smallest, self.core_nodes, self.within_hours)


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
    fleet: Fleet,
    *,
    limit: int | None,
    quotas: Quotas,
    quota_code: str,
) -> dict[str, Any]:
    """List a run's inputs and say what clusters for those without output would take and cost.

    Returns:
        `files` and `bytes` of all inputs, how many are `left` to be read; `vcpus`, `hours` and
        `usd` of the first cluster with the `type` that they are of, `second_usd` that another one
        for a tenth would cost, `most_usd` of both, and `inputs`, where they are listed. `cheapest`
        names the machines that would do it for the least by the deadline, which a person who is to
        approve the cost may want to know.

    Raises:
        UsageError: there is nothing to read.
        QuotaTooSmallError: the account may not have such a cluster.
    """
    items = pipeline.inputs(run.crawl)[:limit]
    size = pipeline.size(run.crawl, items)
    left = len(pipeline.missing(items, run))
    smaller, expected = _for_left(fleet, size, len(items), left)
    if left:
        check_quota(quotas, quota_code, smaller.vcpus)
    cost = expected.usd if left else 0.0
    second = plan_rest(fleet, size, len(items), math.ceil(SECOND_SHARE * left))["usd"]
    return {
        "files": len(items),
        "left": left,
        "bytes": size,
        "vcpus": smaller.vcpus,
        "type": expected.instance_type,
        "hours": round(expected.hours, 2) if left else 0.0,
        "usd": round(cost, 2),
        "second_usd": second,
        "most_usd": round(cost + second, 2),
        "cheapest": in_words(cheapest(size, file_count=len(items), within=fleet.within_hours)),
        "prices_of": expected.prices_of,
        "inputs": write_inputs(run, items, 1),
    }


def plan_rest(fleet: Fleet, size_bytes: int, files: int, left: int) -> dict[str, Any]:
    """Return the vCPUs of a cluster for the inputs that are left, its hours and its cost.

    The fleet was to read all; the sizes of files are about the same.
    """
    smaller, expected = _for_left(fleet, size_bytes, files, left)
    return {
        "vcpus": smaller.vcpus,
        "hours": round(expected.hours, 2),
        "usd": round(expected.usd, 2) if left else 0.0,
    }


def _for_left(fleet: Fleet, size_bytes: int, files: int, left: int) -> tuple[Fleet, Estimate]:
    share = left / max(1, files)
    smaller = fleet.for_share(share)
    return smaller, smaller.estimate(max(1, round(size_bytes * share)), max(1, left))
