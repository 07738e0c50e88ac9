"""Schedules: what EventBridge Scheduler starts, and the queue for what it could not start."""

import json
from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs.grants import let_use_key
from stacks.nag import acknowledge


class DeadLetters(Construct):
    """The queue where events end that could not be delivered; an alarm watches it."""

    def __init__(self, scope: Construct, construct_id: str, *, name: str, key: kms.IKey) -> None:
        super().__init__(scope, construct_id)
        self.name, self.key = name, key
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=name,
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=key,
            enforce_ssl=True,
            retention_period=cdk.Duration.days(14),
        )
        acknowledge(self.queue, "This queue is itself the dead-letter queue.", "SQS3")


class Schedule(Construct):
    """One schedule in UTC, which may start one thing only."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        expression: str,
        target: sfn.IStateMachine | lambda_.IFunction,
        dead_letters: DeadLetters,
        enabled: bool = True,
        payload: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        is_machine = isinstance(target, sfn.StateMachine)
        arn = target.state_machine_arn if is_machine else target.function_arn
        action = "states:StartExecution" if is_machine else "lambda:InvokeFunction"
        role = iam.Role(
            self,
            "Role",
            description=f"Schedule {name}",
            assumed_by=iam.ServicePrincipal(
                "scheduler.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Stack.of(self).account}},
            ),
        )
        role.add_to_policy(iam.PolicyStatement(actions=[action], resources=[arn]))
        queue = dead_letters.queue.queue_arn
        role.add_to_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[queue]))
        let_use_key(role, dead_letters.key)
        scheduler.CfnSchedule(
            self,
            "Schedule",
            name=name,
            schedule_expression=expression,
            schedule_expression_timezone="UTC",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            state="ENABLED" if enabled else "DISABLED",
            target=scheduler.CfnSchedule.TargetProperty(
                arn=arn,
                role_arn=role.role_arn,
                input=json.dumps(payload or {}),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(
                    arn=dead_letters.queue.queue_arn
                ),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_retry_attempts=3, maximum_event_age_in_seconds=3600
                ),
            ),
        )
