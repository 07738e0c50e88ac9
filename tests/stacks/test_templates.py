import json
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from catalog.lake.glue import athena_columns
from catalog.operations.names import METRICS
from catalog.queries import query
from local_aws.deploy import ROOT, run_with_node
from local_aws.policies.service_calls import glue_log_groups
from local_aws.policies.templates import Account
from scripts import state_machines
from scripts.aws_docs import (
    OPERATIONS,
    README,
    RESOURCES,
    STATE_MACHINES,
    resources_page,
    with_calls,
    with_diagram,
)
from stacks.constructs.alarms import EMITTED
from stacks.constructs.link_table import COLUMNS
from tests.stacks.reading import as_list, definition

pytestmark = pytest.mark.infra

CALLS_WITHOUT_RESOURCES = {
    "xray:*",
    "logs:*",
    "ssm:UpdateInstanceInformation",
    "ssmmessages:*",
    "ec2:*NetworkInterface*",
    "ec2:*PrivateIpAddresses",
    "ec2:DescribeSubnets",
    "elasticmapreduce:ListClusters",
    "elasticmapreduce:RunJobFlow",
    "elasticmapreduce:PutBlockPublicAccessConfiguration",
    "servicequotas:GetServiceQuota",
    "cloudwatch:PutMetricData",  # its condition names the namespace
    "ec2:DescribeInstances",
    "glue:*CrawlerSchedule",
}


def test_the_security_rules_found_nothing_that_is_not_acknowledged(prod, dev):
    reports = [
        json.loads((assembly.path / "validation-report.json").read_text())["pluginReports"]
        for assembly in (dev, prod)
    ]
    assert {
        (plugin["conclusion"], len(plugin["violations"])) for report in reports for plugin in report
    } == {("success", 0)}


def test_the_security_rules_would_stop_a_synthesis(tmp_path):
    program = (
        "import aws_cdk as cdk, aws_cdk.aws_s3 as s3\n"
        "from app import add_checks\n"
        "app = cdk.App()\n"
        "s3.Bucket(cdk.Stack(app, 'Careless'), 'Open')\n"
        "add_checks(app)\n"
        "app.synth()\n"
    )
    made = run_with_node([sys.executable, "-c", program], tmp_path)
    assert made.returncode == 1
    assert "AwsSolutions-S1" in made.stdout + made.stderr


REFUSED = """
import sys
import aws_cdk as cdk
import app
from stacks.config_types import ConfigError

try:
    app.build(cdk.App(post_cli_context={"environment": "dev", "packages": sys.argv[1]}))
except ConfigError as error:
    print(error)
app.main()
"""


def test_what_cannot_be_deployed_is_told_in_one_line_each(tmp_path):
    """What was not packaged, and then, by the program itself, a wrong configuration."""
    made = run_with_node(
        [sys.executable, "-c", REFUSED, str(tmp_path / "nothing")],
        tmp_path,
        CDK_CONTEXT_JSON=json.dumps({"environment": "staging"}),
    )
    assert (made.returncode, made.stdout, made.stderr) == (
        1,
        f"{tmp_path}/nothing/layer-dependencies is not there: run `make package` first.\n",
        "error: There is no environment 'staging': choose dev or prod (-c environment=dev).\n",
    )


def test_no_policy_allows_every_action(prod):
    actions = [item for s in prod.statements() for item in as_list(s["Action"])]
    assert [action for action in actions if action in {"*", "s3:*", "iam:*", "kms:*"}] == []


def test_no_policy_has_the_prefix_emr_which_iam_does_not_know(prod):
    actions = [item for s in prod.statements() for item in as_list(s["Action"])]
    assert [action for action in actions if action.startswith("emr:")] == []
    assert "elasticmapreduce:RunJobFlow" in actions


def test_roles_are_passed_to_named_services_only(prod):
    passing = [s for s in prod.statements() if "iam:PassRole" in as_list(s["Action"])]
    services = [s["Condition"]["StringEquals"]["iam:PassedToService"] for s in passing]
    assert passing
    assert {item for service in services for item in as_list(service)} == {
        "ec2.amazonaws.com",
        "elasticmapreduce.amazonaws.com",
    }
    assert "*" not in [resource for s in passing for resource in as_list(s["Resource"])]


def test_all_resources_at_once_are_allowed_only_for_calls_that_have_none(prod):
    own = [s for s in prod.statements() if s["Resource"] == "*" and s["Effect"] == "Allow"]
    actions = {action for s in own for action in as_list(s["Action"])}
    unknown = {
        action
        for action in actions
        if not any(fnmatch(action, known) for known in CALLS_WITHOUT_RESOURCES)
    }
    assert unknown == set()


def test_the_gateway_lets_through_to_our_buckets_common_crawl_and_aws_own(prod):
    (gateway,) = [
        item
        for item in prod.properties("AWS::EC2::VPCEndpoint")
        if item["VpcEndpointType"] == "Gateway"
    ]
    statements = gateway["PolicyDocument"]["Statement"]
    assert [statement["Sid"] for statement in statements] == [
        "OwnBuckets",
        "CommonCrawl",
        "Repositories",
        "EmrLogs",
        "EmrHistory",
    ]
    assert "*" not in [item for s in statements for item in as_list(s["Resource"])]


def test_every_bucket_is_private_encrypted_and_cleaned(prod):
    buckets = prod.properties("AWS::S3::Bucket")
    assert len(buckets) == 5
    assert [
        name
        for name, bucket in ((str(b["BucketName"]), b) for b in buckets)
        if set(bucket["PublicAccessBlockConfiguration"].values()) != {True}
        or "BucketEncryption" not in bucket
        or not any(
            "AbortIncompleteMultipartUpload" in rule
            for rule in bucket["LifecycleConfiguration"]["Rules"]
        )
    ] == []


def test_production_keeps_its_data_when_the_stack_goes(prod, dev):
    kinds = ("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::RDS::DBCluster")
    policies = [
        {item["DeletionPolicy"] for kind in kinds for item in assembly.resources(kind)}
        for assembly in (prod, dev)
    ]
    assert policies == [{"Retain", "Snapshot"}, {"Delete"}]


def test_keys_rotate(prod):
    assert [key["EnableKeyRotation"] for key in prod.properties("AWS::KMS::Key")] == [True]


def test_the_glue_clocks_are_those_of_the_handbook(prod):
    trigger = prod.only("AWS::Glue::Trigger", Name="trg_ProcessCommonCrawlData")
    crawler = prod.only("AWS::Glue::Crawler", Name="LoadCommonCrawlData")
    assert (trigger["Schedule"], crawler["Schedule"]) == (
        "cron(0 23 7 * ? *)",
        {"ScheduleExpression": "cron(30 23 7 * ? *)"},
    )


def switches(assembly):
    """What the calls to Glue say that switch its clocks, when they are made and when changed."""
    resources = assembly.template("Lake")["Resources"].values()
    calls = [
        json.loads(item["Properties"][moment])
        for item in resources
        if item["Type"] == "Custom::AWS"
        for moment in ("Create", "Update")
    ]
    return [(call["action"], *sorted(call["parameters"].items())) for call in calls]


def test_the_glue_clocks_are_switched_by_each_deployment_that_changes_the_option(prod, dev):
    trigger = ("Name", "trg_ProcessCommonCrawlData")
    crawler = ("CrawlerName", "LoadCommonCrawlData")
    assert (switches(prod), switches(dev)) == (
        [("startTrigger", trigger)] * 2 + [("startCrawlerSchedule", crawler)] * 2,
        [("stopTrigger", trigger)] * 2 + [("stopCrawlerSchedule", crawler)] * 2,
    )


def test_the_saved_query_is_the_one_that_the_command_runs(prod):
    saved = prod.only("AWS::Athena::NamedQuery", Name="Top_CC_Licensed_Domains")
    statement = prod.only("AWS::Athena::PreparedStatement")
    assert saved["QueryString"] == statement["QueryStatement"] == query("top_cc_licensed_domains")


def test_the_workgroup_enforces_encryption_and_a_limit(prod):
    settings = prod.only("AWS::Athena::WorkGroup", Name="openverse")["WorkGroupConfiguration"]
    result = settings["ResultConfiguration"]
    assert (
        settings["EnforceWorkGroupConfiguration"],
        settings["BytesScannedCutoffPerQuery"],
        result["EncryptionConfiguration"]["EncryptionOption"],
        result["ExpectedBucketOwner"],
    ) == (True, 100 * 10**9, "SSE_KMS", "123456789012")


def test_the_table_has_the_columns_that_the_extraction_writes(prod):
    table = prod.only("AWS::Glue::Table")["TableInput"]
    columns = {item["Name"]: item["Type"] for item in table["StorageDescriptor"]["Columns"]}
    assert columns == athena_columns() == {name: kind for name, kind, _ in COLUMNS}
    assert [(key["Name"], key["Type"]) for key in table["PartitionKeys"]] == [("crawl", "string")]


def test_the_database_is_private_encrypted_and_protected(prod):
    cluster = prod.only("AWS::RDS::DBCluster")
    assert {
        key: cluster[key]
        for key in (
            "DatabaseName",
            "StorageEncrypted",
            "EnableIAMDatabaseAuthentication",
            "DeletionProtection",
            "BackupRetentionPeriod",
            "ManageMasterUserPassword",
            "Port",
            "ServerlessV2ScalingConfiguration",
        )
    } == {
        "DatabaseName": "openledger",
        "StorageEncrypted": True,
        "EnableIAMDatabaseAuthentication": True,
        "DeletionProtection": True,
        "BackupRetentionPeriod": 30,
        "ManageMasterUserPassword": True,
        "Port": 5433,
        "ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 32},
    }


def test_glue_jobs_encrypt_what_they_write_and_log(prod):
    jobs = prod.properties("AWS::Glue::Job")
    security = prod.only("AWS::Glue::SecurityConfiguration")
    assert sorted((job["Name"], job["SecurityConfiguration"]) for job in jobs) == [
        ("ProcessCommonCrawlData", security["Name"]),
        ("openverse-ingest-files", security["Name"]),
    ]


def test_the_log_groups_of_glue_jobs_are_ours_before_glue_would_make_them(prod):
    account = Account.of(prod.path)
    groups = {group["LogGroupName"] for _, group in account.iter_resources("AWS::Logs::LogGroup")
              if "LogGroupName" in group}  # fmt: skip
    jobs = [job for _, job in account.iter_resources("AWS::Glue::Job")]
    assert len(jobs) == 2
    assert {name for job in jobs for name in glue_log_groups(job)} <= groups


def test_every_task_has_a_time_limit_and_a_way_to_fail(prod):
    states = [
        (machine["StateMachineName"], name, state)
        for machine in prod.properties("AWS::StepFunctions::StateMachine")
        for name, state in definition(machine)["States"].items()
        if state["Type"] == "Task"
    ]
    assert [
        (machine, name)
        for machine, name, state in states
        if name not in {"NotifyFailure", "NotifyRefusal"} and "Catch" not in state
    ] == []
    # For a Glue job the limit is that of its run.
    assert [
        (machine, name)
        for machine, name, state in states
        if "TimeoutSeconds" not in state and "Timeout" not in state["Parameters"]
    ] == []


def test_every_machine_logs_everything_and_is_traced(prod):
    machines = prod.properties("AWS::StepFunctions::StateMachine")
    assert [
        (item["LoggingConfiguration"]["Level"], item["TracingConfiguration"]["Enabled"])
        for item in machines
    ] == [("ALL", True)] * len(machines)


def test_our_functions_run_python_3_13_on_graviton_and_are_traced(prod):
    functions = [
        item
        for item in prod.properties("AWS::Lambda::Function")
        if str(item.get("FunctionName", "")).startswith("openverse-")
    ]
    assert functions
    assert {
        (
            item["Runtime"],
            *item["Architectures"],
            item["TracingConfig"]["Mode"],
            len(item["Layers"]),
        )
        for item in functions
    } == {("python3.13", "arm64", "Active", 2)}


def test_every_log_group_forgets_in_time(prod):
    groups = prod.properties("AWS::Logs::LogGroup")
    assert {group.get("RetentionInDays") for group in groups} == {365}


def test_every_alarm_says_what_to_do_and_tells_people(prod):
    alarms = prod.properties("AWS::CloudWatch::Alarm")
    assert len(alarms) == 13
    assert [
        alarm["AlarmName"]
        for alarm in alarms
        if len(alarm["AlarmDescription"].split()) < 12 or len(alarm["AlarmActions"]) != 1
    ] == []


def test_every_alarm_watches_a_metric_that_somebody_emits(prod):
    found = {
        (alarm["Namespace"], alarm["MetricName"]): frozenset(
            item["Name"] for item in alarm.get("Dimensions", [])
        )
        for alarm in prod.properties("AWS::CloudWatch::Alarm")
    }
    assert found == {key: dimensions for key, (dimensions, _) in EMITTED.items()}


def test_our_own_metrics_are_emitted_by_the_function_that_the_alarm_names(prod):
    for alarm in prod.properties("AWS::CloudWatch::Alarm"):
        dimensions = {item["Name"]: item["Value"] for item in alarm.get("Dimensions", [])}
        if alarm["Namespace"] != METRICS:
            continue
        folder = dimensions["service"].removeprefix("openverse-").replace("-", "_")
        source = (ROOT / "lambdas" / folder / "handler.py").read_text()
        prod.only("AWS::Lambda::Function", FunctionName=dimensions.pop("service"))
        assert f'add_metric(name="{alarm["MetricName"]}"' in source
        assert all(f'add_dimension(name="{name}"' in source for name in dimensions)


def test_people_are_told_of_every_machine_that_did_not_end_well(prod):
    (rule,) = [
        rule
        for rule in prod.properties("AWS::Events::Rule")
        if rule["EventPattern"]["source"] == ["aws.states"]
    ]
    machines = {
        f"arn:aws:states:us-east-1:123456789012:stateMachine:{item['StateMachineName']}"
        for item in prod.properties("AWS::StepFunctions::StateMachine")
    }
    detail = rule["EventPattern"]["detail"]
    assert (detail["status"], set(detail["stateMachineArn"])) == (
        ["FAILED", "TIMED_OUT", "ABORTED"],
        machines,
    )


def test_no_endpoint_is_paid_for_and_an_idle_month_is_cheap(prod, dev):
    endpoints = prod.properties("AWS::EC2::VPCEndpoint")
    page = resources_page({"dev": dev.path, "prod": prod.path})
    totals = dict(re.findall(r"^\| (dev|prod) \| ([\d.]+) \|$", page, re.MULTILINE))
    assert [item["VpcEndpointType"] for item in endpoints] == ["Gateway"]
    assert float(totals["dev"]) <= 3
    assert float(totals["prod"]) <= 50


def test_functions_log_in_to_the_database_by_iam_as_a_role_of_their_own(prod):
    functions = {
        item["FunctionName"]: item["Environment"]["Variables"]
        for item in prod.properties("AWS::Lambda::Function")
        if "DATABASE_HOST" in item.get("Environment", {}).get("Variables", {})
    }
    assert {name: values["DATABASE_IAM"] for name, values in functions.items()} == {
        "openverse-apply-migrations": "catalog_migrator",
        "openverse-load-media": "catalog_loader",
        "openverse-note-gone": "catalog_loader",
        "openverse-note-links": "catalog_loader",
        "openverse-refresh-popularity": "catalog_loader",
    }
    connecting = [s for s in prod.statements() if "rds-db:connect" in as_list(s["Action"])]
    masters = [s for s in prod.statements() if "rds-data:ExecuteStatement" in as_list(s["Action"])]
    assert (len(connecting), len(masters)) == (5, 1)


def test_concurrency_is_reserved_only_where_the_quota_allows_it(prod, dev):
    reserved = [
        {
            item["ReservedConcurrentExecutions"]
            for item in assembly.properties("AWS::Lambda::Function")
            if "ReservedConcurrentExecutions" in item
        }
        for assembly in (prod, dev)
    ]
    assert reserved == [{1}, set()]


def test_working_output_stays_until_it_is_published_and_markers_go(prod):
    rules = {
        str(bucket["BucketName"]).removesuffix("-prod-123456789012"): {
            rule["Id"]: rule.get("ExpirationInDays")
            for rule in bucket["LifecycleConfiguration"]["Rules"]
        }
        for bucket in prod.properties("AWS::S3::Bucket")
    }
    assert rules["commonsmapper-v2"] == {"housekeeping": None, "log": 400, "athena-results": 30}
    assert rules["openverse-landing"] == {
        "housekeeping": None,
        "image": 180,
        "audio": 180,
        "rejected": 180,
        "links": 180,
    }
    assert {
        rule["ExpiredObjectDeleteMarker"]
        for bucket in prod.properties("AWS::S3::Bucket")
        for rule in bucket["LifecycleConfiguration"]["Rules"]
        if rule["Id"] == "housekeeping"
    } == {True}


def test_the_budget_warns_before_it_is_used_up(prod):
    notes = prod.only("AWS::Budgets::Budget")["NotificationsWithSubscribers"]
    assert [
        (note["Notification"]["NotificationType"], note["Notification"]["Threshold"])
        for note in notes
    ] == [("ACTUAL", 80), ("FORECASTED", 100)]


def test_the_documentation_lists_what_is_deployed(prod, dev):
    page = resources_page({"dev": dev.path, "prod": prod.path})
    assert (RESOURCES.read_text(), README.read_text()) == (page, with_diagram(prod.path))
    assert OPERATIONS.read_text() == with_calls(dev.path)
    assert STATE_MACHINES.read_text() == state_machines.page(prod.path)


def test_templates_are_clean_for_cfn_lint(prod):
    # W3005: the CDK writes out dependencies that also follow from references. W3010: zones are
    # named, so that synthesis asks nobody which there are.
    options = ["--regions", "us-east-1", "--ignore-checks", "W3005", "W3010"]
    templates = [str(path) for path in sorted(prod.path.glob("*.template.json"))]
    linter = str(Path(sys.executable).parent / "cfn-lint")
    found = subprocess.run(
        [linter, *options, "--", *templates], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (0, "")
