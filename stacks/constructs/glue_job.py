"""A Glue job: a script of `glue_scripts/` with the locked wheels, and a role of its own."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_glue as glue
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from catalog.operations.names import GLUE_SECURITY
from stacks.constructs.grants import let_use_key
from stacks.constructs.logs import retention
from stacks.packages import Packages

# The stack of the lake makes it, and copies scripts and wheels to where jobs look for them.
SECURITY = GLUE_SECURITY
METRICS_HAVE_NONE = "Metrics have no resources; the namespace is named instead."
SCRIPTS, WHEELS = "glue/scripts", "glue/wheels"


class GlueRole(Construct):
    """A role that may write Glue's logs and use our key, and nothing else to begin with."""

    def __init__(self, scope: Construct, construct_id: str, *, what: str, key: kms.IKey) -> None:
        super().__init__(scope, construct_id)
        stack = cdk.Stack.of(self)
        self.role = iam.Role(
            self,
            "Role",
            description=what,
            assumed_by=iam.ServicePrincipal(
                "glue.amazonaws.com",
                conditions={"StringEquals": {"aws:SourceAccount": stack.account}},
            ),
        )
        self.allow(
            "logs",
            ["CreateLogGroup", "CreateLogStream", "PutLogEvents", "AssociateKmsKey"],
            [f"arn:aws:logs:{stack.region}:{stack.account}:log-group:/aws-glue/*"],
        )
        let_use_key(self.role, key)
        self.role.add_to_policy(
            iam.PolicyStatement(
                actions=["cloudwatch:PutMetricData"],
                resources=["*"],
                conditions={"StringEquals": {"cloudwatch:namespace": "Glue"}},
            )
        )

    def allow(self, service: str, actions: Sequence[str], resources: Sequence[str]) -> None:
        """Let it do these things of one service to these resources."""
        self.role.add_to_policy(
            iam.PolicyStatement(
                actions=[f"{service}:{action}" for action in actions], resources=[*resources]
            )
        )


class GlueJob(Construct):
    """One job, one run of it at a time, with log groups that are encrypted and end.

    Glue would make them itself, and keep them for ever. Their names are those of "Log group naming
    with security configuration" in Glue's page "Logging for AWS Glue jobs" (read 2026-11).
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        description: str,
        script: str,
        arguments: Mapping[str, str],
        role: iam.IRole,
        bucket: s3.IBucket,
        key: kms.IKey,
        log_days: int,
        packages: Packages,
        worker_type: str,
        workers: int,
        timeout_minutes: int,
        retries: int = 1,
    ) -> None:
        super().__init__(scope, construct_id)
        self.logs = f"/aws-glue/{name}/{SECURITY}-role/{role.role_name}"
        for kind in ("error", "output"):
            logs.LogGroup(
                self,
                f"{kind.title()}Logs",
                log_group_name=f"{self.logs}/{kind}",
                retention=retention(log_days),
                encryption_key=key,
                removal_policy=cdk.RemovalPolicy.DESTROY,
            )
        place = f"s3://{bucket.bucket_name}"
        wheels = sorted(path.name for path in packages.glue.glob("*.whl"))
        self.job = glue.CfnJob(
            self,
            "Job",
            name=name,
            description=description,
            role=role.role_arn,
            command=glue.CfnJob.JobCommandProperty(
                name="glueetl", python_version="3", script_location=f"{place}/{SCRIPTS}/{script}"
            ),
            glue_version="5.0",
            worker_type=worker_type,
            number_of_workers=workers,
            timeout=timeout_minutes,
            max_retries=retries,
            execution_property=glue.CfnJob.ExecutionPropertyProperty(max_concurrent_runs=1),
            security_configuration=SECURITY,
            default_arguments={
                **arguments,
                "--custom-logGroup-prefix": f"/aws-glue/{name}",
                "--additional-python-modules": ",".join(
                    f"{place}/{WHEELS}/{wheel}" for wheel in wheels
                ),
                **_COMMON,
            },
        )


_COMMON = {
    "--python-modules-installer-option": "--no-index --no-deps",
    "--enable-metrics": "true",
    "--enable-continuous-cloudwatch-log": "true",
    "--job-bookmark-option": "job-bookmark-disable",
    "--enable-glue-datacatalog": "true",
}
