"""A state machine that calls one Lambda with what it returned, until it is done."""

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.logs import retention
from stacks.constructs.python_function import PythonFunction
from stacks.nag import accept_wildcards


class Rounds(Construct):
    """For work that takes longer than a Lambda's fifteen minutes and says how far it has come."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        function: PythonFunction,
        defaults: Mapping[str, Any],
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/vendedlogs/states/{name}",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=name,
            definition_body=sfn.DefinitionBody.from_chainable(
                self._build(name, function, defaults, topic)
            ),
            tracing_enabled=True,
            timeout=cdk.Duration.days(3),
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ALL, include_execution_data=True
            ),
        )
        key.grant_encrypt_decrypt(self.machine)
        accept_wildcards(
            self.machine,
            "Lambda grants cover every version of the function.",
            unscoped="Log delivery and X-Ray have no resources to name in a policy.",
        )

    def _build(
        self, name: str, function: PythonFunction, defaults: Mapping[str, Any], topic: sns.ITopic
    ) -> sfn.IChainable:
        begin = sfn.Pass(
            self,
            "Begin",
            parameters={"defaults": defaults, "given.$": "$"},
        )
        event = sfn.Pass(
            self,
            "FillInEvent",
            parameters={"event.$": "States.JsonMerge($.defaults, $.given, false)"},
            output_path="$.event",
        )
        work = tasks.LambdaInvoke(
            self,
            "Round",
            lambda_function=function.function,
            payload_response_only=True,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
        )
        notice = tasks.SnsPublish(
            self,
            "NotifyFailure",
            topic=topic,
            subject=f"{name} failed",
            message=sfn.TaskInput.from_text(
                sfn.JsonPath.format(
                    f"{name} failed.\nCause: {{}}\nLogs: /aws/lambda/{function.name}\n\n"
                    "What is done stays done; start it again to go on.",
                    sfn.JsonPath.json_to_string(sfn.JsonPath.object_at("$.failure")),
                )
            ),
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(5)),
        )
        notice.next(sfn.Fail(self, "Failed", error="RoundFailed", cause_path="$.failure.Cause"))
        work.add_retry(max_attempts=2, interval=cdk.Duration.seconds(60))
        work.add_catch(notice, result_path="$.failure")
        choice = sfn.Choice(self, "IsItDone")
        choice.when(sfn.Condition.boolean_equals("$.done", True), sfn.Succeed(self, "Done"))
        return begin.next(event).next(work).next(choice.otherwise(work))
