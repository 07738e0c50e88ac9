"""Two functions in turns: one notes beside the database, the other asks outside it."""

from collections.abc import Callable, Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from catalog.ingestion.suspects import GoneEvent
from catalog.operations.link_rounds import LinkEvent
from catalog.operations.names import GONE, INGEST, LINKS
from stacks.constructs.ingestion import RETRIES
from stacks.constructs.input_check import InputRule, one_of, optional, optional_list
from stacks.constructs.machine import Machine
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.state_machine import failure, notice, retry_calls

# Builds the state that asks, of the construct, what comes after it and what after a failure.
Asking = Callable[[Construct, sfn.IChainable, sfn.IChainable], sfn.Chain]
_IS_TO_ASK = sfn.Condition.is_not_null("$.portion")
_IS_ASKED = sfn.Condition.is_not_null("$.findings")


class Turns(Construct):
    """A machine that notes and picks, asks for what was picked, notes again, until it is done.

    What an operator should know, such as removals that are held back, is told in a notice; the
    execution succeeds all the same.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        rule: InputRule,
        comment: str,
        subject: str,
        note: PythonFunction,
        asking: Asking,
        defaults: dict[str, Any],
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
        wildcards: str,
        policies: Sequence[iam.PolicyStatement] = (),
    ) -> None:
        super().__init__(scope, construct_id)
        self._name, self._subject, self._topic = rule.name, subject, topic
        self.machine = Machine(
            self,
            name=rule.name,
            comment=comment,
            rule=rule,
            definition=self._build(defaults, note, asking),
            timeout=cdk.Duration.days(2),
            topic=topic,
            key=key,
            log_days=log_days,
            wildcards=wildcards,
            policies=policies,
        ).machine

    def _build(
        self, defaults: dict[str, Any], note: PythonFunction, asking: Asking
    ) -> sfn.IChainable:
        given = {"defaults": defaults, "given.$": "$"}
        begin = sfn.Pass(
            self,
            "Begin",
            parameters={"event.$": "States.JsonMerge($.defaults, $.given, false)"},
            output_path="$.event",
        )
        failed = self._build_failure()
        noting = call(self, "Note", note, failed)
        asked = sfn.Choice(self, "IsAllAskedFor").when(_IS_ASKED, noting)
        ask = asking(self, noting, failed).next(asked)
        asked.otherwise(ask)
        is_done = sfn.Condition.boolean_equals("$.done", True)
        choice = sfn.Choice(self, "IsItDone").when(is_done, self._build_end(failed))
        noting.next(choice.when(_IS_TO_ASK, ask).otherwise(noting))
        return sfn.Pass(self, "Defaults", parameters=given).next(begin).next(noting)

    def _build_end(self, failed: sfn.IChainable) -> sfn.IChainable:
        done = sfn.Succeed(self, "Done")
        text = sfn.JsonPath.format(
            "{}\n\nWhere a removal is held back and you believe it: "
            f"catalog aws start {self._name} --input JSON, with an object of provider (its name) "
            "and accept (true)",
            sfn.JsonPath.string_at("$.notice"),
        )
        subject = f"{self._subject}: look at this"
        tell = notice(self, "NotifyFound", topic=self._topic, subject=subject, text=text)
        tell.add_catch(failed, result_path="$.failure")
        tell.next(done)
        silent = sfn.Condition.string_equals("$.notice", "")
        return sfn.Choice(self, "IsThereSomethingToTell").when(silent, done).otherwise(tell)

    def _build_failure(self) -> sfn.IChainable:
        text = sfn.JsonPath.format(
            f"{self._name} failed.\nCause: {{}}: {{}}\nLogs: /aws/lambda/openverse-...\n\n"
            "What was found is noted. It goes on by the clock, or with: "
            f"catalog aws start {self._name}",
            sfn.JsonPath.string_at("$.failure.Error"),
            sfn.JsonPath.string_at("$.failure.Cause"),
        )
        subject = f"{self._subject} could not be checked"
        return failure(self, topic=self._topic, subject=subject, text=text, error="CheckFailed")


def call(
    scope: Construct, construct_id: str, function: PythonFunction, failed: sfn.IChainable
) -> tasks.LambdaInvoke:
    """Return the state that hands the event to a function and takes what it returns."""
    task = tasks.LambdaInvoke(
        scope,
        construct_id,
        lambda_function=function.function,
        payload_response_only=True,
        task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
    )
    retry_calls(task)
    task.add_catch(failed, result_path="$.failure")
    return task


def ask_with(function: PythonFunction) -> Asking:
    """Let one function ask for everything; where it fails the execution does."""
    return lambda scope, _noting, failed: sfn.Chain.start(call(scope, "Ask", function, failed))


def ask_providers(scope: Construct, noting: sfn.IChainable, _failed: sfn.IChainable) -> sfn.Chain:
    """Let the function of the current provider ask; one that fails is noted, and costs itself."""
    task: dict[str, Any] = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {
            "FunctionName.$": f"States.Format('{INGEST}-{{}}', $.current)",
            "Payload.$": "$",
        },
        "OutputPath": "$.Payload",
        "TimeoutSeconds": 960,
        "Retry": RETRIES,
    }
    state = sfn.CustomState(scope, "Ask", state_json=task)
    state.add_catch(noting, result_path="$.failure")
    return sfn.Chain.start(state)


def may_ask_providers(stack: cdk.Stack) -> iam.PolicyStatement:
    """Say that the function of whichever provider has works in doubt may be called."""
    name = f"arn:aws:lambda:{stack.region}:{stack.account}:function:{INGEST}-*"
    return iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[name])


def link_rule() -> InputRule:
    """Say what the check of works' files takes."""
    number = sfn.Condition.is_numeric
    return InputRule(
        LINKS,
        dict.fromkeys(sorted(LinkEvent.__annotations__)),
        [
            optional("budget", number),
            optional("older_than", number),
            optional("often", number),
            optional("provider", sfn.Condition.string_matches, "*"),
            optional("accept", sfn.Condition.is_boolean),
            optional_list("media"),
        ],
        "nothing, or budget (requests), provider, media (a list), older_than and often (days), "
        "accept (true believes more than a tenth of removals).",
    )


def gone_rule(names: list[str]) -> InputRule:
    """Say what the check of works at their sources takes, of these providers."""
    return InputRule(
        GONE,
        dict.fromkeys(sorted(GoneEvent.__annotations__)),
        [
            optional("provider", lambda _: one_of("provider", names)),
            optional("runs", sfn.Condition.is_numeric),
            optional("accept", sfn.Condition.is_boolean),
        ],
        f"nothing, or provider (one of {', '.join(names)}), runs (complete pulls that must have "
        "missed a work), accept (true believes more than a tenth of works gone).",
    )
