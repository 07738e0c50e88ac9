"""One state machine for every provider: pull in rounds until done, load, tell what is missing."""

from collections.abc import Iterable
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from catalog.ingestion.invocations import IngestEvent
from catalog.operations.names import INGEST as NAME
from catalog.operations.names import PERMANENT_ERRORS
from catalog.providers.registry import providers
from stacks.config import ProvidersConfig
from stacks.constructs.input_check import InputRule, check_input
from stacks.constructs.state_machine import UNSCOPED, Machine, failure
from stacks.nag import accept_wildcards

# A function that is busy with another day answers so; its turn comes.
_BUSY = "Lambda.TooManyRequestsException"
_PASSING = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
_RETRIES = [
    {"ErrorEquals": [*PERMANENT_ERRORS], "MaxAttempts": 0},
    {
        "ErrorEquals": [_BUSY],
        "IntervalSeconds": 5,
        "MaxAttempts": 1000,
        "BackoffRate": 2,
        "MaxDelaySeconds": 120,
        "JitterStrategy": "FULL",
    },
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
]

_EXISTS = sfn.Condition.is_present("$.event.done")
_IS_DONE = sfn.Condition.boolean_equals("$.event.done", True)
_IS_TIME_TO_LOAD = sfn.Condition.and_(
    sfn.Condition.is_present("$.event.load"), sfn.Condition.boolean_equals("$.event.load", True)
)
_GOES_ON = sfn.Condition.boolean_equals("$.again.done", False)
_LACKS_SOMETHING = sfn.Condition.is_present("$.again.failures[0]")


def input_rule(name: str, known: Iterable[str]) -> InputRule:
    """Say what a machine takes that works for one provider."""
    names = [item.name for item in providers()]
    known = sorted({"provider", *known})
    return InputRule(
        name,
        dict.fromkeys(known),
        [sfn.Condition.or_(*(_is_provider(item) for item in names))],
        f"provider, one of {', '.join(names)}; it may have {', '.join(known)}.",
    )


def _is_provider(name: str) -> sfn.Condition:
    return sfn.Condition.string_equals("$.input.provider", name)


class Ingestion(Construct):
    """`openverse-ingest`: its input names a provider and is the event of the first round.

    Its states share one document: `event` (what the round before returned), `again` (the input with
    which another execution would go on from here), `rounds` (how many there were), `waited`
    (seconds for which the provider was left alone), and `failure`. An event that says that all is
    pulled goes straight to the loading.

    What came of a pull that failed is loaded too, and then the execution fails with what is
    missing. A pull that lasts days is loaded now and then, and goes on in another execution, so
    that none holds more events than Step Functions keeps.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: ProvidersConfig,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
        load_function: str,
    ) -> None:
        super().__init__(scope, construct_id)
        self._config = config
        self._failed = self._build_failure(topic)
        done = self._build_verdict()
        self.machine = Machine(
            self,
            "Machine",
            name=NAME,
            comment="Pulls one provider into the landing zone and loads what came",
            definition=check_input(
                self,
                input_rule(NAME, IngestEvent.__annotations__),
                topic,
                self._build_pull(self._build_load(load_function, done)),
            ),
            timeout=cdk.Duration.days(7),
            key=key,
            log_days=log_days,
        ).machine
        self._grant(load_function)

    def _build_verdict(self) -> sfn.IChainable:
        """What comes after the loading: an end, a failure, or the rest of the pull."""
        done = sfn.Succeed(self, "Done", output_path="$.event")
        lacks = sfn.Pass(
            self,
            "SomethingIsMissing",
            parameters={
                "event.$": "$.again",
                "again": {"provider.$": "$.again.provider"},
                "failure": {
                    "Error": "PullIncomplete",
                    "Cause.$": "States.JsonToString($.again.failures)",
                },
            },
        )
        lacks.next(self._failed)
        choice = sfn.Choice(self, "IsAllPulled")
        choice.when(
            sfn.Condition.and_(sfn.Condition.is_present("$.again.done"), _GOES_ON), self._go_on()
        )
        return choice.when(_LACKS_SOMETHING, lacks).otherwise(done)

    def _go_on(self) -> sfn.IChainable:
        """Go on with the pull in an execution of its own."""
        start: dict[str, Any] = {
            "Type": "Task",
            "Resource": "arn:aws:states:::states:startExecution",
            "Parameters": {
                "StateMachineArn.$": "$$.StateMachine.Id",
                "Input.$": "$.again",
            },
            "ResultPath": None,
            "TimeoutSeconds": 60,
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 5}],
        }
        state = sfn.CustomState(self, "PullOn", state_json=start)
        state.add_catch(self._failed, result_path="$.failure")
        return state.next(sfn.Succeed(self, "GoesOn", output_path="$.again"))

    def _build_pull(self, load: sfn.IChainable) -> sfn.IChainable:
        begin = sfn.Pass(
            self,
            "Begin",
            parameters={"event.$": "$", "again.$": "$", "rounds": 0, "waited": 0},
        )
        pull = self._invoke("Pull", f"States.Format('{NAME}-{{}}', $.event.provider)")
        count = self._count(
            "Pull", "$.answer.event", "States.MathAdd($.waited, $.answer.event.wait)"
        )
        wait = sfn.Wait(self, "LeaveAlone", time=sfn.WaitTime.seconds_path("$.event.wait"))
        longest = self._config.longest_wait_minutes
        too_long = self._load_and_fail(
            "StayedAwayTooLong",
            f"It asked to be left alone for more than {longest:g} minutes.",
            load,
        )
        choice = self._choice("Pull", load)
        choice.when(_IS_TIME_TO_LOAD, load)
        choice.when(sfn.Condition.number_greater_than("$.waited", longest * 60), too_long)
        pull.next(count).next(choice.otherwise(wait.next(pull)))
        pulled = sfn.Condition.and_(_EXISTS, _IS_DONE)
        return begin.next(sfn.Choice(self, "IsItPulled").when(pulled, load).otherwise(pull))

    def _build_load(self, load_function: str, done: sfn.IChainable) -> sfn.IChainable:
        """Load the folders that were filled, in rounds as well."""
        begin = sfn.Pass(
            self,
            "WhatToLoad",
            parameters={
                "event": {
                    "provider.$": "$.event.provider",
                    "pulled.$": "$.event.counts",
                    "folders.$": "$.event.folders",
                },
                "again.$": "$.event",
                "rounds": 0,
                "waited.$": "$.waited",
            },
        )
        load = self._invoke("Load", f"States.Format('{load_function}')")
        count = self._count("Load", "$.again", "$.waited")
        choice = self._choice("Load", done)
        begin.next(load).next(count).next(choice.otherwise(load))
        return begin

    def _choice(self, what: str, after: sfn.IChainable) -> sfn.Choice:
        """Go on when the event says so, and give up after too many rounds."""
        most = self._config.most_rounds
        too_many = self._fail(f"TooMany{what}s", f"It was not done after {most} rounds.")
        choice = sfn.Choice(self, f"Is{what}Done").when(_IS_DONE, after)
        return choice.when(sfn.Condition.number_greater_than_equals("$.rounds", most), too_many)

    def _count(self, what: str, again: str, waited: str) -> sfn.Pass:
        return sfn.Pass(
            self,
            f"Count{what}",
            parameters={
                "event.$": "$.answer.event",
                "again.$": again,
                "rounds.$": "States.MathAdd($.rounds, 1)",
                "waited.$": waited,
            },
        )

    def _invoke(self, construct_id: str, function: str) -> sfn.CustomState:
        """Call a Lambda whose name is only known while it runs."""
        task: dict[str, Any] = {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName.$": function, "Payload.$": "$.event"},
            "ResultSelector": {"event.$": "$.Payload"},
            "ResultPath": "$.answer",
            "TimeoutSeconds": 960,
            "Retry": _RETRIES,
        }
        state = sfn.CustomState(self, construct_id, state_json=task)
        state.add_catch(self._failed, result_path="$.failure")
        return state

    def _load_and_fail(self, construct_id: str, cause: str, load: sfn.IChainable) -> sfn.IChainable:
        """Load what came before it went wrong; the verdict behind the loading then fails."""
        remember = sfn.Pass(
            self,
            construct_id,
            result=sfn.Result.from_array([cause]),
            result_path="$.event.failures",
        )
        end = sfn.Pass(
            self,
            f"{construct_id}End",
            result=sfn.Result.from_boolean(True),  # noqa: FBT003 - the value of `done`
            result_path="$.event.done",
        )
        remember.next(end)
        end.next(load)
        return remember

    def _fail(self, construct_id: str, cause: str) -> sfn.Pass:
        remember = sfn.Pass(
            self,
            construct_id,
            parameters={"Error": construct_id, "Cause": cause},
            result_path="$.failure",
        )
        remember.next(self._failed)
        return remember

    def _build_failure(self, topic: sns.ITopic) -> sfn.State:
        at = sfn.JsonPath
        text = at.format(
            "Provider: {}\nCause: {}\nLogs: /aws/lambda/openverse-ingest-{}\n\n"
            "What was written stays. To go on, start the execution again with this input:\n{}",
            at.string_at("$.event.provider"),
            at.json_to_string(at.object_at("$.failure")),
            at.string_at("$.event.provider"),
            at.json_to_string(at.object_at("$.again")),
        )
        subject = "A provider could not be pulled"
        return failure(self, topic=topic, subject=subject, text=text, error="PullFailed")

    def _grant(self, load_function: str) -> None:
        stack = cdk.Stack.of(self)
        self.machine.add_to_role_policy(
            iam.PolicyStatement(
                actions=["states:StartExecution"],
                resources=[f"arn:aws:states:{stack.region}:{stack.account}:stateMachine:{NAME}"],
            )
        )
        self.machine.add_to_role_policy(
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"],
                resources=[
                    f"arn:aws:lambda:{stack.region}:{stack.account}:function:{name}"
                    for name in (f"{NAME}-*", load_function)
                ],
            )
        )
        accept_wildcards(
            self.machine,
            "It calls the function of whichever provider its input names.",
            unscoped=UNSCOPED,
        )
