"""A state machine with its log group, and the way in which all of them fail."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.logs import retention

# Why the role of every machine has actions on all resources; see `accept_wildcards`.
UNSCOPED = "Log delivery and X-Ray have no resources to name in a policy."
SOON = sfn.Timeout.duration(cdk.Duration.minutes(5))


class Machine(Construct):
    """A traced state machine that logs everything, encrypted with our key."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        comment: str,
        definition: sfn.IChainable,
        timeout: cdk.Duration,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self.log_group = logs.LogGroup(
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
            comment=comment,
            definition_body=sfn.DefinitionBody.from_chainable(definition),
            tracing_enabled=True,
            timeout=timeout,
            logs=sfn.LogOptions(
                destination=self.log_group, level=sfn.LogLevel.ALL, include_execution_data=True
            ),
        )
        key.grant_encrypt_decrypt(self.machine)


def retry_throttles(task: tasks.LambdaInvoke) -> None:
    """Let a call that Lambda was too busy for wait; what was paid for must not fail by that."""
    task.add_retry(
        errors=["Lambda.TooManyRequestsException"],
        interval=cdk.Duration.seconds(5),
        max_attempts=30,
        backoff_rate=2,
        max_delay=cdk.Duration.minutes(2),
        jitter_strategy=sfn.JitterType.FULL,
    )


def notice(
    scope: Construct, construct_id: str, *, topic: sns.ITopic, subject: str, text: str
) -> tasks.SnsPublish:
    """Return the state that tells people something and passes on what it was given."""
    return tasks.SnsPublish(
        scope,
        construct_id,
        topic=topic,
        subject=subject,
        message=sfn.TaskInput.from_text(text),
        result_path=sfn.JsonPath.DISCARD,
        task_timeout=SOON,
    )


def failure(
    scope: Construct, *, topic: sns.ITopic, subject: str, text: str, error: str
) -> sfn.State:
    """Return the state that tells people of `$.failure` and then fails with its cause."""
    tell = notice(scope, "NotifyFailure", topic=topic, subject=subject, text=text)
    tell.next(sfn.Fail(scope, "Failed", error=error, cause_path="$.failure.Cause"))
    return tell
