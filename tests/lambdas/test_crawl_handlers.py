"""The Lambdas of the crawl pipelines, with events as they are sent, and broken ones."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.servicequotas.models import ServiceQuotasBackend

from catalog.errors import NotFoundError, UsageError
from catalog.files.s3 import s3_client
from catalog.operations.preflight import QuotaTooSmallError, check_quota
from lambdas.mark_ready import handler as mark_ready
from lambdas.preflight import handler as preflight
from lambdas.reap_clusters import handler as reap_clusters
from lambdas.resolve_crawl import handler as resolve_crawl
from lambdas.verify_coverage import handler as verify_coverage
from lambdas.watch_freshness import handler as watch_freshness
from tests.lambdas.context import context

# Where a handler fails it has measured nothing, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:No application metrics")

CRAWL = "CC-MAIN-2026-43"
SAMPLE = Path(__file__).parents[2] / "sample"
MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:common-crawl-etl"
FLEET = {
    "vcpus": 640,
    "types": ["c7g.4xlarge", "c7g.8xlarge", "c8g.8xlarge"],
    "smallest": 64,
    "core_nodes": 1,
    "within_hours": 2.5,
}
OWN = "arn:aws:states:us-east-1:123456789012:execution:common-crawl-etl:own"


@pytest.fixture(autouse=True)
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "POWERTOOLS_TRACE_DISABLED": "true",
        "POWERTOOLS_SERVICE_NAME": "test",
        "SOURCE": str(SAMPLE),
        "LAKE": str(tmp_path),
        "IMAGES": str(tmp_path / "images"),
        "LANDING": str(tmp_path / "landing"),
        "REAP_AFTER_MINUTES": "180",
    }.items():
        monkeypatch.setenv(name, value)
    s3_client.cache_clear()
    with mock_aws():
        boto3.client("stepfunctions").create_state_machine(
            name="common-crawl-etl",
            definition=json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}),
            roleArn="arn:aws:iam::123456789012:role/crawl",
        )
        yield tmp_path
    s3_client.cache_clear()


def asked(**changes: Any) -> Any:
    event = {
        "pipeline": "common-crawl-etl",
        "crawl": "latest",
        "force": False,
        "execution": OWN,
    }
    return {**event, **changes}


def test_the_newest_crawl_is_resolved() -> None:
    assert resolve_crawl.handler(asked(), context()) == {
        "crawl": CRAWL,
        "action": "run",
        "reason": "it is there and not done yet",
    }


def test_of_two_executions_the_first_goes_on_and_may_ask_again() -> None:
    steps = boto3.client("stepfunctions")
    first, second = (
        steps.start_execution(stateMachineArn=MACHINE, name=name)["executionArn"]
        for name in ("first", "second")
    )
    answers = [
        resolve_crawl.handler(asked(execution=arn), context())["action"]
        for arn in (first, second, first)
    ]
    assert answers == ["run", "running", "run"]


def test_what_an_ended_execution_held_is_taken_over() -> None:
    steps = boto3.client("stepfunctions")
    first = steps.start_execution(stateMachineArn=MACHINE, name="first")["executionArn"]
    resolve_crawl.handler(asked(execution=first), context())
    steps.stop_execution(executionArn=first)

    assert resolve_crawl.handler(asked(), context())["action"] == "run"


def test_a_crawl_that_is_not_published_is_waited_for() -> None:
    answer = resolve_crawl.handler(asked(crawl="CC-MAIN-2026-51"), context())
    assert answer["action"] == "wait"


def test_images_wait_until_there_is_a_partition(lake: Path) -> None:
    answer = resolve_crawl.handler(asked(pipeline="common-crawl-provider-images"), context())
    assert answer == {
        "crawl": "none",
        "action": "wait",
        "reason": f"{lake} has no partition yet: common-crawl-etl goes first",
    }


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"crawl": "yesterday"}, "'yesterday' is no crawl"),
        ({"pipeline": "unknown"}, "'unknown' is no pipeline"),
    ],
)
def test_a_request_that_cannot_be_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        resolve_crawl.handler(asked(**changes), context())


def verified() -> Any:
    return {
        "pipeline": "common-crawl-etl",
        "crawl": CRAWL,
        "attempt": 1,
        "minimum": 0.995,
        "plan": {"bytes": 10**12, "usd": 3.0},
        "fleet": FLEET,
    }


def test_coverage_needs_the_list_that_preflight_wrote() -> None:
    event = verified()
    with pytest.raises(NotFoundError, match=r"inputs-1\.txt does not exist"):
        verify_coverage.handler(event, context())


def test_what_has_no_output_is_listed_for_the_next_attempt(lake: Path) -> None:
    home = lake / "runs" / "common-crawl-etl" / CRAWL
    home.mkdir(parents=True)
    (home / "inputs-1.txt").write_text("s3://c/a.warc.wat.gz\ns3://c/b.warc.wat.gz\n")
    output = lake / "output" / CRAWL
    output.mkdir(parents=True)
    for name in ("a.parquet", "a.report.json", "b.parquet"):
        (output / name).write_bytes(b"")
    event = verified()
    answer = verify_coverage.handler(event, context())
    assert answer == {
        "expected": 2,
        "found": 1,
        "share": 0.5,
        "enough": False,
        "failed": f"{home}/inputs-2.txt",
        "missing": 1,
        "rest": {"vcpus": 320, "hours": 0.2, "usd": 1.62, "total_usd": 4.62},
    }
    assert (home / "inputs-2.txt").read_text() == "s3://c/b.warc.wat.gz\n"


def test_nothing_is_marked_ready_that_has_no_output() -> None:
    event: Any = {
        "pipeline": "common-crawl-etl",
        "crawl": CRAWL,
        "plan": {},
        "coverage": {},
        "cluster": "j-1",
    }
    with pytest.raises(UsageError, match="holds nothing to publish"):
        mark_ready.handler(event, context())


def test_where_no_cluster_is_left_nothing_is_reaped() -> None:
    assert reap_clusters.handler({}, context()) == {"ended": [], "dry_run": False}


def test_a_quota_that_is_too_small_is_told_with_what_to_do() -> None:
    quotas: Any = SimpleNamespace(get_service_quota=lambda **_: {"Quota": {"Value": 640.0}})
    with pytest.raises(QuotaTooSmallError) as error:
        check_quota(quotas, "L-34B43A08", 3200)
    assert str(error.value) == (
        "The cluster asks for 3200 spot vCPUs and the account may have 640. "
        "Ask for more in Service Quotas (ec2, L-34B43A08) or lower crawl.task_vcpus."
    )


def test_freshness_tells_the_days_since_a_provider_was_pulled(lake: Path) -> None:
    report = lake / "landing/image/met/year=2020/month=01/day=01/_report.json"
    report.parent.mkdir(parents=True)
    report.write_text("{}")
    answer = watch_freshness.handler({}, context())
    assert answer["partition"] is None
    assert list(answer["providers"]) == ["met"]
    assert answer["providers"]["met"] > 2000


@pytest.fixture
def spot_vcpus(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Give the account so many spot vCPUs; moto knows no quotas of EC2."""

    def give(count: float) -> None:
        quota = {"ServiceCode": "ec2", "QuotaCode": "L-34B43A08", "Value": count}
        monkeypatch.setattr(ServiceQuotasBackend, "get_service_quota", lambda *_, **__: quota)

    monkeypatch.setenv("FILE_LIMIT", "0")
    monkeypatch.setenv("SPOT_QUOTA", "L-34B43A08")
    return give


def test_a_crawl_is_planned_with_its_inputs_listed_and_its_cost(
    lake: Path, spot_vcpus: Callable[[float], None]
) -> None:
    spot_vcpus(64)
    event: Any = {"pipeline": "common-crawl-etl", "crawl": CRAWL, "fleet": {**FLEET, "vcpus": 64}}
    answer = preflight.handler(event, context())
    listed = lake / "runs" / "common-crawl-etl" / CRAWL / "inputs-1.txt"
    assert (answer["files"], answer["inputs"], answer["type"]) == (4, str(listed), "c7g.8xlarge")
    assert 0 < answer["usd"] < answer["most_usd"] == answer["usd"] + answer["second_usd"] < 2
    assert answer["cheapest"].startswith("1 x c7g.4xlarge: 0.18 h, 0.1")
    assert len(listed.read_text().splitlines()) == 4


def test_nothing_is_planned_for_a_cluster_that_the_account_may_not_have(
    lake: Path, spot_vcpus: Callable[[float], None]
) -> None:
    spot_vcpus(32)
    event: Any = {"pipeline": "common-crawl-etl", "crawl": CRAWL, "fleet": {**FLEET, "vcpus": 64}}
    with pytest.raises(QuotaTooSmallError, match="asks for 64 spot vCPUs and the account may have"):
        preflight.handler(event, context())
