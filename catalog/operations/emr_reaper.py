"""Crawl clusters that should have ended: which they are, and ending them.

A cluster ends itself, and its state machine ends it when something goes wrong. This is for what is
left when a person stopped the state machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from catalog.operations.names import PIPELINE_TAG

if TYPE_CHECKING:
    from mypy_boto3_emr import EMRClient
    from mypy_boto3_emr.literals import ClusterStateType

_ALIVE: "tuple[ClusterStateType, ...]" = ("STARTING", "BOOTSTRAPPING", "RUNNING", "WAITING")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that is paid for."""

    id: str
    name: str
    pipeline: str
    created: datetime


def iter_clusters(emr: "EMRClient") -> Iterator[Cluster]:
    """Yield the clusters alive that carry our tag."""
    for page in emr.get_paginator("list_clusters").paginate(ClusterStates=list(_ALIVE)):
        for summary in page["Clusters"]:
            cluster = emr.describe_cluster(ClusterId=summary["Id"])["Cluster"]
            tags = {tag["Key"]: tag["Value"] for tag in cluster.get("Tags", [])}
            if PIPELINE_TAG in tags:
                created = cluster["Status"]["Timeline"]["CreationDateTime"]
                yield Cluster(cluster["Id"], cluster["Name"], tags[PIPELINE_TAG], created)


def reap(
    emr: "EMRClient", *, older_than: timedelta, now: datetime, dry_run: bool = False
) -> Sequence[Cluster]:
    """End our clusters that have been alive for longer than that, and return them.

    Ending a cluster that is ending already does no harm, so calling this twice is safe.
    """
    late = [cluster for cluster in iter_clusters(emr) if now - cluster.created > older_than]
    if late and not dry_run:
        emr.terminate_job_flows(JobFlowIds=[cluster.id for cluster in late])
    return late
