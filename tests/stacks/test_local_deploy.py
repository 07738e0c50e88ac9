"""The platform really deployed, with the CDK's own command line, and its machines really run."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from catalog.errors import UsageError
from catalog.lake.publish import publish
from catalog.operations import approvals, preflight
from catalog.operations.doctor import NEEDS, examine
from catalog.providers import registry
from local_aws import calls, clusters, executions
from local_aws.custom_resources import finish
from local_aws.deploy import deploy, destroy
from stacks.validation import EVENTS_OF_A_POLL
from tests.stacks.platform_view import (
    ETL,
    FILES,
    IMAGES,
    INGEST,
    LAKE,
    POPULARITY,
    REINGEST,
    events_between,
    notice,
    objects,
    outcome,
    read,
    states,
    until,
)

CRAWL = "CC-MAIN-2026-43"

pytestmark = pytest.mark.infra


@pytest.fixture
def crawl(run) -> Callable[..., dict[str, Any]]:
    """Run the extraction to its end, whatever it costs."""
    return lambda **request: run(ETL, accept_cost=True, **request)


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


def test_a_new_crawl_is_extracted_verified_and_marked_ready(aws, crawl):
    execution = crawl()
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


def test_the_cluster_is_described_as_the_stack_says(aws, crawl):
    crawl()
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


def test_a_crawl_that_is_done_is_not_done_again(aws, crawl):
    crawl()
    execution = crawl()
    assert (execution["status"], states(aws, execution)[-1], len(clusters.STARTED)) == (
        "SUCCEEDED",
        "NothingToDo",
        1,
    )


def test_a_crawl_that_is_done_is_done_again_when_forced(aws, crawl):
    crawl()
    for key in objects(aws, f"output/{CRAWL}/"):  # as publishing it does
        aws.client("s3").delete_object(Bucket=LAKE, Key=key)
    crawl(force=True)
    assert len(clusters.STARTED) == 2


def test_a_crawl_whose_output_is_all_there_is_finished_without_a_cluster(aws, crawl):
    crawl()
    aws.client("s3").delete_object(Bucket=LAKE, Key=f"runs/common-crawl-etl/{CRAWL}/ready.json")
    execution = crawl()
    ready = json.loads(read(aws, f"runs/common-crawl-etl/{CRAWL}/ready.json"))
    assert states(aws, execution)[-6:] == [
        "IsAnythingLeft",
        "VerifyCoverage",
        "IsItEnough",
        "MarkReady",
        "NotifyReady",
        "Ready",
    ]
    assert (len(clusters.STARTED), ready["cluster"], ready["plan"]["usd"]) == (1, "none", 0)


def test_a_crawl_that_is_not_there_yet_is_waited_for(aws, crawl):
    execution = crawl(crawl="CC-MAIN-2026-51")
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
    first = start(ETL, accept_cost=True)
    until(lambda: clusters.STARTED)
    second = outcome(aws, start(ETL))
    clusters.STARTED[0].terminate()
    outcome(aws, first)
    assert json.loads(second["output"])["run"]["action"] == "running"


def test_a_failed_cluster_is_told_with_crawl_step_cluster_and_logs(aws, crawl):
    clusters.OUTCOMES.append("fail")
    execution = crawl()
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
    assert told["text"].endswith(f"catalog aws start common-crawl-etl --crawl {CRAWL}")


def test_a_failed_run_can_be_started_again(aws, crawl):
    clusters.OUTCOMES.append("fail")
    crawl()
    assert crawl()["status"] == "SUCCEEDED"


def test_what_a_cluster_left_out_is_given_to_a_second_one(aws, crawl):
    clusters.OUTCOMES.append("lose half")
    execution = crawl()
    second_list = read(aws, f"runs/common-crawl-etl/{CRAWL}/inputs-2.txt").decode().split()
    ready = json.loads(read(aws, f"runs/common-crawl-etl/{CRAWL}/ready.json"))
    assert (execution["status"], len(second_list), ready["coverage"]["found"]) == (
        "SUCCEEDED",
        2,
        4,
    )
    assert "RedriveFailed" in states(aws, execution)


def test_a_second_cluster_is_as_large_as_what_is_left_and_unforeseen_cost_is_asked_for(
    aws, start, monkeypatch
):
    unforeseen = iter([{"vcpus": 64, "hours": 0.2, "usd": 0.5}])
    monkeypatch.setattr(
        preflight,
        "plan_rest",
        lambda *_: next(unforeseen, {"vcpus": 64, "hours": 1.0, "usd": 9.0}),
    )
    clusters.OUTCOMES.append("lose half")
    arn = start(ETL)
    steps = aws.client("stepfunctions")
    notice(aws)
    approvals.approve(steps, approvals.find(steps, CRAWL))
    asked = notice(aws)["text"]
    approvals.approve(steps, approvals.find(steps, CRAWL))
    execution = outcome(aws, arn)
    capacities = [
        fleet["TargetSpotCapacity"]
        for call in calls.CALLS
        if call.operation == "RunJobFlow" and call.parameters["Name"].startswith("Common Crawl ETL")
        for fleet in call.parameters["Instances"]["InstanceFleets"]
        if fleet["InstanceFleetType"] == "TASK"
    ]
    assert (execution["status"], capacities[-2:]) == ("SUCCEEDED", [32, 64])
    assert "the first cluster has ended and left 2 of 4 inputs" in asked
    assert "estimated at 9.0 USD and 1.0 hours, more than the 0.5 USD that were foreseen" in asked
    assert "catalog crawl approve --crawl CC-MAIN-2026-43 --pipeline common-crawl-etl" in asked


def test_too_little_after_the_second_cluster_fails(aws, crawl):
    clusters.OUTCOMES.extend(["lose half", "lose half"])
    execution = crawl()
    assert (execution["status"], execution["cause"], len(clusters.STARTED)) == (
        "FAILED",
        "coverage",
        2,
    )


def test_a_cluster_that_never_ends_is_ended_and_told(aws, crawl, monkeypatch):
    monkeypatch.setattr(executions, "LONGEST_WAIT", 0.01)
    clusters.OUTCOMES.append("hang")
    execution = crawl()
    (cluster,) = clusters.STARTED
    assert (execution["status"], execution["cause"], cluster.state) == (
        "FAILED",
        "deadline",
        "TERMINATED",
    )
    assert "Step: deadline" in notice(aws)["text"]
    assert events_between(aws, execution, "LookAtCluster") == {EVENTS_OF_A_POLL}


def test_an_estimate_above_the_limit_waits_until_a_person_approves(aws, start):
    arn = start(ETL)
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
    arn = start(ETL)
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
    first = start(ETL, accept_cost=True)
    until(lambda: clusters.STARTED)
    (old,) = clusters.STARTED
    aws.client("stepfunctions").stop_execution(executionArn=first)
    old.creation_datetime -= timedelta(hours=4)
    second = start(ETL, accept_cost=True)
    until(lambda: len(clusters.STARTED) == 2)
    answer = aws.client("lambda").invoke(FunctionName="openverse-reap-clusters", Payload=b"{}")
    clusters.STARTED[1].terminate()
    outcome(aws, second)
    assert json.loads(answer["Payload"].read()) == {"ended": [old.id], "dry_run": False}
    assert old.state == "TERMINATED"


def test_images_of_approved_providers_are_read_out_of_a_published_crawl(aws, crawl, start):
    crawl()
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


def test_images_wait_until_a_provider_is_approved(aws, crawl, start):
    crawl()
    publish(CRAWL, output=f"s3://{LAKE}/output", lake=f"s3://{LAKE}")
    execution = outcome(aws, start(IMAGES, accept_cost=True))
    assert json.loads(execution["output"])["run"] == {
        "crawl": CRAWL,
        "action": "wait",
        "reason": f"no provider is approved in s3://{LAKE}/reviews.json",
    }


def test_an_input_with_a_name_that_it_does_not_take_is_refused_by_every_machine(aws, run):
    found = aws.client("stepfunctions").list_state_machines()["stateMachines"]
    refused = {}
    for machine in found:
        execution = run(machine["stateMachineArn"], mistyped=1)
        message = notice(aws)
        refused[machine["name"]] = (
            execution["error"],
            message["subject"],
            execution["cause"].startswith(f"The input of {machine['name']} is not right: it takes"),
            states(aws, execution),
            '{"mistyped":1}' in message["text"].replace(": ", ":"),
        )
    assert refused == {
        machine["name"]: (
            "InvalidInput",
            f"{machine['name']}: refused",
            True,
            ["NotifyRefusal", "Refused"],
            True,
        )
        for machine in found
    }


@pytest.mark.parametrize(
    ("machine", "given"),
    [
        (ETL, {"accept_costs": True}),
        (ETL, {"crawl": "2026-43"}),
        (ETL, {"force": "yes"}),
        (INGEST, {}),
        (INGEST, {"provider": "flickrr"}),
        (INGEST, {"provider": "brooklynmuseum"}),  # retired
        (INGEST, {"provider": "inaturalist"}),  # publishes files, for which there is a machine
        (INGEST, {"provider": "met", "dya": "2026-11-01"}),
        (INGEST, {"provider": "met", "day": "yesterday"}),
        (INGEST, {"provider": "nappy", "limit": "5"}),
        (INGEST, {"provider": "nappy", "accept": "yes"}),
        (REINGEST, {}),
        (REINGEST, {"provider": "nappy"}),  # has no old days that change
        (FILES, {}),
        (FILES, {"provider": "met"}),  # publishes no files
        (POPULARITY, {"media": "image"}),
    ],
)
def test_an_input_that_cannot_be_used_is_refused_at_once_and_told(aws, run, machine, given):
    execution = run(machine, **given)
    told = notice(aws)
    name = machine.rpartition(":")[2]
    assert (execution["error"], told["subject"]) == ("InvalidInput", f"{name}: refused")
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
    found = {item.check: item for item in examine(aws.client, NEEDS["dev"])}
    verdicts = {check: item.verdict for check, item in found.items() if "secret" not in check}
    assert verdicts.pop("notices") == "ok"  # the inbox of these tests
    assert {check: found[check].found for check, said in verdicts.items() if said != "ok"} == {
        "role AWSServiceRoleForEMRCleanup": "made with the first cluster",
        "role AWSServiceRoleForEC2Spot": "made with the first cluster",
    }


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
