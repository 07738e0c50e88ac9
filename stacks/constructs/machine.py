"""A state machine that checks its input, with its log group and its role."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs.grants import let_use_key
from stacks.constructs.input_check import InputRule, check_input
from stacks.constructs.logs import retention
from stacks.nag import accept_wildcards


class Machine(Construct):
    """A traced state machine that logs everything, encrypted with our key.

    Args:
        scope: holds the states.
        name: of the machine.
        comment: what it does.
        rule: what its input may be; people are told of another on `topic`.
        definition: what it does with an input that is right.
        timeout: after which an execution has failed.
        wildcards: why the names in its role's policy may have wildcards.
        unscoped: why its role has actions on all resources.
        policies: what its role may do beyond what its states need.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        name: str,
        comment: str,
        rule: InputRule,
        definition: sfn.IChainable,
        timeout: cdk.Duration,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
        wildcards: str,
        unscoped: str = "Log delivery and X-Ray have no resources to name in a policy.",
        policies: Sequence[iam.PolicyStatement] = (),
    ) -> None:
        super().__init__(scope, "Machine")
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/vendedlogs/states/{name}",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        checked = check_input(scope, rule, topic, definition)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=name,
            comment=comment,
            definition_body=sfn.DefinitionBody.from_chainable(checked),
            tracing_enabled=True,
            timeout=timeout,
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ALL, include_execution_data=True
            ),
        )
        let_use_key(self.machine.role, key)
        for policy in policies:
            self.machine.add_to_role_policy(policy)
        accept_wildcards(self.machine, wildcards, unscoped=unscoped)
