"""What AWS's own services ask for on our behalf, so that they can do what we asked of them.

Our code's calls are traced; these are made where no trace of ours reaches. Each has the source
that says so. `denied` evaluates all of them against a set of templates.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from local_aws.policies.calls import Call, data_key, only
from local_aws.policies.cluster_launch import launch_calls, missing_rules, untagged_subnets
from local_aws.policies.evaluator import (
    IamRequest,
    as_list,
)
from local_aws.policies.templates import ACCOUNT, REGION, Account, Role


def denied(account: Account) -> list[str]:
    """Return every call of a service that no policy allows, and every missing rule and tag."""
    calls = [str(call) for call in service_calls(account) if call.granted_by is None]
    return calls + missing_rules(account) + untagged_subnets(account)


def service_calls(account: Account) -> list[Call]:
    """Return every call that AWS's services make for us."""
    parts = (launch_calls, _schedules, _notices, _logs, _glue, _functions, _chaos, _crawler)
    return [call for part in parts for call in part(account)]


def _schedules(account: Account) -> Iterator[Call]:
    """Scheduler starts a target as a role, and puts what it could not start into a queue."""
    source = "EventBridge Scheduler User Guide, Setting up the execution role; Encryption at rest"
    key = data_key(account)
    for name, schedule in account.iter_resources("AWS::Scheduler::Schedule"):
        target = schedule["Target"]
        role = account.role_of(target["RoleArn"])
        asks = "EventBridge Scheduler, to start a target"
        starts = {"states": "states:StartExecution", "lambda": "lambda:InvokeFunction"}
        action = starts.get(target["Arn"].split(":")[2], f"glue:{target['Arn'].rpartition(':')[2]}")
        resource = target.get("Resource", target["Arn"])
        yield Call(asks, IamRequest(action, resource), source, role, where=name)
        asks = "EventBridge Scheduler, to keep what it could not start"
        queue = target["DeadLetterConfig"]["Arn"]
        yield Call(asks, IamRequest("sqs:SendMessage", queue), source, role)
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            yield Call(asks, IamRequest(action, key), source, role)


def _notices(account: Account) -> Iterator[Call]:
    """Services publish to the encrypted topic as themselves: its policy and its key's decide."""
    _, key = only(account, "AWS::KMS::Key", "/DataKey")
    _, topic = only(account, "AWS::SNS::TopicPolicy", "Notices")
    policies = (
        ("sns:Publish", topic["Topics"][0], topic["PolicyDocument"], "the topic's policy"),
        ("kms:GenerateDataKey", data_key(account), key["KeyPolicy"], "the data key's policy"),
        ("kms:Decrypt", data_key(account), key["KeyPolicy"], "the data key's policy"),
    )
    # EventBridge names neither account nor rule: "Condition blocks are not supported".
    own = {"aws:SourceAccount": ACCOUNT, "aws:SecureTransport": "true"}
    services = {
        "events": {"aws:SecureTransport": "true"},
        "cloudwatch": {**own, "aws:SourceArn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:x"},
        "budgets": {**own, "aws:SourceArn": f"arn:aws:budgets::{ACCOUNT}:budget/x"},
    }
    source = "SNS Developer Guide, Enable compatibility between event sources and encrypted topics"
    for service, context in services.items():
        for action, resource, document, where in policies:
            principal = f"{service}.amazonaws.com"
            yield Call(
                f"{principal}, to tell people",
                IamRequest(action, resource, context, principal),
                source,
                policy=tuple(document["Statement"]),
                where=where,
            )


def _logs(account: Account) -> Iterator[Call]:
    """CloudWatch Logs encrypts each group; S3 and the VPC deliver theirs."""
    keys = {account.arn(name): key for name, key in account.iter_resources("AWS::KMS::Key")}
    source = "CloudWatch Logs User Guide, Encrypt log data using AWS KMS"
    for name, group in account.iter_resources("AWS::Logs::LogGroup"):
        arn = account.arn(name).removesuffix(":*")
        for action in ("Encrypt", "Decrypt", "ReEncryptFrom", "GenerateDataKey", "DescribeKey"):
            yield Call(
                "CloudWatch Logs, to encrypt a log group",
                IamRequest(
                    f"kms:{action}",
                    group["KmsKeyId"],
                    {"kms:EncryptionContext:aws:logs:arn": arn},
                    f"logs.{REGION}.amazonaws.com",
                ),
                source,
                policy=tuple(keys[group["KmsKeyId"]]["KeyPolicy"]["Statement"]),
                where="the key's policy",
            )
    yield from _access_logs(account)
    yield from _flow_logs(account)


def _access_logs(account: Account) -> Iterator[Call]:
    name, logs = only(account, "AWS::S3::Bucket", "AccessLogs")
    _, policy = only(account, "AWS::S3::BucketPolicy", "AccessLogs")
    for bucket_id, bucket in account.iter_resources("AWS::S3::Bucket"):
        if bucket_id == name:
            continue
        prefix = bucket["LoggingConfiguration"]["LogFilePrefix"]
        context = {
            "aws:SourceArn": account.arn(bucket_id),
            "aws:SourceAccount": ACCOUNT,
            "aws:SecureTransport": "true",
            "s3:TlsVersion": "1.3",
        }
        target = f"arn:aws:s3:::{logs['BucketName']}/{prefix}x"
        yield Call(
            "S3, to write a bucket's access log",
            IamRequest("s3:PutObject", target, context, "logging.s3.amazonaws.com"),
            "S3 User Guide, Permissions for log delivery",
            policy=tuple(policy["PolicyDocument"]["Statement"]),
            where="the log bucket's policy",
        )


def _flow_logs(account: Account) -> Iterator[Call]:
    _, flow = only(account, "AWS::EC2::FlowLog", "")
    role = account.role_of(flow["DeliverLogsPermissionArn"])
    group = account.arn(only(account, "AWS::Logs::LogGroup", "/FlowLogs")[0])
    for action in ("CreateLogStream", "PutLogEvents", "DescribeLogStreams"):
        yield Call(
            "the VPC, to write its flow log",
            IamRequest(f"logs:{action}", group),
            "VPC User Guide, IAM role for publishing flow logs to CloudWatch Logs",
            role,
        )


def _glue(account: Account) -> Iterator[Call]:
    """A Glue job writes logs and metrics as its role before our script begins."""
    source = "Glue Developer Guide, Setting up encryption; Logging for AWS Glue jobs"
    key = data_key(account)
    for name, job in account.iter_resources("AWS::Glue::Job"):
        role = account.role_of(job["Role"])
        arguments = job["DefaultArguments"]
        group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{glue_log_groups(job)[0]}"
        script = job["Command"]["ScriptLocation"].removeprefix("s3://")
        wheels = arguments["--additional-python-modules"].split(",")
        reads = [script, *(wheel.removeprefix("s3://") for wheel in wheels[:1])]
        requests = [
            *(
                ("read its code", IamRequest("s3:GetObject", f"arn:aws:s3:::{path}"))
                for path in reads
            ),
            *(("use the key", IamRequest(f"kms:{a}", key)) for a in ("Decrypt", "GenerateDataKey")),
            *(
                ("log", IamRequest(f"logs:{action}", f"{group}:log-stream:x"))
                for action in ("CreateLogGroup", "CreateLogStream", "PutLogEvents")
            ),
            ("log", IamRequest("logs:AssociateKmsKey", group)),
        ]
        if arguments.get("--enable-metrics") == "true":
            context = {"cloudwatch:namespace": "Glue"}
            requests.append(("measure", IamRequest("cloudwatch:PutMetricData", "*", context)))
        for what, request in requests:
            yield Call(f"a Glue job, to {what}", request, source, role, where=name)


def glue_log_groups(job: Mapping[str, Any]) -> list[str]:
    """Return the names that Glue 5.0 gives to the log groups of a job ("Logging for Glue jobs")."""
    prefix = job["DefaultArguments"]["--custom-logGroup-prefix"]
    place = f"{prefix}/{job['SecurityConfiguration']}-role/{job['Role'].rpartition('/')[2]}"
    return [f"{place}/{kind}" for kind in ("error", "output")]


def _crawler(account: Account) -> Iterator[Call]:
    """A crawler looks at the table's files, and notes partitions that it finds."""
    source = "Glue Developer Guide, Crawler prerequisites; AWSGlueServiceRole, v1"
    for _, crawler in account.iter_resources("AWS::Glue::Crawler"):
        role = account.role_of(crawler["Role"])
        database = crawler["DatabaseName"]
        glue = f"arn:aws:glue:{REGION}:{ACCOUNT}"
        _, lake = only(account, "AWS::S3::Bucket", "CommonsmapperV2")
        bucket = f"arn:aws:s3:::{lake['BucketName']}"
        requests = [
            IamRequest("s3:ListBucket", bucket),
            IamRequest("s3:GetObject", f"{bucket}/data/crawl=x/part.parquet"),
            *(IamRequest(f"kms:{a}", data_key(account)) for a in ("Decrypt", "GenerateDataKey")),
        ]
        names = ("catalog", f"database/{database}", f"table/{database}/data")
        for action in _CRAWLS:
            requests += [IamRequest(f"glue:{action}", f"{glue}:{name}") for name in names]
        streams = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws-glue/crawlers-x"
        for action in ("CreateLogGroup", "CreateLogStream", "PutLogEvents"):
            requests.append(IamRequest(f"logs:{action}", f"{streams}:log-stream:x"))
        requests.append(IamRequest("logs:AssociateKmsKey", streams))
        context = {"cloudwatch:namespace": "Glue"}
        requests.append(IamRequest("cloudwatch:PutMetricData", "*", context))
        for request in requests:
            yield Call("a Glue crawler, to look for partitions", request, source, role)


def _functions(account: Account) -> Iterator[Call]:
    """Lambda and Step Functions log, trace and, in the VPC, make network interfaces."""
    for name, function in account.iter_resources("AWS::Lambda::Function"):
        if not function.get("FunctionName"):
            continue  # CDK's own
        role = account.role_of(function["Role"])
        group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/{function['FunctionName']}"
        requests = [
            *(("log", f"logs:{a}", f"{group}:log-stream:x") for a in _WRITE_LOGS),
            *(("be traced", f"xray:{a}", "*") for a in _TRACE),
        ]
        if "VpcConfig" in function:
            requests += [("work in the VPC", f"ec2:{a}", "*") for a in _INTERFACES]
        variables = function.get("Environment", {}).get("Variables", {})
        if user := variables.get("DATABASE_IAM"):
            ((cluster, _),) = account.iter_resources("AWS::RDS::DBCluster")
            place = f"arn:aws:rds-db:{REGION}:{ACCOUNT}:dbuser:{account.resource_id(cluster)}"
            requests.append(("log in to the database", "rds-db:connect", f"{place}/{user}"))
        for what, action, resource in requests:
            source = "Lambda Developer Guide, Defining permissions with an execution role"
            yield Call(
                f"a Lambda, to {what}", IamRequest(action, resource), source, role, where=name
            )
    for name, machine in account.iter_resources("AWS::StepFunctions::StateMachine"):
        role = account.role_of(machine["RoleArn"])
        for what, actions in (("log", _DELIVER_LOGS), ("be traced", _TRACE)):
            for action in actions:
                service = "xray" if action in _TRACE else "logs"
                request = IamRequest(f"{service}:{action}", "*")
                source = "Step Functions Developer Guide, Logging with CloudWatch Logs; X-Ray"
                yield Call(f"a state machine, to {what}", request, source, role, where=name)


def _chaos(account: Account) -> Iterator[Call]:
    """The experiment looks for nodes by their tags, then interrupts them."""
    source = "FIS User Guide, AWSFaultInjectionSimulatorEC2Access; aws:ec2:spot-instance targets"
    for _, template in account.iter_resources("AWS::FIS::ExperimentTemplate"):
        role = account.role_of(template["RoleArn"])
        tags = template["Targets"]["nodes"]["ResourceTags"]
        context = {f"aws:ResourceTag/{key}": value for key, value in tags.items()}
        node = f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/x"
        asks = "FIS, to interrupt spot nodes"
        yield Call(asks, IamRequest("ec2:DescribeInstances", "*"), source, role)
        interrupt = IamRequest("ec2:SendSpotInstanceInterruptions", node, context)
        yield Call(asks, interrupt, source, role)


# AWS lists nowhere what a crawler calls (its own policy allows glue:*): these are the calls that
# read a database and its table, and make or change partitions.
_CRAWLS = (
    "GetDatabase",
    "GetTable",
    "GetTables",
    "UpdateTable",
    "GetPartition",
    "GetPartitions",
    "BatchGetPartition",
    "BatchCreatePartition",
    "BatchUpdatePartition",
)
_WRITE_LOGS = ("CreateLogStream", "PutLogEvents")
_TRACE = ("PutTraceSegments", "PutTelemetryRecords")
_INTERFACES = (
    "CreateNetworkInterface",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "DeleteNetworkInterface",
    "AssignPrivateIpAddresses",
    "UnassignPrivateIpAddresses",
)
_DELIVER_LOGS = (
    "CreateLogDelivery",
    "GetLogDelivery",
    "UpdateLogDelivery",
    "DeleteLogDelivery",
    "ListLogDeliveries",
    "PutResourcePolicy",
    "DescribeResourcePolicies",
    "DescribeLogGroups",
)


def table(account: Account) -> list[str]:
    """Return the lines of a Markdown table: who asks, as which role, for what, granted by what."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for call in service_calls(account):
        role = _kind(call.role) if call.role else "itself"
        place = _plain(call.granted_by or "nobody", call)
        actions = rows.setdefault((call.asks, role, place), [])
        if call.request.action not in actions:
            actions.append(call.request.action)
    lines = ["| who asks, what for | as | actions | granted by |", "| --- | --- | --- | --- |"]
    for (asks, role, place), actions in rows.items():
        shown = ", ".join(f"`{action}`" for action in actions)
        lines.append(f"| {asks} | {role} | {shown} | {place} |")
    return lines


def _kind(role: Role) -> str:
    """Say whose role it is; those of schedules, functions and machines are alike."""
    services = {as_list(s["Principal"].get("Service"))[0] for s in role.trust}
    shared = {"scheduler": "a schedule", "lambda": "a Lambda", "states": "a state machine"}
    service = str(sorted(services)[0]).partition(".")[0]
    return shared.get(service) or role.description or role.id


def _plain(place: str, call: Call) -> str:
    if call.role and place.startswith("Amazon"):
        return place
    return "the role's own policy" if call.role else place
