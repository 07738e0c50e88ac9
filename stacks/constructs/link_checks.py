"""Whether works' files are still at their URLs: two functions in turns, with a daily budget."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from catalog.operations.link_rounds import LinkEvent
from catalog.operations.names import LINKS as NAME
from stacks.config import LinksConfig
from stacks.constructs.input_check import InputRule, check_input, optional, optional_list
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.state_machine import UNSCOPED, Machine, failure, notice, retry_calls
from stacks.nag import accept_wildcards


class LinkChecks(Construct):
    """`openverse-check-links`: note and pick beside the database, ask outside, until it is done.

    What an operator should know, a provider that died as a whole or removals that are held back, is
    sent in a notice; the execution succeeds all the same.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: LinksConfig,
        note: PythonFunction,
        ask: PythonFunction,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self.machine = Machine(
            self,
            "Machine",
            name=NAME,
            comment="Asks whether works' files are still at their URLs",
            definition=check_input(
                self, _rule(), topic, self._build(config.requests_a_day, note, ask, topic)
            ),
            timeout=cdk.Duration.days(2),
            key=key,
            log_days=log_days,
        ).machine
        accept_wildcards(
            self.machine, "Lambda grants cover every version of a function.", unscoped=UNSCOPED
        )

    def _build(
        self, budget: int, note: PythonFunction, ask: PythonFunction, topic: sns.ITopic
    ) -> sfn.IChainable:
        given = {"defaults": {"budget": budget}, "given.$": "$"}
        defaults = sfn.Pass(self, "Defaults", parameters=given)
        begin = sfn.Pass(
            self,
            "Begin",
            parameters={"event.$": "States.JsonMerge($.defaults, $.given, false)"},
            output_path="$.event",
        )
        failed = self._build_failure(topic)
        noting = self._call("Note", note, failed)
        asking = self._call("Ask", ask, failed)
        done = sfn.Succeed(self, "Done")
        tell = notice(
            self,
            "NotifyFound",
            topic=topic,
            subject="Links of works: look at this",
            text=sfn.JsonPath.format("{}", sfn.JsonPath.string_at("$.notice")),
        )
        tell.add_catch(failed, result_path="$.failure")
        tell.next(done)
        silent = sfn.Condition.string_equals("$.notice", "")
        look = sfn.Choice(self, "IsThereSomethingToTell").when(silent, done).otherwise(tell)
        choice = sfn.Choice(self, "IsItDone")
        choice.when(sfn.Condition.boolean_equals("$.done", True), look)
        noting.next(choice.otherwise(asking.next(noting)))
        return defaults.next(begin).next(noting)

    def _call(
        self, construct_id: str, function: PythonFunction, failed: sfn.IChainable
    ) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            construct_id,
            lambda_function=function.function,
            payload_response_only=True,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
        )
        retry_calls(task)
        task.add_catch(failed, result_path="$.failure")
        return task

    def _build_failure(self, topic: sns.ITopic) -> sfn.IChainable:
        text = sfn.JsonPath.format(
            "The links of works could not be checked.\nCause: {}: {}\n"
            "Logs: /aws/lambda/openverse-note-links, /aws/lambda/openverse-ask-links\n\n"
            f"What was found is noted. It goes on by the clock, or with: catalog aws start {NAME}",
            sfn.JsonPath.string_at("$.failure.Error"),
            sfn.JsonPath.string_at("$.failure.Cause"),
        )
        subject = "Links of works could not be checked"
        return failure(self, topic=topic, subject=subject, text=text, error="LinksFailed")


def _rule() -> InputRule:
    number = sfn.Condition.is_numeric
    return InputRule(
        NAME,
        dict.fromkeys(sorted(LinkEvent.__annotations__)),
        [
            optional("budget", number),
            optional("older_than", number),
            optional("often", number),
            optional("provider", sfn.Condition.string_matches, "*"),
            optional_list("media"),
        ],
        "nothing, or budget (requests), provider, media (a list), older_than and often (days).",
    )
