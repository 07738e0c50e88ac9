"""The part of a crawl pipeline in which a cluster is at work: start it, watch it, look what it did.

Step Functions' own EMR integration neither ends a cluster that it lost nor polls more often than
every five minutes, so the cluster carries its step, ends itself, and is watched here.
"""

import math
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.config import CrawlConfig
from stacks.constructs.attempts import ATTEMPTS
from stacks.constructs.pipeline_steps import Steps
from stacks.constructs.python_function import PythonFunction


class ClusterRun(Construct):
    """Its first state is `launch`; where enough is there it goes on with `ready`.

    Where nothing is left to be read it begins with `verify`.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        steps: Steps,
        config: CrawlConfig,
        job_flow: dict[str, Any],
        pipeline: str,
        verify: PythonFunction,
        fleet: dict[str, Any],
        ask: sfn.CustomState,
        ready: sfn.IChainable,
    ) -> None:
        super().__init__(scope, construct_id)
        self._steps, self._config = steps, config
        self._fleet, self._ask = fleet, ask
        self.launch = steps.call_emr(
            "LaunchCluster",
            "runJobFlow",
            job_flow,
            {"JobFlowId.$": "$.JobFlowId"},
            "$.cluster",
        )
        no_polls = sfn.Pass(
            self, "NoPollsYet", result=sfn.Result.from_object({"count": 0}), result_path="$.polls"
        )
        self.verify = self._build_verify(pipeline, verify, ready)
        self.launch.next(no_polls).next(self._build_poll(self.verify))

    def _build_poll(self, done: sfn.IChainable) -> sfn.IChainable:
        """Look at the cluster until it has ended, or for as long as it may take."""
        seconds = self._config.poll_seconds
        wait = sfn.Wait(self, "Wait", time=sfn.WaitTime.duration(cdk.Duration.seconds(seconds)))
        look = self._steps.call_emr(
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
        late = sfn.Condition.number_greater_than_equals("$.polls.count", limit)
        choice = sfn.Choice(self, "HowIsTheCluster")
        choice.when(_DONE, done)
        choice.when(_ENDED, self._steps.fail("ClusterFailed", "cluster", "$.status"))
        choice.when(late, self._steps.fail("ClusterTooSlow", "deadline", "$.status"))
        return wait.next(look).next(count).next(choice.otherwise(wait))

    def _build_verify(
        self, pipeline: str, function: PythonFunction, ready: sfn.IChainable
    ) -> sfn.IChainable:
        """Compare what is there with what should be, and give the rest one more cluster."""
        verify = self._steps.invoke(
            "VerifyCoverage",
            function,
            {
                "pipeline": pipeline,
                "crawl.$": "$.run.crawl",
                "attempt.$": "$.attempt.number",
                "minimum": self._config.minimum_coverage,
                "plan.$": "$.plan",
                "fleet": self._fleet,
            },
            "$.coverage",
        )
        redrive = sfn.Pass(
            self,
            "RedriveFailed",
            parameters={
                "number.$": "States.MathAdd($.attempt.number, 1)",
                "inputs.$": "$.coverage.failed",
                "vcpus.$": "$.coverage.rest.vcpus",
            },
            result_path="$.attempt",
        )
        redrive.next(self.launch)
        limit = self._config.cost_limit_usd
        unforeseen = sfn.Condition.and_(
            sfn.Condition.number_greater_than("$.coverage.rest.total_usd", limit),
            sfn.Condition.number_greater_than_json_path("$.coverage.rest.usd", "$.plan.second_usd"),
            sfn.Condition.boolean_equals("$.asked.request.accept_cost", False),
        )
        gate = sfn.Choice(self, "SecondCostGate").when(unforeseen, self._ask.next(redrive))
        gate.otherwise(redrive)
        choice = sfn.Choice(self, "IsItEnough")
        choice.when(sfn.Condition.boolean_equals("$.coverage.enough", True), ready)
        choice.when(sfn.Condition.number_less_than("$.attempt.number", ATTEMPTS), gate)
        too_little = self._steps.fail("TooLittle", "coverage", "$.coverage")
        return verify.next(choice.otherwise(too_little))


def _is_state(name: str) -> sfn.Condition:
    return sfn.Condition.string_equals("$.status.State", name)


_DONE = sfn.Condition.and_(
    _is_state("TERMINATED"),
    sfn.Condition.is_present("$.status.Reason.Code"),
    sfn.Condition.string_equals("$.status.Reason.Code", "ALL_STEPS_COMPLETED"),
)
_ENDED = sfn.Condition.or_(_is_state("TERMINATED"), _is_state("TERMINATED_WITH_ERRORS"))
