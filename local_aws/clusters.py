"""Crawl clusters: moto keeps the record of one, and its step is done here, without Spark.

How a cluster fares is decided by `OUTCOMES`, the next one first: a test puts there what should go
wrong.
"""

import logging
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Literal

from moto.core.utils import utcnow
from moto.emr.models import Cluster, ElasticMapReduceBackend

from local_aws.calls import made_by
from local_aws.steps import run_step

if TYPE_CHECKING:
    from local_aws.environment import LocalAws

ClusterOutcome = Literal["work", "fail", "hang", "lose half"]
OUTCOMES: deque[ClusterOutcome] = deque()
STARTED: list[Cluster] = []
_THREADS: list[threading.Thread] = []

_original_run = ElasticMapReduceBackend.run_job_flow
_original_status = Cluster.status
logger = logging.getLogger(__name__)


def install(aws: "LocalAws") -> None:
    """Make moto's clusters do their step and end, as clusters without keep-alive do."""

    def run_job_flow(self: ElasticMapReduceBackend, **request: Any) -> Cluster:
        cluster = _original_run(self, **request)
        cluster.state = "RUNNING"
        STARTED.append(cluster)
        outcome: ClusterOutcome = OUTCOMES.popleft() if OUTCOMES else "work"
        thread = threading.Thread(target=_live, args=(aws, cluster, outcome), daemon=True)
        _THREADS.append(thread)
        thread.start()
        return cluster

    def status(self: Cluster) -> dict[str, Any]:
        found: dict[str, Any] = _original_status.fget(self)
        found["StateChangeReason"]["Code"] = getattr(self, "reason_code", None)
        return found

    ElasticMapReduceBackend.run_job_flow = run_job_flow
    Cluster.status = property(status)


def end_all() -> None:
    """Wait for the steps that are under way, and forget every cluster."""
    for thread in _THREADS:
        thread.join()
    for known in (_THREADS, STARTED, OUTCOMES):
        known.clear()


def _live(aws: "LocalAws", cluster: Cluster, outcome: ClusterOutcome) -> None:
    if outcome == "hang":
        return
    try:
        if outcome == "fail":
            raise RuntimeError("Step failed: exit code 1")
        with made_by(f"nodes {cluster.job_flow_role}"):
            for step in cluster.steps:
                run_step(aws, step.args, lose_half=outcome == "lose half")
        _end(cluster, "TERMINATED", "ALL_STEPS_COMPLETED", "Steps completed")
    except Exception as error:
        logger.exception("the step of %s failed", cluster.id)
        _end(cluster, "TERMINATED_WITH_ERRORS", "STEP_FAILURE", str(error))


def _end(cluster: Cluster, state: str, code: str, message: str) -> None:
    if cluster.state == "RUNNING":
        cluster.reason_code = code
        cluster.last_state_change_reason = message
        cluster.end_datetime = utcnow()
        cluster.state = state
