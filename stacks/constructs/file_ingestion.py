"""Providers that publish files: a Glue job lands what changed, a state machine has it loaded."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from catalog.operations.names import INGEST_FILES as NAME
from catalog.providers.registry import providers
from stacks.config import ProvidersConfig
from stacks.constructs.glue_job import METRICS_HAVE_NONE, SCRIPTS, WHEELS, GlueJob, GlueRole
from stacks.constructs.grants import let_read, let_write
from stacks.constructs.ingestion import input_rule
from stacks.constructs.machine import Machine
from stacks.constructs.state_machine import (
    SOON,
    STATES_BUSY,
    failure,
    retry_throttles,
)
from stacks.nag import accept_wildcards, acknowledge
from stacks.packages import Packages


class FileIngestion(Construct):
    """`openverse-ingest-files`, the job and the state machine; its input names a provider.

    The job asks whether the files have changed, so that it may be started at any time. It writes
    down what it landed, and `openverse-ingest` loads that.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: ProvidersConfig,
        packages: Packages,
        code: s3.IBucket,
        landing: s3.IBucket,
        ingest: sfn.IStateMachine,
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self._landing, self._config = landing, config
        self._logs = self._build_job(packages, code, key, log_days)
        self._failed = self._build_failure(topic)
        self.machine = Machine(
            self,
            name=NAME,
            comment="Lands the files of one provider if they have changed, and loads them",
            rule=input_rule(NAME, (item for item in providers() if item.bulk)),
            definition=(self._build_run().next(self._build_read()).next(self._build_load(ingest))),
            timeout=cdk.Duration.days(7),
            topic=topic,
            key=key,
            log_days=log_days,
            wildcards="It reads what a job noted, and an execution's name is not known beforehand.",
        ).machine

    def _build_job(self, packages: Packages, code: s3.IBucket, key: kms.IKey, log_days: int) -> str:
        """Build the job and return where it logs."""
        granted = GlueRole(self, "JobRole", what="Lands the files of providers", key=key)
        let_read(granted.role, code, *(f"{prefix}/*" for prefix in (SCRIPTS, WHEELS)))
        let_read(granted.role, self._landing)
        let_write(granted.role, self._landing)
        accept_wildcards(
            granted,
            "It reads its own code, writes the landing zone and Glue's log groups.",
            unscoped=METRICS_HAVE_NONE,
        )
        job = GlueJob(
            self,
            "Job",
            name=NAME,
            description="Lands the files that a provider publishes, if they have changed",
            script="ingest_files.py",
            arguments={"--output": f"s3://{self._landing.bucket_name}"},
            role=granted.role,
            bucket=code,
            key=key,
            log_days=log_days,
            packages=packages,
            worker_type=self._config.files_worker_type,
            workers=2,  # Glue's minimum; the driver alone works
            retries=0,
            timeout_minutes=self._config.files_timeout_minutes,
        )
        acknowledge(
            job,
            "The stack of the lake makes its security configuration; cdk-nag looks in this one.",
            "GL1",
            "GL3",
        )
        return job.logs

    def _build_run(self) -> tasks.GlueStartJobRun:
        minutes = self._config.files_timeout_minutes  # of the job's run
        task = tasks.GlueStartJobRun(
            self,
            "LandFiles",
            glue_job_name=NAME,
            arguments=sfn.TaskInput.from_object(
                {"--provider": sfn.JsonPath.string_at("$.provider")}
            ),
            integration_pattern=sfn.IntegrationPattern.RUN_JOB,
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(minutes)),
        )
        retry_throttles(
            task, "Glue.ThrottlingException", "Glue.ResourceNumberLimitExceededException"
        )
        # The job runs once at a time: the files of one provider wait for those of another.
        task.add_retry(
            errors=["Glue.ConcurrentRunsExceededException"],
            max_attempts=-(-minutes // 10),
            interval=cdk.Duration.minutes(10),
            backoff_rate=1,
        )
        # Here and not by Glue: `.sync` fails with the first run while Glue would start another.
        task.add_retry(
            errors=["States.TaskFailed"], max_attempts=1, interval=cdk.Duration.minutes(5)
        )
        task.add_catch(self._failed, result_path="$.failure")
        return task

    def _build_read(self) -> tasks.CallAwsService:
        task = tasks.CallAwsService(
            self,
            "WhatLanded",
            service="s3",
            action="getObject",
            iam_action="s3:GetObject",
            iam_resources=[self._landing.arn_for_objects("_state/*/landed.json")],
            parameters={
                "Bucket": self._landing.bucket_name,
                "Key": sfn.JsonPath.format(
                    "_state/{}/landed.json", sfn.JsonPath.string_at("$.provider")
                ),
            },
            result_selector={"event.$": "States.StringToJson($.Body)"},
            result_path="$.landed",
            task_timeout=SOON,
        )
        retry_throttles(task, "S3.S3Exception", "S3.SdkClientException")
        task.add_catch(self._failed, result_path="$.failure")
        return task

    def _build_load(self, ingest: sfn.IStateMachine) -> sfn.IChainable:
        task = tasks.StepFunctionsStartExecution(
            self,
            "LoadFiles",
            state_machine=ingest,
            name=sfn.JsonPath.format(
                "{}-files-{}", sfn.JsonPath.string_at("$.provider"), sfn.JsonPath.uuid()
            ),
            input=sfn.TaskInput.from_json_path_at("$.landed.event"),
            integration_pattern=sfn.IntegrationPattern.RUN_JOB,
            result_selector={"output.$": "$.Output"},
            output_path="$.output",
            task_timeout=sfn.Timeout.duration(cdk.Duration.days(6)),
        )
        failed = sfn.Fail(
            self, "NotLoaded", error="NotLoaded", cause="openverse-ingest has sent a notice."
        )
        retry_throttles(task, *STATES_BUSY)
        task.add_catch(failed)
        return task.next(sfn.Succeed(self, "Done"))

    def _build_failure(self, topic: sns.ITopic) -> sfn.State:
        at = sfn.JsonPath
        text = at.format(
            "Provider: {}\nCause: {}: {}\nLogs: " + self._logs + "/error\n\n"
            f"What was landed stays. To go on: catalog aws start {NAME} --input JSON, with this "
            "JSON:\n{}",
            at.string_at("$.provider"),
            at.string_at("$.failure.Error"),
            at.string_at("$.failure.Cause"),
            at.json_to_string(at.object_at("$$.Execution.Input")),
        )
        subject = "The files of a provider could not be landed"
        return failure(self, topic=topic, subject=subject, text=text, error="FilesFailed")
