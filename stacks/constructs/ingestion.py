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
from catalog.providers.base import Provider
from catalog.providers.registry import providers
from stacks.config import ProvidersConfig
from stacks.constructs.input_check import InputRule, one_of, optional
from stacks.constructs.machine import Machine
from stacks.constructs.state_machine import BUSY, failure, read_cause

_PASSING = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
RETRIES = [
    {"ErrorEquals": [*PERMANENT_ERRORS], "MaxAttempts": 0},
    {
        # A function that is busy with another day answers so; its turn comes.
        "ErrorEquals": [BUSY],
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

_is = sfn.Condition.boolean_equals
_there = sfn.Condition.is_present
_IS_PULLED = sfn.Condition.and_(_there("$.event.done"), _is("$.event.done", True))
_IS_DONE = _is("$.event.done", True)
_IS_TIME_TO_LOAD = _is("$.event.load", True)
_GOES_ON = sfn.Condition.and_(_there("$.pull.done"), _is("$.pull.done", False))
_LACKS_SOMETHING = sfn.Condition.and_(
    _there("$.pull.missing"), sfn.Condition.not_(sfn.Condition.string_equals("$.pull.missing", ""))
)
_HAS_LANDED = _there("$.event.landing[0]")


def input_rule(name: str, wanted: Iterable[Provider]) -> InputRule:
    """Say what a machine takes that works for one of these providers, and takes nothing else."""
    names = [item.name for item in wanted]
    return InputRule(
        name,
        {"provider": None},
        [one_of("provider", names)],
        f"provider, one of {', '.join(names)}.",
    )


def _own_rule() -> InputRule:
    """Take what `catalog ingest` does, or what another machine has landed, as done."""
    current = [item for item in providers() if item.schedule]
    asked = [item.name for item in current if not item.bulk]
    landed = [item.name for item in current if item.bulk]
    is_pulled = sfn.Condition.boolean_equals("$.input.done", True)
    day, text = "20*-*-*", "*"
    right = [
        sfn.Condition.or_(
            one_of("provider", asked), sfn.Condition.and_(one_of("provider", landed), is_pulled)
        ),
        *(optional(name, sfn.Condition.string_matches, day) for name in ("day", "reingestion")),
        *(optional(name, sfn.Condition.is_boolean) for name in ("again", "accept", "skip_errors")),
        optional("limit", sfn.Condition.is_numeric),
        optional("known_errors", sfn.Condition.string_matches, text),
    ]
    known = sorted({"provider", *IngestEvent.__annotations__})
    return InputRule(
        NAME,
        dict.fromkeys(known),
        right,
        f"provider, one of {', '.join(asked)} ({', '.join(landed)} have a machine of their own); "
        "it may have day (YYYY-MM-DD), reingestion, limit, ids, params, again, accept, skip_errors "
        "and known_errors, as catalog ingest has them, and all that an execution before it said.",
    )


class Ingestion(Construct):
    """`openverse-ingest`: its input names a provider and is the event of the first round.

    Its states share one document: `event` (what the round before returned), `pull` (the same of the
    last round of pulling, while that is loaded), `again` (the input with which another execution
    would go on from here), `rounds` (how many there were), and `failure`. An event that says that
    all is pulled goes straight to the loading.

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
        self.machine = Machine(
            self,
            name=NAME,
            comment="Pulls one provider into the landing zone and loads what came",
            rule=_own_rule(),
            definition=self._build_pull(self._build_load(load_function, self._build_verdict())),
            timeout=cdk.Duration.days(7),
            topic=topic,
            key=key,
            log_days=log_days,
            policies=self._policies(load_function),
            wildcards="It calls the function of whichever provider its input names.",
        ).machine

    def _build_pull(self, load: sfn.IChainable) -> sfn.IChainable:
        begin = sfn.Pass(self, "Begin", parameters={"event.$": "$", "again.$": "$", "rounds": 0})
        broken = self._build_broken_pull(load)
        pull = self._invoke("Pull", f"States.Format('{NAME}-{{}}', $.event.provider)", broken)
        count = self._count("Pull", "$.answer.event.resume")
        wait = sfn.Wait(self, "LeaveAlone", time=sfn.WaitTime.seconds_path("$.event.wait"))
        choice = sfn.Choice(self, "IsPullDone").when(_IS_DONE, load)
        choice.when(_IS_TIME_TO_LOAD, load).when(self._are_too_many(), self._too_many(broken))
        pull.next(count).next(choice.otherwise(wait.next(pull)))
        return begin.next(sfn.Choice(self, "IsItPulled").when(_IS_PULLED, load).otherwise(pull))

    def _build_broken_pull(self, load: sfn.IChainable) -> sfn.IChainable:
        """What comes after a round that failed as a whole: what came before it is loaded."""
        load_rest = sfn.Pass(
            self,
            "LoadWhatCame",
            parameters={
                "event": {
                    "provider.$": "$.event.provider",
                    "done": True,
                    "counts.$": "$.event.counts",
                    "folders.$": "$.event.landing",
                    "missing.$": "States.Format('{}: {}\n{}', $.failure.Error, $.failure.Cause, "
                    "$.event.missing)",
                    "resume.$": "$.event.resume",
                },
                "again.$": "$.again",
            },
        )
        load_rest.next(load)
        choice = sfn.Choice(self, "HasSomethingLanded").when(_HAS_LANDED, load_rest)
        return read_cause(self, "$.failure", choice.otherwise(self._failed), name="PullCause")

    def _build_load(self, load_function: str, verdict: sfn.IChainable) -> sfn.IChainable:
        """Load the folders that were filled, in rounds as well."""
        again = {
            "provider.$": "$.event.provider",
            "done": True,
            "counts.$": "$.event.counts",
            "folders.$": "$.event.folders",
        }
        begin = sfn.Pass(
            self,
            "WhatToLoad",
            parameters={
                "event": {
                    "provider.$": "$.event.provider",
                    "pulled.$": "$.event.counts",
                    "folders.$": "$.event.folders",
                },
                "pull.$": "$.event",
                "again": again,
                "rounds": 0,
            },
        )
        load = self._invoke("Load", f"States.Format('{load_function}')", self._failed)
        count = self._count("Load", "$.again", pull="$.pull")
        choice = sfn.Choice(self, "IsLoadDone").when(_IS_DONE, verdict)
        choice.when(self._are_too_many(), self._fail("TooManyLoads", self._rounds_said()))
        begin.next(load).next(count).next(choice.otherwise(load))
        return begin

    def _build_verdict(self) -> sfn.IChainable:
        """What comes after the loading: an end, a failure, or the rest of the pull."""
        done = sfn.Succeed(self, "Done", output_path="$.event")
        lacks = sfn.Pass(
            self,
            "SomethingIsMissing",
            parameters={
                "event.$": "$.event",
                "again.$": "$.pull.resume",
                "failure": {"Error": "PullIncomplete", "Cause.$": "$.pull.missing"},
            },
        )
        lacks.next(self._failed)
        choice = sfn.Choice(self, "IsAllPulled").when(_GOES_ON, self._go_on())
        return choice.when(_LACKS_SOMETHING, lacks).otherwise(done)

    def _go_on(self) -> sfn.IChainable:
        """Go on with the pull in an execution of its own."""
        start: dict[str, Any] = {
            "Type": "Task",
            "Resource": "arn:aws:states:::states:startExecution",
            "Parameters": {
                "StateMachineArn.$": "$$.StateMachine.Id",
                "Input.$": "$.pull",
            },
            "ResultPath": "$.next",  # the CDK drops a null, which would replace the document
            "TimeoutSeconds": 60,
            "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 5, "MaxAttempts": 5}],
        }
        state = sfn.CustomState(self, "PullOn", state_json=start)
        resume = sfn.Pass(
            self,
            "RestIsNotPulled",
            parameters={
                "event.$": "$.event",
                "again.$": "$.pull.resume",
                "failure.$": "$.failure",
            },
        )
        state.add_catch(resume.next(self._failed), result_path="$.failure")
        return state.next(sfn.Succeed(self, "GoesOn", output_path="$.pull"))

    def _are_too_many(self) -> sfn.Condition:
        return sfn.Condition.number_greater_than_equals("$.rounds", self._config.most_rounds)

    def _rounds_said(self) -> str:
        return f"It was not done after {self._config.most_rounds} rounds."

    def _too_many(self, then: sfn.IChainable) -> sfn.IChainable:
        state = sfn.Pass(
            self,
            "TooManyPulls",
            parameters={"Error": "TooManyPulls", "Cause": self._rounds_said()},
            result_path="$.failure",
        )
        return state.next(then)

    def _count(self, what: str, again: str, **kept: str) -> sfn.Pass:
        return sfn.Pass(
            self,
            f"Count{what}",
            parameters={
                "event.$": "$.answer.event",
                "again.$": again,
                "rounds.$": "States.MathAdd($.rounds, 1)",
                **{f"{name}.$": path for name, path in kept.items()},
            },
        )

    def _invoke(self, construct_id: str, function: str, failed: sfn.IChainable) -> sfn.CustomState:
        """Call a Lambda whose name is only known while it runs."""
        task: dict[str, Any] = {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName.$": function, "Payload.$": "$.event"},
            "ResultSelector": {"event.$": "$.Payload"},
            "ResultPath": "$.answer",
            "TimeoutSeconds": 960,
            "Retry": RETRIES,
        }
        state = sfn.CustomState(self, construct_id, state_json=task)
        state.add_catch(failed, result_path="$.failure")
        return state

    def _fail(self, construct_id: str, cause: str) -> sfn.IChainable:
        remember = sfn.Pass(
            self,
            construct_id,
            parameters={"Error": construct_id, "Cause": cause},
            result_path="$.failure",
        )
        return remember.next(self._failed)

    def _build_failure(self, topic: sns.ITopic) -> sfn.IChainable:
        at = sfn.JsonPath
        text = at.format(
            "Provider: {}\nCause: {}: {}\nLogs: /aws/lambda/openverse-ingest-{}\n\n"
            f"What was written stays. To go on: catalog aws start {NAME} --input JSON, with this "
            'JSON (and "again": true in it to pull from the start, or "accept": true to take what '
            "came as all there is):\n{}",
            at.string_at("$.event.provider"),
            at.string_at("$.failure.Error"),
            at.string_at("$.failure.Cause"),
            at.string_at("$.event.provider"),
            at.json_to_string(at.object_at("$.again")),
        )
        subject = "A provider could not be pulled"
        return failure(self, topic=topic, subject=subject, text=text, error="PullFailed")

    def _policies(self, load_function: str) -> list[iam.PolicyStatement]:
        stack = cdk.Stack.of(self)
        return [
            iam.PolicyStatement(
                actions=["states:StartExecution"],
                resources=[f"arn:aws:states:{stack.region}:{stack.account}:stateMachine:{NAME}"],
            ),
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"],
                resources=[
                    f"arn:aws:lambda:{stack.region}:{stack.account}:function:{name}"
                    for name in (f"{NAME}-*", load_function)
                ],
            ),
        ]
