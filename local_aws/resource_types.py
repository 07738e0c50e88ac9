"""The resource types that moto's CloudFormation lacks, each a row: the calls that make it real."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Properties = dict[str, Any]
Attributes = Mapping[str, str]


def _same(properties: Properties) -> Properties:
    return properties


def _none(name: str, answer: Any) -> Attributes:
    return {}


@dataclass(frozen=True, slots=True)
class ResourceType:
    """How one CloudFormation type is made with an AWS API.

    Attributes:
        type: CloudFormation's name.
        name: the property that names it, "" where CloudFormation alone knows a name.
        create: operation and, where the API differs from the template, `adapt` changes properties.
        delete: operation, called with `identify(name, properties)`; "" where moto has none and the
            parent takes it along.
        ref: path into the answer where `Ref` is found; the name where empty.
    """

    type: str
    service: str
    create: str
    delete: str
    name: str = "Name"
    name_parameter: str = ""
    adapt: Callable[[Properties], Properties] = _same
    identify: Callable[[str, Properties], Properties] | None = None
    ref: str = ""
    attributes: Callable[[str, Any], Attributes] = field(default=_none)


def _workgroup(properties: Properties) -> Properties:
    return {**properties, "Configuration": properties.get("WorkGroupConfiguration", {})}


def _crawler(properties: Properties) -> Properties:
    schedule = properties.get("Schedule", {}).get("ScheduleExpression")
    return {**properties, "Schedule": schedule} if schedule else properties


def _machine(properties: Properties) -> Properties:
    return {
        **properties,
        "name": properties["StateMachineName"],
        "definition": properties["DefinitionString"],
        "type": properties.get("StateMachineType", "STANDARD"),
    }


def _secret(properties: Properties) -> Properties:
    generated = properties.get("GenerateSecretString")
    if not generated:
        return {"SecretString": "{}", **properties}
    template = generated.get("SecretStringTemplate", "{}").rstrip("}")
    value = f'{template}, "{generated.get("GenerateStringKey", "password")}": "local-only"}}'
    return {**properties, "SecretString": value.replace("{,", "{")}


def _budget(properties: Properties) -> Properties:
    from local_aws.environment import ACCOUNT

    return {**properties, "AccountId": ACCOUNT}


def _parameter_group(properties: Properties) -> Properties:
    return {**properties, "DBParameterGroupFamily": properties["Family"]}


def _cluster_attributes(name: str, answer: Any) -> Attributes:
    cluster = answer["DBCluster"]
    return {
        "Endpoint.Address": cluster["Endpoint"],
        "Endpoint.Port": str(cluster["Port"]),
        "ReadEndpoint.Address": cluster["ReaderEndpoint"],
        "DBClusterArn": cluster["DBClusterArn"],
        "DBClusterResourceId": cluster["DbClusterResourceId"],
        "MasterUserSecret.SecretArn": cluster["MasterUserSecret"]["SecretArn"],
    }


def _rule(properties: Properties) -> Properties:
    ports = {key: properties[key] for key in ("IpProtocol", "FromPort", "ToPort")}
    peers = ("DestinationSecurityGroupId", "SourceSecurityGroupId")
    (peer,) = [{"GroupId": properties[key]} for key in peers if key in properties]
    permission = {**ports, "UserIdGroupPairs": [peer]}
    return {"GroupId": properties["GroupId"], "IpPermissions": [permission]}


def _by(parameter: str) -> Callable[[str, Properties], Properties]:
    return lambda name, _: {parameter: name}


KINDS = (
    ResourceType(
        "AWS::Glue::Database",
        "glue",
        "create_database",
        "delete_database",
        name="",
        identify=lambda _, p: {"Name": p["DatabaseInput"]["Name"]},
        ref="request.DatabaseInput.Name",
    ),
    ResourceType(
        "AWS::Glue::Table",
        "glue",
        "create_table",
        "delete_table",
        name="",
        identify=lambda _, p: {"DatabaseName": p["DatabaseName"], "Name": p["TableInput"]["Name"]},
        ref="request.TableInput.Name",
    ),
    ResourceType("AWS::Glue::Job", "glue", "create_job", "delete_job", identify=_by("JobName")),
    ResourceType("AWS::Glue::Trigger", "glue", "create_trigger", "delete_trigger"),
    ResourceType("AWS::Glue::Crawler", "glue", "create_crawler", "delete_crawler", adapt=_crawler),
    ResourceType(
        "AWS::Glue::SecurityConfiguration",
        "glue",
        "create_security_configuration",
        "delete_security_configuration",
    ),
    ResourceType(
        "AWS::Athena::WorkGroup",
        "athena",
        "create_work_group",
        "delete_work_group",
        adapt=_workgroup,
        identify=lambda name, _: {"WorkGroup": name, "RecursiveDeleteOption": True},
    ),
    ResourceType(
        "AWS::Athena::NamedQuery",
        "athena",
        "create_named_query",
        "",
        name="",
        identify=_by("NamedQueryId"),
        ref="NamedQueryId",
    ),
    ResourceType(
        "AWS::Athena::PreparedStatement",
        "athena",
        "create_prepared_statement",
        "",
        name="StatementName",
        identify=lambda name, p: {"StatementName": name, "WorkGroup": p["WorkGroup"]},
    ),
    ResourceType(
        "AWS::SecretsManager::Secret",
        "secretsmanager",
        "create_secret",
        "delete_secret",
        adapt=_secret,
        identify=lambda name, _: {"SecretId": name, "ForceDeleteWithoutRecovery": True},
        ref="ARN",
        attributes=lambda _, answer: {"Id": answer["ARN"]},
    ),
    ResourceType(
        "AWS::Scheduler::Schedule",
        "scheduler",
        "create_schedule",
        "delete_schedule",
        attributes=lambda _, answer: {"Arn": answer["ScheduleArn"]},
    ),
    ResourceType(
        "AWS::Scheduler::ScheduleGroup",
        "scheduler",
        "create_schedule_group",
        "delete_schedule_group",
    ),
    ResourceType(
        "AWS::CloudWatch::Alarm",
        "cloudwatch",
        "put_metric_alarm",
        "delete_alarms",
        name="AlarmName",
        identify=lambda name, _: {"AlarmNames": [name]},
        attributes=lambda name, _: {
            "Arn": f"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{name}"
        },
    ),
    ResourceType(
        "AWS::StepFunctions::StateMachine",
        "stepfunctions",
        "create_state_machine",
        "delete_state_machine",
        name="StateMachineName",
        adapt=_machine,
        identify=_by("stateMachineArn"),
        ref="stateMachineArn",
        attributes=lambda name, answer: {"Arn": answer["stateMachineArn"], "Name": name},
    ),
    ResourceType(
        "AWS::Budgets::Budget",
        "budgets",
        "create_budget",
        "delete_budget",
        name="",
        adapt=_budget,
        identify=lambda _, p: {
            "AccountId": "123456789012",
            "BudgetName": p["Budget"]["BudgetName"],
        },
        ref="request.Budget.BudgetName",
    ),
    ResourceType(
        "AWS::EC2::SecurityGroupEgress",
        "ec2",
        "authorize_security_group_egress",
        "revoke_security_group_egress",
        name="",
        adapt=_rule,
        identify=lambda _, p: _rule(p),
    ),
    # moto has this one, but leaves the rule when the resource is deleted, and then its groups.
    ResourceType(
        "AWS::EC2::SecurityGroupIngress",
        "ec2",
        "authorize_security_group_ingress",
        "revoke_security_group_ingress",
        name="",
        adapt=_rule,
        identify=lambda _, p: _rule(p),
    ),
    ResourceType(
        "AWS::FIS::ExperimentTemplate",
        "fis",
        "create_experiment_template",
        "delete_experiment_template",
        name="",
        adapt=lambda p: {**p, "clientToken": "local"},
        identify=_by("id"),
        ref="experimentTemplate.id",
    ),
    ResourceType(
        "AWS::Lambda::Version",
        "lambda",
        "publish_version",
        "",
        name="",
        ref="FunctionArn",
    ),
    ResourceType(
        "AWS::RDS::DBCluster",
        "rds",
        "create_db_cluster",
        "delete_db_cluster",
        name="DBClusterIdentifier",
        identify=lambda name, _: {"DBClusterIdentifier": name, "SkipFinalSnapshot": True},
        attributes=_cluster_attributes,
    ),
    ResourceType(
        "AWS::RDS::DBClusterParameterGroup",
        "rds",
        "create_db_cluster_parameter_group",
        "delete_db_cluster_parameter_group",
        name="DBClusterParameterGroupName",
        adapt=_parameter_group,
    ),
)

# moto enforces no policies but those of buckets; and under one that asks for TLS, plain HTTP on
# loopback would be refused.
NOT_ENFORCED = ("AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy")
