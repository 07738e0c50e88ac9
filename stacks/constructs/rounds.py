"""A state machine that calls one Lambda with what it returned, until it is done."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.input_check import InputRule
from stacks.constructs.machine import Machine
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.state_machine import failure, retry_calls


class Rounds(Construct):
    """For work that takes longer than a Lambda's fifteen minutes and says how far it has come."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        comment: str,
        function: PythonFunction,
        rule: InputRule,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self.machine = Machine(
            self,
            name=name,
            comment=comment,
            rule=rule,
            definition=self._build(name, function, topic),
            timeout=cdk.Duration.days(3),
            topic=topic,
            key=key,
            log_days=log_days,
            wildcards="Lambda grants cover every version of the function.",
        ).machine

    def _build(self, name: str, function: PythonFunction, topic: sns.ITopic) -> sfn.IChainable:
        work = tasks.LambdaInvoke(
            self,
            "Round",
            lambda_function=function.function,
            payload_response_only=True,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
        )
        retry_calls(work)
        work.add_catch(self._build_failure(name, function, topic), result_path="$.failure")
        choice = sfn.Choice(self, "IsItDone")
        choice.when(sfn.Condition.boolean_equals("$.done", True), sfn.Succeed(self, "Done"))
        return work.next(choice.otherwise(work))

    def _build_failure(self, name: str, function: PythonFunction, topic: sns.ITopic) -> sfn.State:
        text = sfn.JsonPath.format(
            f"{name} failed.\nCause: {{}}: {{}}\nLogs: /aws/lambda/{function.name}\n\n"
            f"What is done stays done. To go on: catalog aws start {name}",
            sfn.JsonPath.string_at("$.failure.Error"),
            sfn.JsonPath.string_at("$.failure.Cause"),
        )
        subject = f"{name} failed"
        return failure(self, topic=topic, subject=subject, text=text, error="RoundFailed")
