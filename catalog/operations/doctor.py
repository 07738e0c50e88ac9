"""Whether an AWS account is fit for the catalog, before the first deployment and at any time after.

Each check looks at one thing, changes nothing, and says what to do. Secrets are looked for by name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from catalog.operations import names
from catalog.operations.aws import SIGN_IN
from catalog.providers.registry import providers

Verdict = Literal["ok", "later", "look", "wrong"]
BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
# What the templates ask of the CDK's bootstrap stack (the rule CheckBootstrapVersion).
LEAST_BOOTSTRAP = 6
# One Lambda for each provider is reserved, and AWS keeps a hundred for everything else.
LEAST_CONCURRENCY = 100 + len(providers())
NEW_ACCOUNT_CONCURRENCY = 10
# Primary, the others, and EMR's own access to them.
GROUPS_OF_A_CLUSTER = 3
SERVICE_ROLES = (
    "AWSServiceRoleForEMRCleanup",
    "AWSServiceRoleForEC2Spot",
)


@dataclass(frozen=True, slots=True)
class Needs:
    """What an environment asks of an account's quotas.

    Attributes:
        spot: vCPUs that a cluster asks for (`crawl.task_vcpus`).
        on_demand: vCPUs of its primary and core nodes.
        reserve: whether each provider's Lambda reserves its concurrency.
    """

    spot: int
    on_demand: int
    reserve: bool


# A new account has 5 spot vCPUs (EC2 guide, Spot Instance quotas, 2026-11) and 10 Lambdas at once;
# what it has on demand no page that we know says, so it is only read.
NEEDS: Mapping[str, Needs] = {
    "dev": Needs(spot=32, on_demand=8, reserve=False),
    "prod": Needs(spot=320, on_demand=12, reserve=True),
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found.

    Attributes:
        verdict: `ok`; `later` is made by the deployment or the first use; `look` works, but should
            be known; `wrong` keeps something from working.
        todo: what to do, empty where nothing is.
    """

    check: str
    verdict: Verdict
    found: str
    todo: str = ""


Clients = Callable[[str], Any]


def examine(clients: Clients, needs: Needs) -> Iterator[CheckResult]:
    """Yield what every check finds; the first that is wrong about the credentials ends it.

    The clients are given by the name of a service.
    """
    login = _credentials(clients)
    yield login
    if login.verdict == "wrong":
        return
    checks: tuple[Callable[[], Iterator[CheckResult]], ...] = (
        lambda: _region(clients),
        lambda: _bootstrap(clients),
        lambda: _quotas(clients, needs),
        lambda: _service_roles(clients),
        lambda: _key(clients),
        lambda: _secrets(clients),
        lambda: _network(clients),
        lambda: _database(clients),
        lambda: _subscriptions(clients),
    )
    for check in checks:
        yield from _checked(check)


def _checked(check: Callable[[], Iterator[CheckResult]]) -> Iterator[CheckResult]:
    """Let a check that may not look say so, and the others go on."""
    from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

    try:
        yield from check()
    except ClientError as error:
        code = error.response["Error"]["Code"]
        call = error.operation_name
        yield CheckResult(call, "look", f"could not be asked: {code}", f"allow yourself {call}")
    except (ConnectionError, HTTPClientError) as error:
        place = error.kwargs.get("endpoint_url", "an endpoint of AWS")
        todo = "let this machine (proxy, firewall) reach it, and give the command again"
        yield CheckResult(f"reach {place}", "wrong", type(error).__name__, todo)


def _credentials(clients: Clients) -> CheckResult:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        who = clients("sts").get_caller_identity()
    except (BotoCoreError, ClientError) as error:
        return CheckResult("credentials", "wrong", type(error).__name__, SIGN_IN)
    return CheckResult("credentials", "ok", f"{who['Arn']} of account {who['Account']}")


def _region(clients: Clients) -> Iterator[CheckResult]:
    region = clients("sts").meta.region_name
    if region == "us-east-1":
        yield CheckResult("region", "ok", region)
        return
    yield CheckResult(
        "region", "wrong", region, "export AWS_REGION=us-east-1: Common Crawl lies there"
    )


def _bootstrap(clients: Clients) -> Iterator[CheckResult]:
    ssm = clients("ssm")
    try:
        version = int(ssm.get_parameter(Name=BOOTSTRAP)["Parameter"]["Value"])
    except ssm.exceptions.ParameterNotFound:
        version = 0
    account = clients("sts").get_caller_identity()["Account"]
    todo = f"scripts/cdk.sh bootstrap aws://{account}/us-east-1"
    found = f"version {version}" if version else "not there"
    fit = version >= LEAST_BOOTSTRAP
    yield CheckResult("CDK bootstrap", "ok" if fit else "wrong", found, "" if fit else todo)


def _quotas(clients: Clients, needs: Needs) -> Iterator[CheckResult]:
    quotas = clients("service-quotas")
    wanted = [
        ("spot vCPUs", "ec2", names.SPOT_QUOTA, needs.spot, "or lower crawl.task_vcpus"),
        ("on-demand vCPUs", "ec2", names.ON_DEMAND_QUOTA, needs.on_demand, "for the other nodes"),
        (
            "concurrent Lambdas",
            "lambda",
            names.CONCURRENCY_QUOTA,
            LEAST_CONCURRENCY if needs.reserve else NEW_ACCOUNT_CONCURRENCY,
            "or deploy with -c providers.reserve_concurrency=false",
        ),
    ]
    for what, service, code, least, otherwise in wanted:
        value = _quota(quotas, service, code)
        fit = value >= least
        todo = f"ask for {least} in Service Quotas ({service}, {code}), {otherwise}"
        yield CheckResult(
            f"quota: {what}",
            "ok" if fit else "wrong",
            f"{value:g} of {least} needed",
            "" if fit else todo,
        )


def _quota(quotas: Any, service: str, code: str) -> float:
    """Return the account's own value, or AWS's where none was ever applied to the account."""
    from botocore.exceptions import ClientError

    try:
        answer = quotas.get_service_quota(ServiceCode=service, QuotaCode=code)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchResourceException":
            raise
        answer = quotas.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)
    return float(answer["Quota"]["Value"])


def _service_roles(clients: Clients) -> Iterator[CheckResult]:
    iam = clients("iam")
    for name in SERVICE_ROLES:
        try:
            iam.get_role(RoleName=name)
        except iam.exceptions.NoSuchEntityException:
            yield CheckResult(f"role {name}", "later", "made with the first cluster", "nothing")
        else:
            yield CheckResult(f"role {name}", "ok", "there")


def _key(clients: Clients) -> Iterator[CheckResult]:
    kms = clients("kms")
    try:
        key = kms.describe_key(KeyId="alias/openverse/data")["KeyMetadata"]
    except kms.exceptions.NotFoundException:
        yield CheckResult("key openverse/data", "later", "not deployed yet", "make deploy")
        return
    state, own = key["KeyState"], key["KeyId"]
    todos = {
        "Enabled": "",
        "Disabled": f"enable {own} on the page of KMS",
        "PendingDeletion": f"cancel its deletion on the page of KMS, and enable {own}",
    }
    todo = todos.get(state, "wait, and give the command again")
    yield CheckResult("key openverse/data", "wrong" if todo else "ok", state, todo)


def wanted_secrets() -> Mapping[str, str]:
    """Return the secrets that providers which are not retired need, by name, and whose they are."""
    found: dict[str, str] = {}
    for provider in (one for one in providers() if not one.retired):
        own = [provider.auth.secret] if provider.auth else []
        if provider.oauth:
            own += [provider.oauth.client_id, provider.oauth.client_secret, provider.oauth.tokens]
        found |= {f"{names.SECRETS}{name}": provider.name for name in own}
    return found


def _secrets(clients: Clients) -> Iterator[CheckResult]:
    pages = clients("secretsmanager").get_paginator("list_secrets").paginate()
    existing = {secret["Name"] for page in pages for secret in page["SecretList"]}
    for name, provider in wanted_secrets().items():
        if name in existing:
            yield CheckResult(f"secret {name}", "ok", "there")
            continue
        todo = f"catalog aws secret {name.removeprefix(names.SECRETS)}"
        if name.endswith("_TOKENS"):
            todo = f"CATALOG_SECRETS_PREFIX={names.SECRETS} catalog auth {provider}"
        yield CheckResult(f"secret {name}", "look", f"not there: {provider} is not pulled", todo)


def _network(clients: Clients) -> Iterator[CheckResult]:
    ec2 = clients("ec2")
    tagged = [{"Name": "tag-key", "Values": [names.EMR_TAG]}]
    vpcs = [vpc["VpcId"] for vpc in ec2.describe_vpcs(Filters=tagged)["Vpcs"]]
    if not vpcs:
        yield CheckResult("network", "later", f"no VPC has the tag {names.EMR_TAG}", "make deploy")
        return
    inside = [{"Name": "vpc-id", "Values": vpcs}]
    subnets = ec2.describe_subnets(Filters=inside)["Subnets"]
    bare = [s["SubnetId"] for s in subnets if not _is_tagged(s)]
    todo = f"deploy again: EMR may not start a node in {', '.join(bare)}" if bare else ""
    yield CheckResult("subnets for EMR", "wrong" if bare else "ok", f"{len(subnets)} subnets", todo)
    yield _groups(ec2, inside)
    endpoints = ec2.describe_vpc_endpoints(Filters=inside)["VpcEndpoints"]
    yield _s3_endpoint(ec2, subnets, endpoints)
    for endpoint in endpoints:
        if endpoint.get("VpcEndpointType") == "Interface":
            name, state = endpoint["ServiceName"].rpartition(".")[2], str(endpoint["State"])
            todo = "" if _is_up(endpoint) else "look at it in the VPC console, or deploy again"
            yield CheckResult(f"endpoint {name}", "look" if todo else "ok", state, todo)


def _groups(ec2: Any, inside: list[Any]) -> CheckResult:
    """Look for the tag on the groups of a cluster's nodes: EMR may start nodes in no others."""
    groups = ec2.describe_security_groups(Filters=inside)["SecurityGroups"]
    count = sum(_is_tagged(group) for group in groups)
    fit = count >= GROUPS_OF_A_CLUSTER
    todo = "" if fit else "deploy again: EMR may not start a node in a group without the tag"
    return CheckResult("groups for EMR", "ok" if fit else "wrong", f"{count} tagged", todo)


def _s3_endpoint(ec2: Any, subnets: list[Any], endpoints: list[Any]) -> CheckResult:
    """Look whether the nodes of every subnet reach S3: by the route table that is theirs."""
    up = [e for e in endpoints if e["ServiceName"].endswith(".s3") and _is_up(e)]
    if not up:
        todo = "deploy again: nodes cannot reach S3 without it"
        return CheckResult("S3 endpoint", "wrong", "not available", todo)
    routed = {table for endpoint in up for table in endpoint.get("RouteTableIds", [])}
    wanted = [{"Name": "association.subnet-id", "Values": [s["SubnetId"] for s in subnets]}]
    tables = ec2.describe_route_tables(Filters=wanted)["RouteTables"]
    reached = {
        association.get("SubnetId")
        for table in tables
        if table["RouteTableId"] in routed
        for association in table["Associations"]
    }
    cut = sorted(s["SubnetId"] for s in subnets if s["SubnetId"] not in reached)
    todo = f"deploy again: nothing leads from {', '.join(cut)} to S3" if cut else ""
    found = f"reached from {len(subnets) - len(cut)} of {len(subnets)} subnets"
    return CheckResult("S3 endpoint", "wrong" if cut else "ok", found, todo)


def _is_tagged(resource: Mapping[str, Any]) -> bool:
    return any(tag["Key"] == names.EMR_TAG for tag in resource.get("Tags", []))


def _is_up(endpoint: Mapping[str, Any]) -> bool:
    return str(endpoint["State"]).lower() == "available"


def _database(clients: Clients) -> Iterator[CheckResult]:
    clusters = clients("rds").describe_db_clusters()["DBClusters"]
    own = [c for c in clusters if c["DBClusterIdentifier"] == names.DATABASE]
    if not own:
        yield CheckResult("database", "later", "not deployed yet", "make deploy")
        return
    status = own[0]["Status"]
    todo = "" if status == "available" else "look at it in the RDS console"
    yield CheckResult("database", "look" if todo else "ok", status, todo)


def _subscriptions(clients: Clients) -> Iterator[CheckResult]:
    sns = clients("sns")
    topics = [
        t["TopicArn"]
        for page in sns.get_paginator("list_topics").paginate()
        for t in page["Topics"]
    ]
    own = [arn for arn in topics if arn.endswith(f":{names.TOPIC}")]
    if not own:
        yield CheckResult("notices", "later", "not deployed yet", "make deploy")
        return
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=own[0])
    found = [s for page in pages for s in page["Subscriptions"]]
    waiting = [s["Endpoint"] for s in found if s["SubscriptionArn"] == "PendingConfirmation"]
    if not found:
        todo = "make deploy CONTEXT='-c ops.emails=you@example.org'"
        yield CheckResult("notices", "wrong", "nobody is told of failures", todo)
    elif waiting:
        yield CheckResult(
            "notices", "wrong", f"{len(waiting)} not confirmed", "open the mail from AWS"
        )
    else:
        yield CheckResult("notices", "ok", f"{len(found)} subscribers")
