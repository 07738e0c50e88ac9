"""What people look at and what calls them: dashboard, alarms, failures, budget."""

from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_fis as fis
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct

from catalog.operations.names import ETL, PIPELINE_TAG, TOPIC
from stacks.config import DeploymentConfig
from stacks.constructs import alarms
from stacks.constructs.dashboard import Dashboard
from stacks.foundation import Foundation
from stacks.nag import accept_wildcards


class Ops(cdk.Stack):
    """Made last, over everything else, by the names of what there is."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: DeploymentConfig,
        foundation: Foundation,
        machines: Sequence[str],
        queues: Sequence[str],
        **stack: Any,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self.config, self.topic = config, self._find_topic(foundation)
        arn_prefix = f"arn:aws:states:{self.region}:{self.account}:stateMachine:"
        crawl, ops = config.crawl, config.ops
        watched = alarms.Alarms(
            self,
            "Alarms",
            specs=[
                *alarms.function_alarms(),
                *alarms.queue_alarms(queues),
                *alarms.crawl_alarms(crawl.minimum_coverage, ops.newest_partition_days),
                *alarms.store_alarms(config.database.max_acu, config.lake.scan_limit_gb),
            ],
            topic=self.topic,
        )
        if ops.dashboard:
            Dashboard(
                self,
                "Dashboard",
                alarms=watched.alarms,
                machines=machines,
                arn_prefix=arn_prefix,
                queues=queues,
            )
        self._tell_of_machines([f"{arn_prefix}{name}" for name in machines])
        self._tell_glue_failures()
        self._build_budget()
        if ops.chaos:
            self._build_chaos()

    def _find_topic(self, foundation: Foundation) -> sns.ITopic:
        """Name the topic, whose policy the foundation has written; a rule would add to it."""
        self.add_stack_dependency(foundation)
        arn = f"arn:aws:sns:{self.region}:{self.account}:{TOPIC}"
        return sns.Topic.from_topic_arn(self, "Notices", arn)

    def _tell_of_machines(self, arns: Sequence[str]) -> None:
        """Tell people of every execution that did not end well; a rule costs nothing."""
        at = events.EventField.from_path
        text = (
            f"{at('$.detail.name')} of {at('$.detail.stateMachineArn')} ended as "
            f"{at('$.detail.status')}. If it failed, the notice that came with it says where and "
            "why; if it timed out, an approval or a cluster was waited for too long; if it was "
            "aborted, somebody stopped it, and the reaper ends a cluster that is left. What is "
            "done stays done: mend the cause, then start it again."
        )
        events.Rule(
            self,
            "MachineEnded",
            description="Tells people of executions that failed, timed out or were stopped",
            event_pattern=events.EventPattern(
                source=["aws.states"],
                detail_type=["Step Functions Execution Status Change"],
                detail={
                    "status": ["FAILED", "TIMED_OUT", "ABORTED"],
                    "stateMachineArn": [*arns],
                },
            ),
            targets=[targets.SnsTopic(self.topic, message=events.RuleTargetInput.from_text(text))],
        )

    def _tell_glue_failures(self) -> None:
        """Glue has no metric for a failed run, but an event."""
        kinds = {
            "Job": ("Glue Job State Change", ["FAILED", "TIMEOUT", "ERROR"]),
            "Crawler": ("Glue Crawler State Change", ["Failed"]),
        }
        for kind, (detail_type, states) in kinds.items():
            events.Rule(
                self,
                f"{kind}Failed",
                description=f"Tells people of a failed Glue {kind.lower()}",
                event_pattern=events.EventPattern(
                    source=["aws.glue"], detail_type=[detail_type], detail={"state": states}
                ),
                targets=[targets.SnsTopic(self.topic)],
            )

    def _build_budget(self) -> None:
        kind = budgets.CfnBudget
        subscriber = kind.SubscriberProperty(address=self.topic.topic_arn, subscription_type="SNS")
        limits = (("ACTUAL", 80), ("FORECASTED", 100))
        budgets.CfnBudget(
            self,
            "Budget",
            budget=kind.BudgetDataProperty(
                budget_name="openverse-catalog",
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=kind.SpendProperty(amount=self.config.ops.budget_usd, unit="USD"),
            ),
            notifications_with_subscribers=[
                kind.NotificationWithSubscribersProperty(
                    notification=kind.NotificationProperty(
                        notification_type=what, comparison_operator="GREATER_THAN", threshold=share
                    ),
                    subscribers=[subscriber],
                )
                for what, share in limits
            ],
        )

    def _build_chaos(self) -> None:
        """An experiment for a person to start: one spot node is taken away."""
        kind = fis.CfnExperimentTemplate
        role = iam.Role(
            self,
            "ChaosRole",
            assumed_by=iam.ServicePrincipal("fis.amazonaws.com"),
            description="Interrupts spot nodes of crawl clusters",
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=["ec2:SendSpotInstanceInterruptions"],
                resources=[f"arn:aws:ec2:{self.region}:{self.account}:instance/*"],
                conditions={"Null": {f"aws:ResourceTag/{PIPELINE_TAG}": "false"}},
            )
        )
        role.add_to_policy(iam.PolicyStatement(actions=["ec2:DescribeInstances"], resources=["*"]))
        accept_wildcards(
            role,
            "A spot node's id is not known before it runs; the tag is asked for.",
            unscoped="Instances can only be described all together.",
        )
        kind(
            self,
            "Chaos",
            description="Interrupt one spot node of a running crawl cluster",
            role_arn=role.role_arn,
            stop_conditions=[kind.ExperimentTemplateStopConditionProperty(source="none")],
            tags={"Name": "openverse-spot-interruption"},
            targets={
                "nodes": kind.ExperimentTemplateTargetProperty(
                    resource_type="aws:ec2:spot-instance",
                    selection_mode="COUNT(1)",
                    resource_tags={PIPELINE_TAG: ETL},
                )
            },
            actions={
                "interrupt": kind.ExperimentTemplateActionProperty(
                    action_id="aws:ec2:send-spot-instance-interruptions",
                    parameters={"durationBeforeInterruption": "PT2M"},
                    targets={"SpotInstances": "nodes"},
                )
            },
        )
