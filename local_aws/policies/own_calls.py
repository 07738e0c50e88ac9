"""What our own code and state machines call, held against what their roles allow: both ways.

The calls are traced on the local AWS (`local_aws.calls`). Which permissions each needs is in the
Service Authorization Reference; for S3 in "Required permissions for Amazon S3 API operations", for
a task that waits (`.sync`) in "IAM policies for integrated services" of the Step Functions guide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from local_aws.calls import Traced
from local_aws.policies.calls import data_key
from local_aws.policies.evaluator import IamRequest, Statement, allowing, as_list, like
from local_aws.policies.service_calls import service_calls
from local_aws.policies.templates import ACCOUNT, REGION, Account, Role

_S3 = {
    "GetObject": "s3:GetObject",
    "HeadObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "CreateMultipartUpload": "s3:PutObject",
    "UploadPart": "s3:PutObject",
    "CompleteMultipartUpload": "s3:PutObject",
    "AbortMultipartUpload": "s3:AbortMultipartUpload",
    "CopyObject": "s3:PutObject",
    "UploadPartCopy": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
}
_KEY_FOR = {
    "s3:GetObject": ("kms:Decrypt",),
    "s3:PutObject": ("kms:GenerateDataKey", "kms:Decrypt"),  # Decrypt for uploads in parts
}
_NOT_FOUND = {"NoSuchKey", "404"}
# Whatever the provider is, its function has the same role.
_PROVIDER = re.compile(r"(openverse-ingest)-(?!files$)\w+$")


@dataclass(frozen=True)
class Needed:
    """One permission that a caller needs."""

    who: str
    role: Role
    request: IamRequest


@dataclass(frozen=True, order=True)
class Grant:
    """One action, or one resource, of what a role allows."""

    who: str
    what: str

    def __str__(self) -> str:
        """Return it as a line of a record."""
        return f"{self.who}: {self.what}"


def needed(account: Account, calls: Iterable[Traced]) -> list[Needed]:
    """Return every permission that the calls need, each once.

    Raises:
        NotImplementedError: of a call it is not known which permission it needs.
    """
    roles = callers(account)
    found: dict[tuple[str, str, str], Needed] = {}
    for call in calls:
        who = next(name for name in roles if like(name, call.who))
        for request in _requests(account, call):
            key = (who, request.action, request.resource)
            found.setdefault(key, Needed(who, roles[who], request))
    return list(found.values())


def missing(permissions: Iterable[Needed]) -> list[str]:
    """Say which of the permissions the callers do not have."""
    return [
        f"{item.who} may not {item.request.action} on {item.request.resource}"
        for item in permissions
        if allowing(item.role.statements, item.request) is None
    ]


def grants(account: Account) -> dict[Grant, list[tuple[Role, Statement, str, str]]]:
    """Return every action and every resource that roles of ours allow, and where.

    A policy of AWS's own is left out, and so are the roles of the CDK's own functions.
    """
    found: dict[Grant, list[tuple[Role, Statement, str, str]]] = {}
    for who, role in _roles(account):
        for statement in role.statements:
            if statement["Effect"] != "Allow" or statement["Policy"].startswith("Amazon"):
                continue
            for action in as_list(statement["Action"]):
                grant = Grant(who, action)
                found.setdefault(grant, []).append((role, statement, action, "*"))
            for resource in as_list(statement["Resource"]):
                grant = Grant(who, _plain(resource))
                found.setdefault(grant, []).append((role, statement, "*", resource))
    return found


def used(account: Account, permissions: Iterable[Needed]) -> set[Grant]:
    """Return the grants that permissions rest on."""
    by_role: dict[str, list[IamRequest]] = {}
    for item in permissions:
        by_role.setdefault(item.role.id, []).append(item.request)
    return {
        grant
        for grant, places in grants(account).items()
        if any(
            like(action.lower(), request.action.lower())
            and like(resource, request.resource)
            and allowing([statement], request)
            for role, statement, action, resource in places
            for request in by_role.get(role.id, [])
        )
    }


def used_by_services(account: Account) -> set[Grant]:
    """Return the grants that AWS's services need to do what we ask of them."""
    calls = [call for call in service_calls(account) if call.role]
    return used(account, [Needed("", call.role, call.request) for call in calls if call.role])


def callers(account: Account) -> Mapping[str, Role]:
    """Return the role of everything that calls, by the names that the trace gives it."""
    found = {}
    kinds = (
        ("lambda", "AWS::Lambda::Function", "FunctionName", "Role"),
        ("states", "AWS::StepFunctions::StateMachine", "StateMachineName", "RoleArn"),
        ("glue", "AWS::Glue::Job", "Name", "Role"),
    )
    for what, kind, name, role in kinds:
        for _, properties in account.iter_resources(kind):
            if name in properties:
                found[f"{what} {properties[name]}"] = account.role_of(properties[role])
    for profile_id, profile in account.iter_resources("AWS::IAM::InstanceProfile"):
        arn = f"arn:aws:iam::{ACCOUNT}:role/{profile['Roles'][0]}"
        found[f"nodes *-{profile_id.rpartition('/')[2]}-*"] = account.role_of(arn)
    return found


def _roles(account: Account) -> Iterator[tuple[str, Role]]:
    """Yield who has a role, and the role: first of our code, then of what AWS does for us."""
    seen = set()
    for who, role in callers(account).items():
        seen.add(role.id)
        yield _PROVIDER.sub(r"\1-PROVIDER", who), role
    for name, role in account.roles.items():
        services = {str(as_list(s["Principal"].get("Service"))[0]) for s in role.trust}
        if role.id not in seen and "lambda.amazonaws.com" not in services:
            kind = sorted(services)[0].partition(".")[0]
            yield kind if kind == "scheduler" else f"{kind} {name.rpartition('/')[2][:-8]}", role


def _plain(resource: str) -> str:
    """Return a resource without what differs between providers."""
    return re.sub(r"secret:openverse/providers/\w+-", "secret:openverse/providers/NAME-", resource)


def _requests(account: Account, call: Traced) -> Iterator[IamRequest]:
    known = {
        "s3": _s3,
        "sns": _sns,
        "lambda": _lambda,
        "emr": _emr,
        "stepfunctions": _states,
        "glue": _glue,
        "secretsmanager": _secrets,
        "rds-data": _database,
        "service-quotas": _quotas,
    }
    if call.service not in known:
        raise NotImplementedError(f"the permissions of {call.service} are not known here")
    yield from known[call.service](account, call)


def _s3(account: Account, call: Traced) -> Iterator[IamRequest]:
    bucket = f"arn:aws:s3:::{call.parameters['Bucket']}"
    if call.operation == "ListObjectsV2":
        yield IamRequest("s3:ListBucket", bucket)
        return
    if call.operation == "DeleteObjects":
        for item in call.parameters["Delete"]["Objects"]:
            yield IamRequest("s3:DeleteObject", f"{bucket}/{item['Key']}")
        return
    if source := call.parameters.get("CopySource"):
        path = source if isinstance(source, str) else f"{source['Bucket']}/{source['Key']}"
        yield IamRequest("s3:GetObject", f"arn:aws:s3:::{path}")
    if call.operation not in _S3:
        raise NotImplementedError(f"the permissions of S3's {call.operation} are not known here")
    action = _S3[call.operation]
    yield IamRequest(action, f"{bucket}/{call.parameters['Key']}")
    if call.error in _NOT_FOUND:  # else the answer is AccessDenied
        yield IamRequest("s3:ListBucket", bucket)
    if bucket.endswith(ACCOUNT):
        yield from (IamRequest(kms, data_key(account)) for kms in _KEY_FOR.get(action, ()))


def _sns(account: Account, call: Traced) -> Iterator[IamRequest]:
    yield IamRequest(f"sns:{call.operation}", call.parameters["TopicArn"])
    yield from (
        IamRequest(f"kms:{name}", data_key(account)) for name in ("GenerateDataKey", "Decrypt")
    )


def _lambda(_account: Account, call: Traced) -> Iterator[IamRequest]:
    name = str(call.parameters["FunctionName"]).rpartition("function:")[2]
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
    yield IamRequest("lambda:InvokeFunction", arn)


def _emr(_account: Account, call: Traced) -> Iterator[IamRequest]:
    every = call.operation in {"RunJobFlow", "ListClusters"}
    cluster = f"arn:aws:elasticmapreduce:{REGION}:{ACCOUNT}:cluster/j-X"
    yield IamRequest(f"elasticmapreduce:{call.operation}", "*" if every else cluster)


def _states(_account: Account, call: Traced) -> Iterator[IamRequest]:
    given = call.parameters
    arn = str(given.get("executionArn") or given["stateMachineArn"])
    yield IamRequest(f"states:{call.operation}", arn)
    if call.operation == "StartExecution" and call.who.startswith("states"):
        name = arn.rpartition(":")[2]
        if call.who == f"states {name}":  # it goes on in another one of itself, and does not wait
            return
        running = f"arn:aws:states:{REGION}:{ACCOUNT}:execution:{name}:x"
        yield IamRequest("states:StopExecution", running)
        rule = "StepFunctionsGetEventsForStepFunctionsExecutionRule"
        for action in ("PutTargets", "PutRule", "DescribeRule"):
            yield IamRequest(f"events:{action}", f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{rule}")


def _glue(_account: Account, call: Traced) -> Iterator[IamRequest]:
    given = call.parameters
    glue = f"arn:aws:glue:{REGION}:{ACCOUNT}"
    if "JobName" in given:
        waits = ("GetJobRun", "GetJobRuns", "BatchStopJobRun")
        for operation in {call.operation, *(waits if call.operation == "StartJobRun" else ())}:
            yield IamRequest(f"glue:{operation}", f"{glue}:job/{given['JobName']}")
        return
    database = str(given.get("DatabaseName") or given.get("Name"))
    yield IamRequest(f"glue:{call.operation}", f"{glue}:catalog")
    yield IamRequest(f"glue:{call.operation}", f"{glue}:database/{database}")
    table = given.get("TableName") or given.get("TableInput", {}).get("Name")
    table = table or (given["Name"] if "DatabaseName" in given and "Name" in given else None)
    if table:
        yield IamRequest(f"glue:{call.operation}", f"{glue}:table/{database}/{table}")


def _secrets(_account: Account, call: Traced) -> Iterator[IamRequest]:
    name = call.parameters["SecretId"]
    arn = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}-AbCdEf"
    yield IamRequest(f"secretsmanager:{call.operation}", arn)


def _database(account: Account, call: Traced) -> Iterator[IamRequest]:
    """The Data API reads the secret of the master user as the caller."""
    ((cluster, _),) = account.iter_resources("AWS::RDS::DBCluster")
    yield IamRequest(f"rds-data:{call.operation}", account.arn(cluster))
    functions = account.iter_resources("AWS::Lambda::Function")
    (own,) = [p for _, p in functions if f"lambda {p.get('FunctionName')}" == call.who]
    secret = own["Environment"]["Variables"]["MASTER_SECRET_ARN"]
    yield IamRequest("secretsmanager:GetSecretValue", secret)


def _quotas(_account: Account, call: Traced) -> Iterator[IamRequest]:
    yield IamRequest(f"servicequotas:{call.operation}", "*")
