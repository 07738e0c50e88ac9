"""The platform really deployed, with the CDK's own command line, and its machines really run."""

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from catalog.database import server as database_server
from catalog.database.connection import connect
from catalog.errors import UsageError
from catalog.files.http import HttpLimits
from catalog.ingestion import invocations
from catalog.lake.publish import publish
from catalog.operations import approvals
from catalog.operations.doctor import examine
from catalog.providers import clevelandmuseum, inaturalist, registry
from catalog.providers.base import ReingestionRule
from local_aws import clusters
from local_aws.custom_resources import finish
from local_aws.deploy import bootstrap, deploy, destroy, publish_sample
from local_aws.environment import LocalAws
from local_aws.server import local_aws
from scripts import account_check
from scripts.provider_api import page
from tests.catalog.fakeapi import Answering, FakeApi, as_json, fake_provider, offset_pages, serving
from tests.catalog.ingestion.inaturalist_files import write_files
from tests.stacks.platform_view import (
    LAKE,
    LANDING,
    change_function,
    notice,
    notices,
    objects,
    open_inbox,
    outcome,
    read,
    states,
    until,
)

CRAWL = "CC-MAIN-2026-43"
MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine"
ETL = f"{MACHINES}:common-crawl-etl"
IMAGES = f"{MACHINES}:common-crawl-provider-images"
INGEST = f"{MACHINES}:openverse-ingest"
FILES = f"{MACHINES}:openverse-ingest-files"
REINGEST = f"{MACHINES}:openverse-reingest"

pytestmark = pytest.mark.infra


@pytest.fixture(scope="module")
def aws(dev) -> Iterator[LocalAws]:
    with local_aws() as running:
        bootstrap(running, dev.path)
        publish_sample(running)
        deploy(running, dev.path)
        open_inbox(running)
        yield running


@pytest.fixture
def start(aws) -> Iterator[Callable[..., str]]:
    """Start an execution; afterwards nothing is left of the run."""
    clusters.OUTCOMES.clear()
    clusters.STARTED.clear()

    def begin(machine: str = ETL, /, **request: Any) -> str:
        execution = aws.client("stepfunctions").start_execution(
            stateMachineArn=machine, name=str(uuid.uuid4()), input=json.dumps(request)
        )
        arn: str = execution["executionArn"]
        return arn

    yield begin
    s3 = aws.client("s3")
    for prefix in ("runs/", "output/", "data/", "reviews"):
        for key in objects(aws, prefix):
            s3.delete_object(Bucket=LAKE, Key=key)
    notices(aws)


@pytest.fixture
def run(aws, start) -> Callable[..., dict[str, Any]]:
    """Run a state machine to its end, whatever it costs."""
    return lambda **request: outcome(aws, start(accept_cost=True, **request))


def test_every_named_resource_exists_with_its_settings(aws):
    glue, athena = aws.client("glue"), aws.client("athena")
    job = glue.get_job(JobName="ProcessCommonCrawlData")["Job"]
    trigger = glue.get_trigger(Name="trg_ProcessCommonCrawlData")["Trigger"]
    crawler = glue.get_crawler(Name="LoadCommonCrawlData")["Crawler"]
    table = glue.get_table(DatabaseName="commonsmapper", Name="data")["Table"]
    queries = [
        athena.get_named_query(NamedQueryId=name)["NamedQuery"]["Name"]
        for name in athena.list_named_queries(WorkGroup="openverse")["NamedQueryIds"]
    ]
    database = aws.client("rds").describe_db_clusters()["DBClusters"][0]
    assert {
        "job": (job["GlueVersion"], job["Timeout"], job["Command"]["ScriptLocation"]),
        "trigger": (trigger["Schedule"], trigger["Actions"][0]["JobName"]),
        "crawler": (crawler["DatabaseName"], crawler["Role"] != ""),
        "partition": table["PartitionKeys"][0]["Name"],
        "queries": queries,
        "database": (database["DBClusterIdentifier"], database["DatabaseName"], database["Port"]),
    } == {
        "job": ("5.0", 60, f"s3://{LAKE}/glue/scripts/process_common_crawl_data.py"),
        "trigger": ("cron(0 23 7 * ? *)", "ProcessCommonCrawlData"),
        "crawler": ("commonsmapper", True),
        "partition": "crawl",
        "queries": ["Top_CC_Licensed_Domains"],
        "database": ("openledger", "openledger", 5433),
    }


def test_scripts_lie_where_clusters_and_jobs_look_for_them(aws):
    assert objects(aws, "scripts/extract_cc") + objects(aws, "glue/scripts/") == [
        "scripts/extract_cc_links.py",
        "glue/scripts/ingest_files.py",
        "glue/scripts/process_common_crawl_data.py",
    ]


def test_buckets_are_encrypted_private_versioned_and_cleaned(aws):
    s3 = aws.client("s3")
    rules = s3.get_bucket_lifecycle_configuration(Bucket=LAKE)["Rules"]
    encryption = s3.get_bucket_encryption(Bucket=LAKE)["ServerSideEncryptionConfiguration"]
    block = s3.get_public_access_block(Bucket=LAKE)["PublicAccessBlockConfiguration"]
    assert (
        {rule["ID"]: rule.get("Expiration", {}).get("Days") for rule in rules},
        encryption["Rules"][0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"],
        set(block.values()),
        s3.get_bucket_versioning(Bucket=LAKE)["Status"],
    ) == (
        {"housekeeping": None, "log": 400, "athena-results": 30},
        "aws:kms",
        {True},
        "Enabled",
    )


def test_a_new_crawl_is_extracted_verified_and_marked_ready(aws, run):
    execution = run()
    ready = json.loads(read(aws, f"runs/common-crawl-etl/{CRAWL}/ready.json"))
    written = [key for key in objects(aws, f"output/{CRAWL}/") if key.endswith(".parquet")]
    assert states(aws, execution)[-4:] == ["IsItEnough", "MarkReady", "NotifyReady", "Ready"]
    assert (execution["status"], len(written), ready["rows"] > 100, ready["coverage"]["share"]) == (
        "SUCCEEDED",
        4,
        True,
        1.0,
    )
    assert notice(aws) == {
        "subject": "Common Crawl ETL: ready",
        "text": f"Common Crawl ETL of {CRAWL} is ready: 4 of 4 inputs have their output.",
    }


def test_the_cluster_is_described_as_the_stack_says(aws, run):
    run()
    (cluster,) = clusters.STARTED
    assert (cluster.name, cluster.log_uri, cluster.release_label, cluster._tags) == (
        f"Common Crawl ETL {CRAWL} attempt 1",
        f"s3://{LAKE}/log/pipeline/common-crawl-etl/",
        "emr-7.13.0",
        {
            "for-use-with-amazon-emr-managed-policies": "true",
            "openverse:pipeline": "common-crawl-etl",
            "openverse:crawl": CRAWL,
        },
    )


def test_a_crawl_that_is_done_is_not_done_again(aws, run):
    run()
    execution = run()
    assert (execution["status"], states(aws, execution)[-1], len(clusters.STARTED)) == (
        "SUCCEEDED",
        "NothingToDo",
        1,
    )


def test_a_crawl_that_is_done_is_done_again_when_forced(aws, run):
    run()
    run(force=True)
    assert len(clusters.STARTED) == 2


def test_a_crawl_that_is_not_there_yet_is_waited_for(aws, run):
    execution = run(crawl="CC-MAIN-2026-51")
    assert (execution["status"], json.loads(execution["output"])["run"]) == (
        "SUCCEEDED",
        {
            "crawl": "CC-MAIN-2026-51",
            "action": "wait",
            "reason": "CC-MAIN-2026-51 has not been published yet",
        },
    )


def test_a_second_execution_leaves_the_work_to_the_first(aws, start):
    clusters.OUTCOMES.append("hang")
    first = start(accept_cost=True)
    until(lambda: clusters.STARTED)
    second = outcome(aws, start())
    clusters.STARTED[0].terminate()
    outcome(aws, first)
    assert json.loads(second["output"])["run"]["action"] == "running"


def test_a_failed_cluster_is_told_with_crawl_step_cluster_and_logs(aws, run):
    clusters.OUTCOMES.append("fail")
    execution = run()
    (cluster,) = clusters.STARTED
    told = notice(aws)
    assert (execution["status"], execution["error"], told["subject"]) == (
        "FAILED",
        "PipelineFailed",
        "Common Crawl ETL: failed",
    )
    assert told["text"].splitlines()[1:5] == [
        f"Crawl: {CRAWL}",
        "Step: cluster",
        f"Cluster: {cluster.id} (ended)",
        f"Logs: s3://{LAKE}/log/pipeline/common-crawl-etl/{cluster.id}/",
    ]
    assert "Step failed: exit code 1" in told["text"]


def test_a_failed_run_can_be_started_again(aws, run):
    clusters.OUTCOMES.append("fail")
    run()
    assert run()["status"] == "SUCCEEDED"


def test_what_a_cluster_left_out_is_given_to_a_second_one(aws, run):
    clusters.OUTCOMES.append("lose half")
    execution = run()
    second_list = read(aws, f"runs/common-crawl-etl/{CRAWL}/inputs-2.txt").decode().split()
    ready = json.loads(read(aws, f"runs/common-crawl-etl/{CRAWL}/ready.json"))
    assert (execution["status"], len(second_list), ready["coverage"]["found"]) == (
        "SUCCEEDED",
        2,
        4,
    )
    assert "RedriveFailed" in states(aws, execution)


def test_too_little_after_the_second_cluster_fails(aws, run):
    clusters.OUTCOMES.extend(["lose half", "lose half"])
    execution = run()
    assert (execution["status"], execution["cause"], len(clusters.STARTED)) == (
        "FAILED",
        "coverage",
        2,
    )


def test_a_cluster_that_never_ends_is_ended_and_told(aws, run):
    clusters.OUTCOMES.append("hang")
    execution = run()
    (cluster,) = clusters.STARTED
    assert (execution["status"], execution["cause"], cluster.state) == (
        "FAILED",
        "deadline",
        "TERMINATED",
    )
    assert "Step: deadline" in notice(aws)["text"]


def test_an_estimate_above_the_limit_waits_until_a_person_approves(aws, start):
    arn = start()
    question = notice(aws)
    assert (question["subject"], len(clusters.STARTED)) == (
        "Common Crawl ETL: approve the cost?",
        0,
    )
    assert f"catalog crawl approve --crawl {CRAWL} --pipeline common-crawl-etl" in question["text"]
    steps = aws.client("stepfunctions")
    asked = approvals.find(steps, CRAWL)
    assert (asked.pipeline, asked.execution) == ("common-crawl-etl", arn)
    assert asked.token not in question["text"]
    approvals.approve(steps, asked)
    assert (outcome(aws, arn)["status"], len(clusters.STARTED)) == ("SUCCEEDED", 1)


def test_a_refused_cost_ends_the_run_before_a_cluster_is_paid_for(aws, start):
    arn = start()
    notice(aws)
    steps = aws.client("stepfunctions")
    with pytest.raises(UsageError, match=r"CC-MAIN-2026-01. These do: CC-MAIN-2026-43 \(common"):
        approvals.find(steps, "CC-MAIN-2026-01")
    approvals.refuse(steps, approvals.find(steps, CRAWL))
    execution = outcome(aws, arn)
    assert (execution["status"], execution["cause"], len(clusters.STARTED)) == (
        "FAILED",
        "cost approval",
        0,
    )
    assert "Refused" in notice(aws)["text"]


def test_the_reaper_ends_clusters_that_nobody_looks_after_and_no_others(aws, start):
    clusters.OUTCOMES.extend(["hang", "hang"])
    first = start(accept_cost=True)
    until(lambda: clusters.STARTED)
    (old,) = clusters.STARTED
    aws.client("stepfunctions").stop_execution(executionArn=first)
    old.creation_datetime -= timedelta(hours=4)
    second = start(accept_cost=True)
    until(lambda: len(clusters.STARTED) == 2)
    answer = aws.client("lambda").invoke(FunctionName="openverse-reap-clusters", Payload=b"{}")
    clusters.STARTED[1].terminate()
    outcome(aws, second)
    assert json.loads(answer["Payload"].read()) == {"ended": [old.id], "dry_run": False}
    assert old.state == "TERMINATED"


def test_images_of_approved_providers_are_read_out_of_a_published_crawl(aws, run, start):
    run()
    publish(CRAWL, output=f"s3://{LAKE}/output", lake=f"s3://{LAKE}")
    review = {"decision": "approved", "provider": "wiki", "note": "", "decided_on": "2026-11-01"}
    reviews = json.dumps({"wiki.example": review}).encode()
    aws.client("s3").put_object(Bucket=LAKE, Key="reviews.json", Body=reviews)
    execution = outcome(aws, start(IMAGES, accept_cost=True))
    ready = json.loads(read(aws, f"runs/common-crawl-provider-images/{CRAWL}/ready.json"))
    written = aws.client("s3").list_objects_v2(
        Bucket=LAKE.replace("-v2", ""), Prefix=f"common_crawl_image_data/{CRAWL}/wiki/"
    )["Contents"]
    assert execution["status"] == "SUCCEEDED"
    assert ready["rows"] > 10
    assert any(item["Key"].endswith(".csv") for item in written)


def test_images_wait_until_a_provider_is_approved(aws, run, start):
    run()
    publish(CRAWL, output=f"s3://{LAKE}/output", lake=f"s3://{LAKE}")
    execution = outcome(aws, start(IMAGES, accept_cost=True))
    assert json.loads(execution["output"])["run"] == {
        "crawl": CRAWL,
        "action": "wait",
        "reason": f"no provider is approved in s3://{LAKE}/reviews.json",
    }


def test_a_provider_is_pulled_into_the_landing_zone_and_loaded(aws, start, monkeypatch):
    quick = replace(clevelandmuseum.PROVIDER, limits=HttpLimits(delay=0.01), expect=None)
    monkeypatch.setattr(registry, "provider", lambda _: quick)
    with serving(lambda _, query: as_json(page(query | {"limit": "5"}, 20))) as api:
        change_function(aws, "openverse-ingest-clevelandmuseum", {"PROVIDER_URL": api.url})
        execution = outcome(aws, start(INGEST, provider="clevelandmuseum"))
    output = json.loads(execution["output"])
    with connect(database_server.url(aws.database)) as connection:
        loaded = connection.execute("SELECT count(*) FROM image").fetchone()
    landed = aws.client("s3").list_objects_v2(Bucket=LANDING)
    assert (execution["status"], output["pulled"]["written"], output["counts"]["inserted"]) == (
        "SUCCEEDED",
        18,
        18,
    )
    assert loaded == (18,)
    assert any(item["Key"].endswith(".parquet") for item in landed["Contents"])


@pytest.fixture
def fake(aws, monkeypatch) -> Callable[..., AbstractContextManager[FakeApi]]:
    """Put a small API in the place of a provider, whose function has a second for a round."""

    @contextmanager
    def begin(name: str, answer: Answering, *, stay: int = 300, **rules: Any) -> Iterator[FakeApi]:
        monkeypatch.setattr(invocations, "STAY_AWAY", stay)
        change_function(aws, f"openverse-ingest-{name}", {}, Timeout=61)
        with serving(answer) as api:
            provider = fake_provider(api.url, name=name, **rules)
            monkeypatch.setattr(registry, "provider", lambda _: provider)
            yield api

    return begin


def test_a_provider_that_asks_to_be_left_alone_is_asked_again_later(aws, start, fake):
    answers = iter([(429, {"Retry-After": "2"}, b"")])
    pages = offset_pages(20)

    with fake("nappy", lambda path, query: next(answers, None) or pages(path, query), stay=2):
        execution = outcome(aws, start(INGEST, provider="nappy"))
    passed = states(aws, execution)
    assert (execution["status"], json.loads(execution["output"])["pulled"]["written"]) == (
        "SUCCEEDED",
        20,
    )
    assert passed[:6] == ["Begin", "IsItPulled", "Pull", "CountPull", "IsPullDone", "LeaveAlone"]


@pytest.mark.xfail(
    reason="what comes after a pull that failed is new, and not right on the local AWS yet",
    strict=False,
)
def test_a_provider_that_is_never_to_be_asked_is_given_up_with_the_event_to_go_on(aws, start, fake):
    with fake("nappy", lambda _path, _query: (429, {"Retry-After": "1"}, b"")):
        execution = outcome(aws, start(INGEST, provider="nappy"))
    told = notice(aws)
    again = json.loads(told["text"].splitlines()[-1])
    assert (execution["status"], execution["error"], execution["cause"]) == (
        "FAILED",
        "PullFailed",
        "It asked to be left alone for more than 0.2 minutes.",
    )
    assert told["subject"] == "A provider could not be pulled"
    assert (again["provider"], again["done"], again["cursor"]["step"]) == ("nappy", False, 0)


def test_what_is_pulled_already_is_loaded_without_asking_the_provider(aws, start):
    event = {"provider": "nappy", "done": True, "counts": {"written": 0}, "folders": []}
    execution = outcome(aws, start(INGEST, **event))
    assert states(aws, execution) == [
        "Begin",
        "IsItPulled",
        "WhatToLoad",
        "Load",
        "CountLoad",
        "IsLoadDone",
        "IsAllPulled",
        "Done",
    ]


def test_old_days_are_pulled_again_and_loaded(aws, start, fake):
    rule = ReingestionRule((2, 0, 0, 0, 0, 0), parallel=2)
    with fake("met", offset_pages(3), dated=True, reingestion=rule):
        execution = outcome(aws, start(REINGEST, provider="met"))
    today = datetime.now(UTC).date()
    landed = aws.client("s3").list_objects_v2(Bucket=LANDING, Prefix="image/fake/")["Contents"]
    reports = [item["Key"] for item in landed if f"reingestion={today}/_report" in item["Key"]]
    assert (execution["status"], json.loads(execution["output"])["statuses"]["all"]) == (
        "SUCCEEDED",
        ["SUCCEEDED", "SUCCEEDED", "SUCCEEDED"],
    )
    assert len(reports) == 3


@pytest.mark.xfail(
    reason="what comes after a pull that failed is new, and not right on the local AWS yet",
    strict=False,
)
def test_an_old_day_that_fails_is_told_and_lets_the_others_go_on(aws, start, fake):
    rule = ReingestionRule((1, 0, 0, 0, 0, 0))
    with fake(
        "met",
        lambda _path, _query: (429, {"Retry-After": "1"}, b""),
        dated=True,
        reingestion=rule,
    ):
        execution = outcome(aws, start(REINGEST, provider="met"))
    told = [message["Subject"] for message in until(lambda: notices(aws))]
    assert (execution["status"], execution["error"], told) == (
        "FAILED",
        "SomeDaysFailed",
        ["A provider could not be pulled"] * 2,
    )


def test_files_of_a_provider_are_landed_and_loaded_once(aws, start, tmp_path, monkeypatch):
    folder = write_files(tmp_path / "files")
    with serving(lambda path, _query: (200, {}, (folder / path[1:]).read_bytes())) as api:
        moved = replace(inaturalist.PROVIDER, url=f"{api.url}/photos.csv.gz")
        monkeypatch.setattr(registry, "provider", lambda _: moved)
        runs = [outcome(aws, start(FILES, provider="inaturalist")) for _ in range(2)]
    landed, again = (json.loads(run["output"]) for run in runs)
    assert (landed["pulled"]["written"], landed["counts"]["inserted"], again["folders"]) == (
        4,
        4,
        [],
    )
    assert [run["status"] for run in runs] == ["SUCCEEDED", "SUCCEEDED"]


@pytest.mark.xfail(
    reason="what comes after a pull that failed is new, and not right on the local AWS yet",
    strict=False,
)
def test_files_that_cannot_be_had_are_told(aws, start):
    execution = outcome(aws, start(FILES, provider="met"))
    told = notice(aws)
    assert (execution["status"], execution["error"], told["subject"]) == (
        "FAILED",
        "FilesFailed",
        "The files of a provider could not be landed",
    )
    assert told["text"].startswith("Provider: met\n")


@pytest.mark.parametrize(
    ("machine", "given", "takes"),
    [
        (ETL, {"accept_costs": True}, "nothing, or crawl (CC-MAIN-YYYY-WW or latest), force and"),
        (ETL, {"crawl": "2026-43"}, "nothing, or crawl (CC-MAIN-YYYY-WW or latest), force and"),
        (INGEST, {}, "provider, one of "),
        (INGEST, {"provider": "flickrr"}, "provider, one of "),
        (INGEST, {"provider": "met", "dya": "2026-11-01"}, "provider, one of "),
        (REINGEST, {}, "provider, one of "),
        (FILES, {}, "provider, one of "),
    ],
)
def test_an_input_that_cannot_be_used_is_refused_at_once_and_told(
    aws, start, machine, given, takes
):
    execution = outcome(aws, start(machine, **given))
    told = notice(aws)
    name = machine.rpartition(":")[2]
    assert (execution["status"], execution["error"], told["subject"]) == (
        "FAILED",
        "InvalidInput",
        f"{name}: refused",
    )
    assert execution["cause"].startswith(f"The input of {name} is not right: it takes {takes}")
    assert states(aws, execution) == ["NotifyRefusal", "Refused"]
    assert json.dumps(given, separators=(",", ":")) in told["text"].replace(": ", ":")


def test_the_clocks_of_glue_are_switched_both_ways(aws, dev, prod):
    def state():
        trigger = aws.client("glue").get_trigger(Name="trg_ProcessCommonCrawlData")["Trigger"]
        return trigger["State"]

    def switch(assembly):
        for item in assembly.template("Lake")["Resources"].values():
            if item["Type"] == "Custom::AWS":
                finish(aws, item["Type"], item["Properties"])

    before = state()
    switch(prod)
    on = state()
    switch(dev)
    assert (before, on, state()) == ("DEACTIVATED", "ACTIVATED", "DEACTIVATED")


def test_every_provider_that_is_not_retired_has_exactly_one_schedule(aws):
    found = aws.client("scheduler").list_schedules(NamePrefix="openverse-ingest-", MaxResults=100)
    names = [item["Name"] for item in found["Schedules"]]
    registered = [item.name for item in registry.providers() if item.schedule]
    assert sorted(names) == [f"openverse-ingest-{name}" for name in registered]


def test_the_doctor_finds_a_deployed_account_fit_but_for_who_is_told_and_the_first_uses(aws):
    found = {item.check: item for item in examine(aws.client, vcpus=64, reserve=False)}
    verdicts = {check: item.verdict for check, item in found.items() if "secret" not in check}
    assert verdicts.pop("notices") == "ok"  # the inbox of these tests
    verdicts.pop("DescribeKey", None)  # moto answers 500 for an alias that CloudFormation made
    assert {check: found[check].found for check, said in verdicts.items() if said != "ok"} == {
        "role AWSServiceRoleForEMRCleanup": "made with the first cluster",
        "role AWSServiceRoleForEC2Spot": "made with the first cluster",
    }


@pytest.mark.xfail(
    reason="what comes after a pull that failed is new, and not right on the local AWS yet",
    strict=False,
)
def test_every_step_of_the_nightly_check_works(aws, start, fake, monkeypatch):
    """What .github/workflows/account.yml does on a real account; Athena's answer is given here."""
    monkeypatch.setattr(account_check, "POLL_SECONDS", 0.2)
    answer = {"rows": [{"Data": [{"VarCharValue": "609"}]}], "column_info": []}
    queue = {"account_id": "123456789012", "region": "us-east-1", "results": [answer]}
    url = f"{aws.url}/moto-api/static/athena/query-results"
    requests.post(url, json=queue, timeout=10).raise_for_status()
    done = [account_check.STEPS[step](aws.client) for step in ("crawl", "publish", "query")]
    with fake("nappy", offset_pages(20)):
        done.append(account_check.provider(aws.client))
    assert done[0] == f"{CRAWL}: 4 files extracted"
    assert done[1].endswith(": published")
    assert done[2:] == ["609 links in the lake", "nappy: 20 records written, 20 inserted"]


def test_popularity_is_refreshed_in_rounds(aws, start):
    execution = outcome(aws, start(f"{MACHINES}:openverse-refresh-popularity"))
    assert (execution["status"], json.loads(execution["output"])["done"]) == ("SUCCEEDED", True)


def test_deploying_again_changes_nothing(aws, dev):
    said = deploy(aws, dev.path)
    stacks = len(dev.templates())
    assert said.count("(no changes)") == stacks


def test_destroying_leaves_nothing(aws, dev):
    destroy(aws, dev.path)
    left = {
        "buckets": [
            bucket["Name"]
            for bucket in aws.client("s3").list_buckets()["Buckets"]
            if not bucket["Name"].startswith(("cdk-", "commoncrawl"))
        ],
        "machines": aws.client("stepfunctions").list_state_machines()["stateMachines"],
        "jobs": aws.client("glue").get_jobs()["Jobs"],
        "functions": aws.client("lambda").list_functions()["Functions"],
        "databases": aws.client("rds").describe_db_clusters()["DBClusters"],
        "schedules": aws.client("scheduler").list_schedules()["Schedules"],
        "alarms": aws.client("cloudwatch").describe_alarms()["MetricAlarms"],
    }
    assert left == dict.fromkeys(left, [])
