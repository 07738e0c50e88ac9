"""A crawl pipeline: one state machine, from "is there a new crawl" to "it is ready"."""

import math
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from catalog.operations.approvals import TOKEN
from stacks.config import CrawlConfig
from stacks.constructs.attempts import ATTEMPTS
from stacks.constructs.cluster_run import ClusterRun
from stacks.constructs.input_check import InputRule
from stacks.constructs.job_flow import PipelineSpec, fleet_of
from stacks.constructs.machine import Machine
from stacks.constructs.notifications import approval_again_text, approval_text, done_text
from stacks.constructs.pipeline_steps import Steps
from stacks.constructs.python_function import PythonFunction

# What a request that leaves something out means.
DEFAULTS = {"crawl": "latest", "force": False, "accept_cost": False}
_DOCUMENT = {
    "defaults": DEFAULTS,
    "given.$": "$$.Execution.Input",
    "execution.$": "$$.Execution.Id",
    "run": {"crawl": "not known yet"},
    "cluster": {"JobFlowId": "none"},
    "fault": {"step": "begin", "Error": "", "Cause": ""},
}
_EMR = ["elasticmapreduce.amazonaws.com", "ec2.amazonaws.com"]


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


class PipelineMachine(Construct):
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
        self._topic = topic
        self._fleet = fleet_of(config, spec.task_vcpus)
        self._steps = Steps(
            self,
            spec=spec,
            topic=topic,
            log_uri=job_flow["LogUri"],
            retry_seconds=max(1, config.poll_seconds // 2),
        )
        self._run = ClusterRun(
            self,
            "Run",
            steps=self._steps,
            config=config,
            job_flow=job_flow,
            pipeline=spec.name,
            verify=functions.verify,
            fleet=self._fleet,
            ask=self._build_approval(
                "AskApprovalAgain", approval_again_text(spec, config), "second cost approval"
            ),
            ready=self._build_ready(),
        )
        minutes = 2 * 60 * config.approval_hours + ATTEMPTS * config.deadline_minutes + 60
        self.machine = Machine(
            self,
            name=spec.name,
            comment=spec.title,
            rule=self._input_rule(),
            definition=self._build_start(),
            timeout=cdk.Duration.minutes(math.ceil(minutes)),
            topic=topic,
            key=key,
            log_days=log_days,
            policies=self._policies(pass_roles),
            wildcards="A cluster's id is not known before it runs; "
            "Lambda grants cover every version.",
            unscoped="RunJobFlow, log delivery and X-Ray have no resources to name in a policy.",
        ).machine

    def _input_rule(self) -> InputRule:
        at, matches = "$.input.", sfn.Condition.string_matches
        crawls = [matches(f"{at}crawl", pattern) for pattern in ("CC-MAIN-*", "latest")]
        return InputRule(
            self._spec.name,
            DEFAULTS,
            [
                sfn.Condition.or_(*crawls),
                sfn.Condition.is_boolean(f"{at}force"),
                sfn.Condition.is_boolean(f"{at}accept_cost"),
            ],
            "nothing, or crawl (CC-MAIN-YYYY-WW or latest), force and accept_cost (true or false).",
        )

    def _build_start(self) -> sfn.IChainable:
        """Fill in what the request left out, resolve the crawl, plan it, and ask if it costs."""
        begin = sfn.Pass(self, "Begin", parameters=_DOCUMENT)
        asked = sfn.Pass(
            self,
            "FillInRequest",
            parameters={"request.$": "States.JsonMerge($.defaults, $.given, false)"},
            result_path="$.asked",
        )
        resolve = self._steps.invoke(
            "ResolveCrawl",
            self._functions.resolve,
            {
                "pipeline": self._spec.name,
                "crawl.$": "$.asked.request.crawl",
                "force.$": "$.asked.request.force",
                "execution.$": "$.execution",
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
            "fleet": self._fleet,
        }
        preflight = self._steps.invoke("Preflight", self._functions.preflight, run, "$.plan")
        first = sfn.Pass(
            self,
            "FirstAttempt",
            parameters={
                "number": 1,
                "inputs.$": "$.plan.inputs",
                "vcpus.$": "$.plan.vcpus",
            },
            result_path="$.attempt",
        )
        is_all_there = sfn.Condition.number_equals("$.plan.left", 0)
        choice = sfn.Choice(self, "IsAnythingLeft").when(is_all_there, self._run.verify)
        first.next(choice.otherwise(self._run.launch))
        is_expensive = sfn.Condition.and_(
            sfn.Condition.number_greater_than("$.plan.most_usd", self._config.cost_limit_usd),
            sfn.Condition.boolean_equals("$.asked.request.accept_cost", False),
        )
        asked = self._build_approval(
            "AskApproval", approval_text(self._spec, self._config), "cost approval"
        )
        gate = sfn.Choice(self, "CostGate").when(is_expensive, asked.next(first))
        return preflight.next(gate.otherwise(first))

    def _build_approval(self, construct_id: str, text: str, step: str) -> sfn.CustomState:
        """Ask, and wait for the answer; CDK's own task would put the token into the text."""
        token = {"DataType": "String", "StringValue.$": "$$.Task.Token"}
        task = {
            "Type": "Task",
            "Resource": "arn:aws:states:::sns:publish.waitForTaskToken",
            "Parameters": {
                "TopicArn": self._topic.topic_arn,
                "Subject": f"{self._spec.title}: approve the cost?",
                "Message.$": text,
                "MessageAttributes": {TOKEN: token},
            },
            "TimeoutSeconds": 3600 * self._config.approval_hours,
            "ResultPath": "$.approval",
        }
        state = sfn.CustomState(self, construct_id, state_json=task)
        guarded: sfn.CustomState = self._steps.guard(state, step)
        return guarded

    def _build_ready(self) -> sfn.IChainable:
        payload = {
            "pipeline": self._spec.name,
            "crawl.$": "$.run.crawl",
            "plan.$": "$.plan",
            "coverage.$": "$.coverage",
            "cluster.$": "$.cluster.JobFlowId",
        }
        ready = self._steps.invoke("MarkReady", self._functions.mark_ready, payload, "$.ready")
        notified = self._steps.tell(
            "NotifyReady", f"{self._spec.title}: ready", done_text(self._spec)
        )
        notified.next(sfn.Succeed(self, "Ready"))
        ready.next(self._steps.guard(notified, "notify"))
        return ready

    def _policies(self, pass_roles: list[str]) -> list[iam.PolicyStatement]:
        # EMR makes its role for cleaning up when the first cluster of an account is asked for.
        emr = "elasticmapreduce.amazonaws.com"
        roles = f"arn:aws:iam::*:role/aws-service-role/{emr}*/AWSServiceRoleForEMRCleanup*"
        return [
            iam.PolicyStatement(
                actions=["iam:PassRole"],
                resources=pass_roles,
                conditions={"StringEquals": {"iam:PassedToService": _EMR}},
            ),
            iam.PolicyStatement(
                actions=["elasticmapreduce:AddTags", "elasticmapreduce:PutAutoTerminationPolicy"],
                resources=[self._steps.clusters],
            ),
            iam.PolicyStatement(
                actions=["iam:CreateServiceLinkedRole"],
                resources=[roles],
                conditions={"StringLike": {"iam:AWSServiceName": emr}},
            ),
        ]
