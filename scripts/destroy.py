"""Take a deployed environment down: `make destroy ENV=dev`.

    python -m scripts.destroy --environment dev [--dry-run] [--yes]

CloudFormation cannot delete a bucket that holds something, a group to which a rule refers that EMR
made, nor a subnet with a network interface in it. So first what runs is stopped, then what writes
access logs, then the buckets are emptied of every version and marker, the rules revoked, EMR's own
endpoint deleted; then the stacks go, and last the log groups that AWS's services made for what was
ours. Giving it again goes on where it was.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from catalog.operations import names
from catalog.operations.names import DATABASE, EMR_TAG
from stacks.config import ENVIRONMENTS

ROOT = Path(__file__).parents[1]
Clients = Callable[[str], Any]
# What the names of our buckets begin with (stacks/constructs/storage.py), the logs last.
BUCKETS = ("commonsmapper", "openverse-landing", "openverse-archive", "openverse-access-logs")
# What stays in every environment, and what of production's besides its buckets.
STAYS = {
    "secrets below openverse/providers/": "people made them, no stack did",
    "the CDK's bootstrap stack": "other apps of the account may use it",
    "service-linked roles": "AWS made them, for any app of the account; they cost nothing",
}
STAYS_IN_PRODUCTION = {
    "the key": "without it nothing in the buckets can be read",
    "a snapshot of the database": "made by CloudFormation when the cluster goes",
}
DATA = "it holds the catalog's data; delete it by hand when you are sure"
# AWS delivers access logs for hours after a bucket was emptied.
ATTEMPTS = 3


def main() -> None:
    """Say what will be done, ask, do it, and fail if something is left."""
    from catalog.errors import CatalogError
    from catalog.operations.aws import client

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--environment", choices=sorted(ENVIRONMENTS), default="dev")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    args = parser.parse_args()
    try:
        keep = explain(client, args.environment)
        if not args.dry_run:
            agree(args.environment, is_sure=args.yes)
            take_down(client, args.environment, keep=keep)
    except CatalogError as error:
        sys.exit(f"error: {error}")


def explain(clients: Clients, environment: str) -> bool:
    """Say what goes and what stays, refuse what cannot be, and return whether the data stays."""
    account = clients("sts").get_caller_identity()["Account"]
    keep = ENVIRONMENTS[environment].storage.retain
    say(f"environment {environment} of account {account}")
    refuse_another_environment(clients, environment)
    for bucket in all_buckets(clients, environment):
        say(f"{bucket} stays: {DATA}" if keep else f"{bucket} goes, with every version in it")
    if not keep:
        say("the key goes: AWS deletes it after 30 days, in which it costs nothing")
    say("every log group of ours goes, also those that Glue, Lambda and Aurora made")
    for what, why in (STAYS | (STAYS_IN_PRODUCTION if keep else {})).items():
        say(f"{what}: stays, {why}")
    refuse_protected(clients)
    return keep


def refuse_another_environment(clients: Clients, environment: str) -> None:
    """End where another environment is deployed: its schedules and machines have the same names."""
    own = f"Openverse-{environment}-"
    others = [name for name in stacks(clients, "Openverse-") if not name.startswith(own)]
    if others:
        sys.exit(
            f"error: the account holds {', '.join(others)}, whose schedules and machines have the "
            f"names of those of {environment}; delete stacks {own}... in the CloudFormation console"
        )


def refuse_protected(clients: Clients) -> None:
    """End before anything is touched where CloudFormation could not delete the database."""
    for cluster in clients("rds").describe_db_clusters()["DBClusters"]:
        if cluster["DBClusterIdentifier"] == DATABASE and cluster.get("DeletionProtection"):
            sys.exit(
                "error: the database is protected. When you are sure, switch the deletion "
                f"protection of {DATABASE} off in the RDS console, or by AWS: aws rds "
                f"modify-db-cluster --db-cluster-identifier {DATABASE} --no-deletion-protection "
                "--apply-immediately"
            )


def agree(environment: str, *, is_sure: bool) -> None:
    """Ask for the environment's name, unless the command says that nobody is to be asked."""
    if not is_sure and input(f"Type {environment} to go on: ") != environment:
        sys.exit("nothing was done")


def take_down(clients: Clients, environment: str, *, keep: bool) -> None:
    """Make everything ready, delete the stacks, and look whether something is left."""
    doomed = [] if keep else all_buckets(clients, environment)
    prepare(clients, doomed)
    command = [str(ROOT / "scripts/cdk.sh"), "-c", f"environment={environment}"]
    command += ["-c", "deploy=true", "destroy", "--all", "--force"]
    for attempt in range(1, ATTEMPTS + 1):
        if not subprocess.run(command, check=False).returncode:
            break
        if attempt == ATTEMPTS:
            sys.exit("error: the lines above say what kept a stack. Give the command again.")
        say("not every stack went; emptying what came into the buckets, and once more")
        for bucket in [] if keep else all_buckets(clients, environment):
            empty(clients("s3"), bucket)
    delete_logs(clients, environment)
    left = stacks(clients, f"Openverse-{environment}-")
    left += [] if keep else [name for name in doomed if name in _bucket_names(clients)]
    if left:
        sys.exit(f"error: still there: {', '.join(left)}. Give the command again.")
    say("nothing else is left")


def stacks(clients: Clients, prefix: str) -> list[str]:
    """Return the names of the stacks that there are."""
    pages = clients("cloudformation").get_paginator("describe_stacks").paginate()
    names = [stack["StackName"] for page in pages for stack in page["Stacks"]]
    return sorted(name for name in names if name.startswith(prefix))


def all_buckets(clients: Clients, environment: str) -> list[str]:
    """Return our buckets: by their usual suffix, and those of the stacks whatever theirs is."""
    account = clients("sts").get_caller_identity()["Account"]
    found = set(buckets(clients, f"{environment}-{account}"))
    list_resources = clients("cloudformation").get_paginator("list_stack_resources").paginate
    for stack in stacks(clients, f"Openverse-{environment}-"):
        for page in list_resources(StackName=stack):
            for resource in page["StackResourceSummaries"]:
                if resource["ResourceType"] == "AWS::S3::Bucket":
                    found.add(resource.get("PhysicalResourceId", ""))
    return _logs_last(found.intersection(_bucket_names(clients)))


def _bucket_names(clients: Clients) -> list[str]:
    return [bucket["Name"] for bucket in clients("s3").list_buckets()["Buckets"]]


def _logs_last(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name.startswith(BUCKETS[-1]), name))


def buckets(clients: Clients, suffix: str) -> list[str]:
    """Return our buckets, that of the access logs last: it is written to until the others go."""
    names = _bucket_names(clients)
    return _logs_last(n for n in names if n.startswith(BUCKETS) and n.endswith(suffix))


def prepare(clients: Clients, empty_buckets: list[str]) -> None:
    """Do everything that CloudFormation cannot."""
    stop_work(clients)
    s3 = clients("s3")
    for bucket in empty_buckets:
        s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})
    for bucket in empty_buckets:
        empty(s3, bucket)
    free_network(clients)


def stop_work(clients: Clients) -> None:
    """End clusters and executions, and switch off what would start others."""
    scheduler, steps, emr = clients("scheduler"), clients("stepfunctions"), clients("emr")
    pages = scheduler.get_paginator("list_schedules").paginate()
    own = [s["Name"] for page in pages for s in page["Schedules"] if _is_ours(s["Name"])]
    for name in own:
        scheduler.delete_schedule(Name=name)
    for page in steps.get_paginator("list_state_machines").paginate():
        for machine in page["stateMachines"]:
            if _is_ours(machine["name"]):
                _stop_executions(steps, machine["stateMachineArn"])
    _stop_glue(clients("glue"))
    from catalog.operations.emr_reaper import iter_clusters

    alive = [cluster.id for cluster in iter_clusters(emr)]
    if alive:
        say(f"ending {len(alive)} clusters")
        emr.terminate_job_flows(JobFlowIds=alive)
        wait_until(lambda: not any(True for _ in iter_clusters(emr)), "clusters to end")


def _stop_glue(glue: Any) -> None:
    """Stop the runs of our jobs, which may last hours and write into the buckets, and the crawler.

    Where nothing is deployed Glue does not know them.
    """
    for job in (names.PUBLISH_JOB, names.INGEST_FILES):
        if running := _running(glue, job):
            say(f"stopping {len(running)} runs of {job}")
            glue.batch_stop_job_run(JobName=job, JobRunIds=running)
            wait_until(partial(_is_idle, glue, job), f"{job} to stop")
    with suppress(glue.exceptions.EntityNotFoundException):
        if glue.get_crawler(Name=names.CRAWLER)["Crawler"]["State"] == "RUNNING":
            glue.stop_crawler(Name=names.CRAWLER)


def _running(glue: Any, job: str) -> list[str]:
    pages = glue.get_paginator("get_job_runs").paginate(JobName=job)
    try:
        return [
            run["Id"]
            for page in pages
            for run in page["JobRuns"]
            if run["JobRunState"] in {"STARTING", "RUNNING", "WAITING", "STOPPING"}
        ]
    except glue.exceptions.EntityNotFoundException:
        return []


def _is_idle(glue: Any, job: str) -> bool:
    return not _running(glue, job)


def _is_ours(name: str) -> bool:
    return name.startswith(("common-crawl-", "openverse-"))


def _stop_executions(steps: Any, machine: str) -> None:
    pages = steps.get_paginator("list_executions").paginate(
        stateMachineArn=machine, statusFilter="RUNNING"
    )
    for execution in [item for page in pages for item in page["executions"]]:
        steps.stop_execution(executionArn=execution["executionArn"], cause="make destroy")


def empty(s3: Any, bucket: str) -> int:
    """Delete every version and delete marker of a bucket, and return how many there were."""
    count = 0
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        items = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in found]
        if items:
            answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": items, "Quiet": True})
            for error in answer.get("Errors", [])[:1]:
                sys.exit(f"error: {bucket}/{error['Key']}: {error['Code']}")
            count += len(items)
    say(f"{bucket}: {count} versions deleted")
    return count


def delete_logs(clients: Clients, environment: str) -> None:
    """Delete the log groups that AWS's services made for what was ours, once the stacks are gone.

    Glue's groups have the name of our encryption in theirs; the CDK's own functions that of their
    stack. Aurora and Lambda may have written once more after the stack of a group was deleted.
    """
    logs = clients("logs")
    ours = (
        ("/aws-glue/", names.GLUE_SECURITY),
        (f"/aws/lambda/Openverse-{environment}-", ""),
        ("/aws/lambda/openverse-", ""),
        (f"/aws/rds/cluster/{DATABASE}/", ""),
    )
    for prefix, part in ours:
        pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
        found = [group["logGroupName"] for page in pages for group in page["logGroups"]]
        for name in [name for name in found if part in name]:
            logs.delete_log_group(logGroupName=name)
            say(f"{name}: deleted")


def free_network(clients: Clients) -> None:
    """Remove from our VPC what EMR put there: rules without our description, and its endpoint."""
    ec2 = clients("ec2")
    vpcs = [v["VpcId"] for v in ec2.describe_vpcs(Filters=[_tagged()])["Vpcs"]]
    if not vpcs:
        return
    inside = {"Name": "vpc-id", "Values": vpcs}
    for group in ec2.describe_security_groups(Filters=[inside, _tagged()])["SecurityGroups"]:
        for rule in _rules_of_emr(ec2, group["GroupId"]):
            revoke = ec2.revoke_security_group_ingress
            if rule["IsEgress"]:
                revoke = ec2.revoke_security_group_egress
            revoke(GroupId=group["GroupId"], SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]])
    named = {"Name": "tag:Name", "Values": ["emr-service-vpce"]}
    endpoints = ec2.describe_vpc_endpoints(Filters=[inside, named])["VpcEndpoints"]
    if endpoints:
        ids = [endpoint["VpcEndpointId"] for endpoint in endpoints]
        ec2.delete_vpc_endpoints(VpcEndpointIds=ids)
        wait_until(lambda: not _interfaces(ec2, vpcs), "network interfaces to go")


def _tagged() -> dict[str, Any]:
    return {"Name": "tag-key", "Values": [EMR_TAG]}


def _rules_of_emr(ec2: Any, group: str) -> Iterator[dict[str, Any]]:
    """Yield rules between groups that no template declares: ours say what they are for."""
    filters = [{"Name": "group-id", "Values": [group]}]
    for rule in ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]:
        if rule.get("ReferencedGroupInfo") and not rule.get("Description"):
            yield rule


def _interfaces(ec2: Any, vpcs: list[str]) -> list[str]:
    filters = [
        {"Name": "vpc-id", "Values": vpcs},
        {"Name": "interface-type", "Values": ["vpc_endpoint"]},
    ]
    found = ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
    return [interface["NetworkInterfaceId"] for interface in found]


def wait_until(happens: Callable[[], bool], what: str, *, minutes: float = 45) -> None:
    """Look every 15 seconds, and say what is waited for; Lambda takes up to 40 minutes."""
    deadline = time.monotonic() + 60 * minutes
    while not happens():
        if time.monotonic() > deadline:
            sys.exit(f"error: waited {minutes:g} minutes for {what}")
        say(f"waiting for {what}")
        time.sleep(15)


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
