"""A crawl pipeline: one state machine, from "is there a new crawl" to "it is ready", or a notice.

Step Functions' own EMR integration neither ends a cluster that it lost nor polls more often than
every five minutes, so the cluster carries its step, ends itself, and is watched here.
"""

import math
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.config import CrawlConfig
from stacks.constructs.job_flow import PipelineSpec
from stacks.constructs.logs import retention
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.texts import approval_text, done_text, failure_text
from stacks.nag import accept_wildcards

# What a request that leaves something out means.
DEFAULTS = {"crawl": "latest", "force": False, "accept_cost": False}
ATTEMPTS = 2
_SOON = sfn.Timeout.duration(cdk.Duration.minutes(5))


@dataclass(frozen=True, slots=True)
class PipelineFunctions:
    """The Lambdas that a pipeline calls, in the order in which it does."""

    resolve: PythonFunction
    preflight: PythonFunction
    verify: PythonFunction
    mark_ready: PythonFunction

    def all(self) -> tuple[PythonFunction, ...]:
        """Return each of them."""
        return (self.resolve, self.preflight, self.verify, self.mark_ready)


class Pipeline(Construct):
    """The state machine of one pipeline.

    Its states share one document: `asked` (the request), `run` (the crawl and what to do),
    `plan` (the estimate), `attempt` (number and list of inputs), `cluster`, `status` and `polls`
    while a cluster runs, `coverage`, and `fault` and `failure` when something went wrong.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: PipelineSpec,
        job_flow: dict[str, Any],
        config: CrawlConfig,
        functions: PipelineFunctions,
        pass_roles: list[str],
        topic: sns.ITopic,
        key: kms.IKey,
        log_days: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self._spec, self._config, self._functions = spec, config, functions
        self._job_flow, self._topic, self._pass_roles = job_flow, topic, pass_roles
        self._failed = self._build_failure()
        self.log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/vendedlogs/states/{spec.name}",
            retention=retention(log_days),
            encryption_key=key,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            state_machine_name=spec.name,
            comment=spec.title,
            definition_body=sfn.DefinitionBody.from_chainable(self._build_start()),
            tracing_enabled=True,
            timeout=cdk.Duration.minutes(
                math.ceil(60 * config.approval_hours + ATTEMPTS * config.deadline_minutes + 60)
            ),
            logs=sfn.LogOptions(
                destination=self.log_group,
                level=sfn.LogLevel.ALL,
                include_execution_data=True,
            ),
        )
        self._grant(key)

    def _build_start(self) -> sfn.IChainable:
        """Fill in what the request left out, resolve the crawl, plan it, and ask if it costs."""
        begin = sfn.Pass(
            self,
            "Begin",
            parameters={
                "defaults": DEFAULTS,
                "given.$": "$$.Execution.Input",
                "execution.$": "$$.Execution.Id",
                "run": {"crawl": "not known yet"},
                "cluster": {"JobFlowId": "none"},
                "fault": {"step": "begin", "cause": ""},
            },
        )
        asked = sfn.Pass(
            self,
            "FillInRequest",
            parameters={"request.$": "States.JsonMerge($.defaults, $.given, false)"},
            result_path="$.asked",
        )
        resolve = self._invoke(
            "ResolveCrawl",
            self._functions.resolve,
            {
                "pipeline": self._spec.name,
                "crawl.$": "$.asked.request.crawl",
                "force.$": "$.asked.request.force",
                "execution.$": "$.execution",
                "machine.$": "$$.StateMachine.Id",
            },
            "$.run",
        )
        nothing = sfn.Succeed(self, "NothingToDo", comment="$.run.reason says why")
        choice = sfn.Choice(self, "WhatToDo")
        choice.when(sfn.Condition.string_equals("$.run.action", "run"), self._build_plan())
        return begin.next(asked).next(resolve).next(choice.otherwise(nothing))

    def _build_plan(self) -> sfn.IChainable:
        run = {
            "pipeline": self._spec.name,
            "crawl.$": "$.run.crawl",
            "vcpus": self._spec.task_vcpus,
        }
        preflight = self._invoke("Preflight", self._functions.preflight, run, "$.plan")
        first = sfn.Pass(
            self,
            "FirstAttempt",
            parameters={"number": 1, "inputs.$": "$.plan.inputs"},
            result_path="$.attempt",
        )
        first.next(self._build_cluster())
        dear = sfn.Condition.and_(
            sfn.Condition.number_greater_than("$.plan.usd", self._config.cost_limit_usd),
            sfn.Condition.boolean_equals("$.asked.request.accept_cost", False),
        )
        gate = sfn.Choice(self, "CostGate").when(dear, self._build_approval().next(first))
        return preflight.next(gate.otherwise(first))

    def _build_approval(self) -> tasks.SnsPublish:
        task = tasks.SnsPublish(
            self,
            "AskApproval",
            topic=self._topic,
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            subject=f"{self._spec.title}: approve the cost?",
            message=sfn.TaskInput.from_text(approval_text(self._spec, self._config)),
            task_timeout=sfn.Timeout.duration(cdk.Duration.hours(self._config.approval_hours)),
            result_path="$.approval",
        )
        return self._guard(task, "cost approval")

    def _build_cluster(self) -> sfn.State:
        """Start a cluster and look after it until it has ended."""
        launch = self._call_emr(
            "LaunchCluster",
            "runJobFlow",
            self._job_flow,
            {"JobFlowId.$": "$.JobFlowId"},
            "$.cluster",
        )
        no_polls = sfn.Pass(
            self, "NoPollsYet", result=sfn.Result.from_object({"count": 0}), result_path="$.polls"
        )
        self._launch = launch
        launch.next(no_polls).next(self._build_poll())
        return launch

    def _build_poll(self) -> sfn.IChainable:
        seconds = self._config.poll_seconds
        wait = sfn.Wait(self, "Wait", time=sfn.WaitTime.duration(cdk.Duration.seconds(seconds)))
        look = self._call_emr(
            "LookAtCluster",
            "describeCluster",
            {"ClusterId.$": "$.cluster.JobFlowId"},
            {
                "State.$": "$.Cluster.Status.State",
                "Reason.$": "$.Cluster.Status.StateChangeReason",
            },
            "$.status",
        )
        count = sfn.Pass(
            self,
            "CountPoll",
            parameters={"count.$": "States.MathAdd($.polls.count, 1)"},
            result_path="$.polls",
        )
        limit = math.ceil(self._config.deadline_minutes * 60 / seconds)
        state = sfn.Condition.string_equals
        done = sfn.Condition.and_(
            state("$.status.State", "TERMINATED"),
            sfn.Condition.is_present("$.status.Reason.Code"),
            state("$.status.Reason.Code", "ALL_STEPS_COMPLETED"),
        )
        ended = sfn.Condition.or_(
            state("$.status.State", "TERMINATED"), state("$.status.State", "TERMINATED_WITH_ERRORS")
        )
        late = sfn.Condition.number_greater_than_equals("$.polls.count", limit)
        choice = sfn.Choice(self, "HowIsTheCluster")
        choice.when(done, self._build_verify())
        choice.when(ended, self._fail("ClusterFailed", "cluster", "$.status"))
        choice.when(late, self._fail("ClusterTooSlow", "deadline", "$.status"))
        return wait.next(look).next(count).next(choice.otherwise(wait))

    def _build_verify(self) -> sfn.IChainable:
        """Compare what is there with what should be, and give the rest one more cluster."""
        verify = self._invoke(
            "VerifyCoverage",
            self._functions.verify,
            {
                "pipeline": self._spec.name,
                "crawl.$": "$.run.crawl",
                "attempt.$": "$.attempt.number",
                "minimum": self._config.minimum_coverage,
            },
            "$.coverage",
        )
        redrive = sfn.Pass(
            self,
            "RedriveFailed",
            parameters={
                "number.$": "States.MathAdd($.attempt.number, 1)",
                "inputs.$": "$.coverage.failed",
            },
            result_path="$.attempt",
        )
        redrive.next(self._launch)
        choice = sfn.Choice(self, "IsItEnough")
        choice.when(sfn.Condition.boolean_equals("$.coverage.enough", True), self._build_ready())
        choice.when(sfn.Condition.number_less_than("$.attempt.number", ATTEMPTS), redrive)
        return verify.next(choice.otherwise(self._fail("TooLittle", "coverage", "$.coverage")))

    def _build_ready(self) -> sfn.IChainable:
        payload = {
            "pipeline": self._spec.name,
            "crawl.$": "$.run.crawl",
            "plan.$": "$.plan",
            "coverage.$": "$.coverage",
            "cluster.$": "$.cluster.JobFlowId",
        }
        ready = self._invoke("MarkReady", self._functions.mark_ready, payload, "$.ready")
        notice = tasks.SnsPublish(
            self,
            "NotifyReady",
            topic=self._topic,
            subject=f"{self._spec.title}: ready",
            message=sfn.TaskInput.from_text(done_text(self._spec)),
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=_SOON,
        )
        return ready.next(self._guard(notice, "notify")).next(sfn.Succeed(self, "Ready"))

    def _build_failure(self) -> sfn.State:
        """End the cluster if there is one, tell people, fail."""
        terminate = tasks.CallAwsService(
            self,
            "EndCluster",
            service="emr",
            action="terminateJobFlows",
            iam_action="elasticmapreduce:TerminateJobFlows",
            iam_resources=[self._clusters],
            parameters={"JobFlowIds.$": "States.Array($.cluster.JobFlowId)"},
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=_SOON,
        )
        notice = tasks.SnsPublish(
            self,
            "NotifyFailure",
            topic=self._topic,
            subject=f"{self._spec.title}: failed",
            message=sfn.TaskInput.from_text(failure_text(self._spec, self._job_flow["LogUri"])),
            result_path=sfn.JsonPath.DISCARD,
            task_timeout=_SOON,
        )
        notice.next(sfn.Fail(self, "Failed", error="PipelineFailed", cause_path="$.fault.step"))
        terminate.add_retry(max_attempts=5, interval=cdk.Duration.seconds(5))
        terminate.add_catch(notice, result_path="$.leftover")
        terminate.next(notice)
        has_cluster = sfn.Condition.not_(sfn.Condition.string_equals("$.cluster.JobFlowId", "none"))
        return sfn.Choice(self, "IsThereACluster").when(has_cluster, terminate).otherwise(notice)

    def _fail(self, construct_id: str, step: str, details: str) -> sfn.Pass:
        """Remember where it went wrong and why, then go the way of all failures."""
        remember = sfn.Pass(
            self,
            construct_id,
            parameters={"step": step, "cause.$": f"States.JsonToString({details})"},
            result_path="$.fault",
        )
        remember.next(self._failed)
        return remember

    def _guard(self, task: Any, step: str) -> Any:
        name = f"{''.join(word[0].upper() + word[1:] for word in step.split())}Failed"
        task.add_catch(self._fail(name, step, "$.failure"), result_path="$.failure")
        return task

    def _invoke(
        self, construct_id: str, function: PythonFunction, payload: dict[str, Any], result: str
    ) -> Any:
        task = tasks.LambdaInvoke(
            self,
            construct_id,
            lambda_function=function.function,
            payload=sfn.TaskInput.from_object(payload),
            payload_response_only=True,
            result_path=result,
            task_timeout=sfn.Timeout.duration(cdk.Duration.minutes(16)),
        )
        return self._guard(task, construct_id)

    def _call_emr(
        self,
        construct_id: str,
        action: str,
        parameters: dict[str, Any],
        selector: dict[str, str],
        result: str,
    ) -> Any:
        task = tasks.CallAwsService(
            self,
            construct_id,
            service="emr",
            action=action,
            # The IAM prefix is not the SDK's name of the service; CDK would write "emr:".
            iam_action=f"elasticmapreduce:{action[0].upper()}{action[1:]}",
            iam_resources=["*"] if action == "runJobFlow" else [self._clusters],
            parameters=parameters,
            result_selector=selector,
            result_path=result,
            task_timeout=_SOON,
        )
        task.add_retry(
            errors=["Emr.EmrException", "Emr.InternalServerException", "Emr.ThrottlingException"],
            max_attempts=4,
            interval=cdk.Duration.seconds(max(1, self._config.poll_seconds // 2)),
        )
        return self._guard(task, construct_id)

    @property
    def _clusters(self) -> str:
        stack = cdk.Stack.of(self)
        return f"arn:aws:elasticmapreduce:{stack.region}:{stack.account}:cluster/*"

    def _grant(self, key: kms.IKey) -> None:
        key.grant_encrypt_decrypt(self.machine)
        policy = self.machine.add_to_role_policy
        policy(
            iam.PolicyStatement(
                actions=["iam:PassRole"],
                resources=self._pass_roles,
                conditions={
                    "StringEquals": {
                        "iam:PassedToService": [
                            "elasticmapreduce.amazonaws.com",
                            "ec2.amazonaws.com",
                        ]
                    }
                },
            )
        )
        policy(
            iam.PolicyStatement(actions=["elasticmapreduce:AddTags"], resources=[self._clusters])
        )
        accept_wildcards(
            self.machine,
            "A cluster's id is not known before it runs; Lambda grants cover every version.",
            unscoped="RunJobFlow, log delivery and X-Ray have no resources to name in a policy.",
        )
