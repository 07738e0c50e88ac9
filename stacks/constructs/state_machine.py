"""The way in which all state machines retry, tell people of something, and fail."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from catalog.operations.names import PERMANENT_ERRORS

BUSY = "Lambda.TooManyRequestsException"
SOON = sfn.Timeout.duration(cdk.Duration.minutes(5))


def retry_calls(task: tasks.LambdaInvoke) -> None:
    """Retry a call that Lambda was too busy for, and one that failed, unless it would fail again.

    What was paid for must not fail for a moment's throttling.
    """
    task.add_retry(
        errors=[BUSY],
        interval=cdk.Duration.seconds(5),
        max_attempts=30,
        backoff_rate=2,
        max_delay=cdk.Duration.minutes(2),
        jitter_strategy=sfn.JitterType.FULL,
    )
    task.add_retry(errors=[*PERMANENT_ERRORS], max_attempts=0)
    task.add_retry(errors=["States.TaskFailed"], max_attempts=2, interval=cdk.Duration.seconds(60))


def retry_throttles(task: Any, *errors: str) -> None:
    """Retry a call to a service that was too busy for it, by the names that it has for that."""
    task.add_retry(
        errors=[*errors],
        interval=cdk.Duration.seconds(5),
        max_attempts=8,
        backoff_rate=2,
        jitter_strategy=sfn.JitterType.FULL,
    )


# What Step Functions says itself when it starts executions too fast.
STATES_BUSY = ("StepFunctions.ThrottlingException", "StepFunctions.ExecutionLimitExceededException")


def notice(
    scope: Construct, construct_id: str, *, topic: sns.ITopic, subject: str, text: str
) -> tasks.SnsPublish:
    """Return the state that tells people something and passes on what it was given."""
    state = tasks.SnsPublish(
        scope,
        construct_id,
        topic=topic,
        subject=subject,
        message=sfn.TaskInput.from_text(text),
        result_path=sfn.JsonPath.DISCARD,
        task_timeout=SOON,
    )
    # A notice that is lost is a failure of which nobody hears; it is tried for some minutes.
    state.add_retry(max_attempts=6, interval=cdk.Duration.seconds(2), backoff_rate=2)
    return state


def failure(
    scope: Construct, *, topic: sns.ITopic, subject: str, text: str, error: str
) -> sfn.Choice:
    """Return the state that tells people of `$.failure` and then fails with its cause."""
    tell = notice(scope, "NotifyFailure", topic=topic, subject=subject, text=text)
    tell.next(sfn.Fail(scope, "Failed", error=error, cause_path="$.failure.Cause"))
    return read_cause(scope, "$.failure", tell)


def read_cause(
    scope: Construct, at: str, then: sfn.IChainable, *, name: str = "Cause"
) -> sfn.Choice:
    """Return the states that put a function's own message in the place of what Lambda made of it.

    Lambda's Cause is JSON with the message, its type and a trace in it; that of a time limit or of
    another service is not.

    Args:
        scope: holds the states.
        at: the path with Error and Cause.
        then: what comes next.
        name: of what it is, for the names of the states.
    """
    is_of_code = sfn.Condition.string_matches(f"{at}.Cause", '{*"errorMessage"*}')
    parse = sfn.Pass(
        scope,
        f"Parse{name}",
        parameters={"cause.$": f"States.StringToJson({at}.Cause)"},
        result_path=f"{at}.parsed",
    )
    take = sfn.Pass(
        scope,
        f"Take{name}",
        input_path=f"{at}.parsed.cause.errorMessage",
        result_path=f"{at}.Cause",
    )
    parse.next(take).next(then)
    return sfn.Choice(scope, f"Is{name}OfCode").when(is_of_code, parse).otherwise(then)
