"""One state machine for every provider: pull in rounds until done, then tell if it was not."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.logs import retention
from stacks.nag import accept_wildcards

NAME = "openverse-ingest"
_PASSING = [
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
]


class Ingestion(Construct):
    """`openverse-ingest`: its input names a provider; the document that goes round is the event.

    The cursor is in the event, so that an execution that failed goes on where it stopped when it
    is started again with the last event as its input.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
        load_function: str | None,
    ) -> None:
        super().__init__(scope, construct_id)
        self.machine_name = NAME
        self._topic = topic
        self._failed = self._build_failure()
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/vendedlogs/states/{NAME}",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=NAME,
            comment="Pulls one provider into the landing zone and loads what came",
            definition_body=sfn.DefinitionBody.from_chainable(self._build_rounds(load_function)),
            tracing_enabled=True,
            timeout=cdk.Duration.days(7),
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ALL, include_execution_data=True
            ),
        )
        self._grant(key)

    def _build_rounds(self, load_function: str | None) -> sfn.IChainable:
        pull = self._invoke("Pull", f"States.Format('{NAME}-{{}}', $.provider)")
        done = sfn.Succeed(self, "Done")
        last: sfn.IChainable = done
        if load_function:
            last = self._build_load(load_function, done)
        choice = sfn.Choice(self, "IsItDone")
        choice.when(sfn.Condition.boolean_equals("$.done", True), last)
        return pull.next(choice.otherwise(pull))

    def _build_load(self, load_function: str, done: sfn.State) -> sfn.IChainable:
        """Load the folders that were filled, in rounds as well."""
        begin = sfn.Pass(
            self,
            "WhatToLoad",
            parameters={
                "provider.$": "$.provider",
                "pulled.$": "$.counts",
                "folders.$": "$.folders",
            },
        )
        load = self._invoke("Load", f"States.Format('{load_function}')")
        choice = sfn.Choice(self, "IsItLoaded")
        choice.when(sfn.Condition.boolean_equals("$.done", True), done)
        return begin.next(load).next(choice.otherwise(load))

    def _invoke(self, construct_id: str, function: str) -> sfn.CustomState:
        """Call a Lambda whose name is only known while it runs; what it returns goes on."""
        state = sfn.CustomState(
            self,
            construct_id,
            state_json={
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName.$": function, "Payload.$": "$"},
                "OutputPath": "$.Payload",
                "TimeoutSeconds": 960,
                "Retry": [
                    {
                        "ErrorEquals": _PASSING,
                        "IntervalSeconds": 5,
                        "MaxAttempts": 10,
                        "BackoffRate": 2,
                        "MaxDelaySeconds": 300,
                    },
                    {
                        "ErrorEquals": ["States.TaskFailed"],
                        "IntervalSeconds": 60,
                        "MaxAttempts": 3,
                        "BackoffRate": 5,
                    },
                ],
            },
        )
        state.add_catch(self._failed, result_path="$.failure")
        return state

    def _build_failure(self) -> sfn.State:
        notice = tasks.SnsPublish(
            self,
            "NotifyFailure",
            topic=self._topic,
            subject="A provider could not be pulled",
            message=sfn.TaskInput.from_text(
                sfn.JsonPath.format(
                    "Provider: {}\nCause: {}\nLogs: /aws/lambda/openverse-ingest-{}\n\n"
                    "What was written stays. To go on, start the execution again with its last "
                    "event as the input:\n{}",
                    sfn.JsonPath.string_at("$.provider"),
                    sfn.JsonPath.json_to_string(sfn.JsonPath.object_at("$.failure")),
                    sfn.JsonPath.string_at("$.provider"),
                    sfn.JsonPath.string_at("$$.Execution.Id"),
                )
            ),
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(5)),
        )
        notice.next(sfn.Fail(self, "Failed", error="PullFailed", cause_path="$.failure.Cause"))
        return notice

    def _grant(self, key: kms.IKey) -> None:
        stack = cdk.Stack.of(self)
        key.grant_encrypt_decrypt(self.machine)
        self.machine.add_to_role_policy(
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"],
                resources=[
                    f"arn:aws:lambda:{stack.region}:{stack.account}:function:{name}"
                    for name in (f"{NAME}-*", "openverse-load-media")
                ],
            )
        )
        accept_wildcards(
            self.machine,
            "It calls the function of whichever provider its input names.",
            unscoped="Log delivery and X-Ray have no resources to name in a policy.",
        )
