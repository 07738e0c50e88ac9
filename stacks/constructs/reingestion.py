"""A state machine that has old days of a provider pulled again, each by an execution of its own."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from catalog.operations.names import REINGEST as NAME
from catalog.providers.registry import providers
from stacks.constructs.ingestion import input_rule
from stacks.constructs.machine import Machine
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.state_machine import (
    STATES_BUSY,
    failure,
    retry_calls,
    retry_throttles,
)


class ReingestionMachine(Construct):
    """`openverse-reingest`: its input names a provider; a Lambda lists the days.

    So many days as the provider's rule says are under way at a time: while one is pulled, others
    are loaded or wait for their turn at the provider's function. A day that fails tells so itself,
    does not keep the others from being pulled, and lets this execution fail in the end.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        plan: PythonFunction,
        ingest: sfn.IStateMachine,
        reserved: bool,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self._failed = self._build_failure(plan, topic)
        self.machine = Machine(
            self,
            name=NAME,
            comment="Pulls old days of one provider again",
            rule=input_rule(NAME, (item for item in providers() if item.reingestion)),
            definition=self._build_plan(plan).next(self._build_days(ingest, reserved=reserved)),
            timeout=cdk.Duration.days(7),
            topic=topic,
            key=key,
            log_days=log_days,
            wildcards="Lambda grants cover every version; "
            "an execution's name is not known beforehand.",
        ).machine

    def _build_plan(self, plan: PythonFunction) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            "ListDays",
            lambda_function=plan.function,
            payload_response_only=True,
            result_path="$.plan",
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(2)),
        )
        retry_calls(task)
        task.add_catch(self._failed, result_path="$.failure")
        return task

    def _build_days(self, ingest: sfn.IStateMachine, *, reserved: bool) -> sfn.IChainable:
        days = sfn.Map(
            self,
            "EachDay",
            items_path="$.plan.events",
            max_concurrency=None if reserved else 1,
            max_concurrency_path="$.plan.parallel" if reserved else None,
            result_path="$.days",
        )
        days.item_processor(self._build_day(ingest))
        statuses = sfn.Pass(
            self, "Statuses", parameters={"all.$": "$.days[*].status"}, result_path="$.statuses"
        )
        look = sfn.Pass(
            self,
            "LookForFailures",
            parameters={"any.$": "States.ArrayContains($.statuses.all, 'FAILED')"},
            result_path="$.failures",
        )
        some = sfn.Fail(
            self, "SomeDaysFailed", error="SomeDaysFailed", cause="Each has sent a notice."
        )
        choice = sfn.Choice(self, "DidAllSucceed")
        choice.when(sfn.Condition.boolean_equals("$.failures.any", True), some)
        choice.otherwise(sfn.Succeed(self, "Done"))
        return days.next(statuses).next(look).next(choice)

    def _build_day(self, ingest: sfn.IStateMachine) -> sfn.IChainable:
        day = tasks.StepFunctionsStartExecution(
            self,
            "IngestDay",
            state_machine=ingest,
            name=sfn.JsonPath.format(
                "{}-{}-{}",
                sfn.JsonPath.string_at("$.provider"),
                sfn.JsonPath.string_at("$.day"),
                sfn.JsonPath.uuid(),
            ),
            integration_pattern=sfn.IntegrationPattern.RUN_JOB,
            result_selector={"status.$": "$.Status"},
            task_timeout=sfn.Timeout.duration(cdk.Duration.days(6)),
        )
        retry_throttles(day, *STATES_BUSY)
        failed = sfn.Pass(self, "DayFailed", parameters={"status": "FAILED", "day.$": "$.day"})
        day.add_catch(failed, result_path="$.failure")
        return day

    def _build_failure(self, plan: PythonFunction, topic: sns.ITopic) -> sfn.State:
        at = sfn.JsonPath
        text = at.format(
            f"Input: {{}}\nCause: {{}}: {{}}\nLogs: /aws/lambda/{plan.name}",
            at.json_to_string(at.object_at("$$.Execution.Input")),
            at.string_at("$.failure.Error"),
            at.string_at("$.failure.Cause"),
        )
        subject = "Old days could not be listed"
        return failure(self, topic=topic, subject=subject, text=text, error="NoPlan")
