"""Switching the clocks of Glue, which CloudFormation can only set when it makes them.

A trigger's StartOnCreation acts once, and a crawler keeps its schedule when the template has none.
So both always have their schedule, and a call to Glue switches it with each deployment that
changes the option.
"""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import custom_resources as custom
from constructs import Construct, IConstruct

from stacks.nag import acknowledge

# Glue says so of a clock that is already as it should be.
_ALREADY = "SchedulerRunningException|SchedulerNotRunningException|SchedulerTransitioningException"
# The schedule of a crawler has no resources to name: Service Authorization Reference, AWS Glue.
_NO_RESOURCES = "Glue knows no resources for the two calls that switch a crawler's schedule."


class GlueClock(Construct):
    """One trigger or crawler that is on or off, as the configuration says."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        switched: IConstruct,
        name: str,
        is_crawler: bool,
        arn: str,
        on: bool,
        log_group: logs.ILogGroup,
    ) -> None:
        super().__init__(scope, construct_id)
        what = "CrawlerSchedule" if is_crawler else "Trigger"
        call = custom.AwsSdkCall(
            service="Glue",
            action=f"{'start' if on else 'stop'}{what}",
            parameters={"CrawlerName" if is_crawler else "Name": name},
            physical_resource_id=custom.PhysicalResourceId.of(f"clock-{name}"),
            ignore_error_codes_matching=_ALREADY,
        )
        self.resource = custom.AwsCustomResource(
            self,
            "Switch",
            on_create=call,
            on_update=call,
            install_latest_aws_sdk=False,
            log_group=log_group,
            policy=custom.AwsCustomResourcePolicy.from_statements(
                [
                    iam.PolicyStatement(
                        actions=[f"glue:Start{what}", f"glue:Stop{what}"],
                        resources=["*"] if is_crawler else [arn],
                    )
                ]
            ),
        )
        self.resource.node.add_dependency(switched)
        if is_crawler:
            policy = self.resource.node.find_child("CustomResourcePolicy").node.find_child(
                "Resource"
            )
            acknowledge(policy, _NO_RESOURCES, "IAM5[Resource::*]")
