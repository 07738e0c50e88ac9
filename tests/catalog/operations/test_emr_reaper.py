from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from catalog.operations.emr_reaper import reap
from catalog.operations.names import PIPELINE_TAG

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)
LONG = timedelta(hours=3)


def emr(ended: list[str], ages: dict[str, timedelta]) -> Any:
    """Return a client of clusters of these ages; EMR's own stand-in knows no creation times."""

    def described(ClusterId: str) -> dict[str, Any]:
        timeline = {"CreationDateTime": NOW - ages[ClusterId]}
        tags = [] if ClusterId == "others" else [{"Key": PIPELINE_TAG, "Value": "etl"}]
        cluster = {"Id": ClusterId, "Name": "x", "Tags": tags, "Status": {"Timeline": timeline}}
        return {"Cluster": cluster}

    pages = [{"Clusters": [{"Id": name} for name in ages]}]
    return SimpleNamespace(
        get_paginator=lambda _: SimpleNamespace(paginate=lambda **_: pages),
        describe_cluster=described,
        terminate_job_flows=lambda JobFlowIds: ended.extend(JobFlowIds),
    )


def test_a_cluster_is_ended_when_it_is_older_than_allowed_and_not_before() -> None:
    ended: list[str] = []
    second = timedelta(seconds=1)
    ages = {"young": LONG - second, "just": LONG, "old": LONG + second, "others": 9 * LONG}
    reap(emr(ended, ages), older_than=LONG, now=NOW, dry_run=True)
    assert ended == []
    assert [one.id for one in reap(emr(ended, ages), older_than=LONG, now=NOW)] == ["old"]
    assert ended == ["old"]
