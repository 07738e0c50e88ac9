"""What the states of a crawl pipeline are made of, and how each of them fails."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.job_flow import PipelineSpec
from stacks.constructs.notifications import failure_text
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.state_machine import SOON, notice, read_cause, retry_calls


class Steps:
    """Makes states of one pipeline whose failures end the cluster, tell people, and fail.

    Args:
        scope: holds the states.
        spec: of the pipeline.
        topic: through which people are told.
        log_uri: where clusters write their logs.
        retry_seconds: after which a call to EMR is tried again.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        spec: PipelineSpec,
        topic: sns.ITopic,
        log_uri: str,
        retry_seconds: int,
    ) -> None:
        self._scope, self._spec, self._topic = scope, spec, topic
        self._retry_after = cdk.Duration.seconds(retry_seconds)
        stack = cdk.Stack.of(scope)
        self.clusters = f"arn:aws:elasticmapreduce:{stack.region}:{stack.account}:cluster/*"
        self._failed = self._build_failure(log_uri)

    def fail(self, construct_id: str, step: str, details: str) -> sfn.Pass:
        """Remember where it went wrong and why, then go the way of all failures."""
        cause = {"Error": construct_id, "Cause.$": f"States.JsonToString({details})"}
        return self._remember(construct_id, step, cause)

    def _remember(self, construct_id: str, step: str, cause: dict[str, str]) -> sfn.Pass:
        remember = sfn.Pass(
            self._scope,
            construct_id,
            parameters={"step": step, **cause},
            result_path="$.fault",
        )
        remember.next(self._failed)
        return remember

    def guard(self, task: Any, step: str) -> Any:
        """Let a task's error be a failure of the step."""
        name = f"{''.join(word[0].upper() + word[1:] for word in step.split())}Failed"
        cause = {"Error.$": "$.failure.Error", "Cause.$": "$.failure.Cause"}
        task.add_catch(self._remember(name, step, cause), result_path="$.failure")
        return task

    def tell(self, construct_id: str, subject: str, text: str) -> Any:
        """Tell people something."""
        return notice(self._scope, construct_id, topic=self._topic, subject=subject, text=text)

    def invoke(
        self, construct_id: str, function: PythonFunction, payload: dict[str, Any], result: str
    ) -> Any:
        """Call a Lambda."""
        task = tasks.LambdaInvoke(
            self._scope,
            construct_id,
            lambda_function=function.function,
            payload=sfn.TaskInput.from_object(payload),
            payload_response_only=True,
            result_path=result,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
        )
        retry_calls(task)
        return self.guard(task, construct_id)

    def call_emr(
        self,
        construct_id: str,
        action: str,
        parameters: dict[str, Any],
        selector: dict[str, str],
        result: str,
    ) -> Any:
        """Call EMR's API."""
        task = tasks.CallAwsService(
            self._scope,
            construct_id,
            service="emr",
            action=action,
            # The IAM prefix is not the SDK's name of the service; CDK would write "emr:".
            iam_action=f"elasticmapreduce:{action[0].upper()}{action[1:]}",
            iam_resources=["*"] if action == "runJobFlow" else [self.clusters],
            parameters=parameters,
            result_selector=selector,
            result_path=result,
            task_timeout=SOON,
        )
        task.add_retry(
            errors=["Emr.EmrException", "Emr.InternalServerException", "Emr.ThrottlingException"],
            max_attempts=4,
            interval=self._retry_after,
        )
        return self.guard(task, construct_id)

    def _build_failure(self, log_uri: str) -> sfn.State:
        """End the cluster if there is one, tell people, fail."""
        tell = self.tell(
            "NotifyFailure", f"{self._spec.title}: failed", failure_text(self._spec, log_uri)
        )
        tell.next(
            sfn.Fail(self._scope, "Failed", error="PipelineFailed", cause_path="$.fault.step")
        )
        end = self._build_end(tell)
        has_cluster = sfn.Condition.not_(sfn.Condition.string_equals("$.cluster.JobFlowId", "none"))
        choice = sfn.Choice(self._scope, "IsThereACluster").when(has_cluster, end).otherwise(tell)
        return read_cause(self._scope, "$.fault", choice)

    def _build_end(self, tell: sfn.IChainable) -> sfn.IChainable:
        terminate = tasks.CallAwsService(
            self._scope,
            "EndCluster",
            service="emr",
            action="terminateJobFlows",
            iam_action="elasticmapreduce:TerminateJobFlows",
            iam_resources=[self.clusters],
            parameters={"JobFlowIds.$": "States.Array($.cluster.JobFlowId)"},
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=SOON,
        )
        terminate.add_retry(max_attempts=5, interval=cdk.Duration.seconds(5))
        terminate.add_catch(tell, result_path="$.leftover")
        terminate.next(tell)
        return terminate
