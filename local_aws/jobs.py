"""Glue jobs: moto keeps the record of a run; the deployed script runs in this process.

A script that needs Spark is only recorded.
"""

import logging
from types import ModuleType
from typing import TYPE_CHECKING, Any

from moto.core.responses import ActionResult
from moto.glue.models import FakeJob, FakeJobRun
from moto.glue.responses import GlueResponse
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_glue,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.resource import (
    ResourceCondition,
)

from local_aws import functions
from local_aws.calls import made_by

if TYPE_CHECKING:
    from local_aws.environment import LocalAws

_original_start = FakeJob.start_job_run
logger = logging.getLogger(__name__)


def install(aws: "LocalAws") -> None:
    """Make moto run the jobs that a single machine can do.

    moto ends a task that waits for a job as if it might have waited for a person too.
    """
    state_task_service_glue._SUPPORTED_INTEGRATION_PATTERNS.add(ResourceCondition.WaitForTaskToken)

    def start_job_run(self: FakeJob, **request: Any) -> str:
        run_id: str = _original_start(self, **request)
        run = self.job_runs[-1]
        with functions.as_deployed(aws, {}):
            _run(aws, self, run)
        return run_id

    FakeJob.start_job_run = start_job_run
    GlueResponse.batch_stop_job_run = batch_stop_job_run


def uninstall() -> None:
    """Let moto's jobs be moto's own again."""
    FakeJob.start_job_run = _original_start
    del GlueResponse.batch_stop_job_run


def batch_stop_job_run(self: GlueResponse) -> ActionResult:
    """Stop runs, which moto cannot; all of this server's work is done when it answers."""
    name, wanted = self._get_param("JobName"), set(self._get_param("JobRunIds"))
    for run in self.glue_backend.get_job(name).job_runs:
        if run.job_run_id in wanted:
            run.status, run._transitions = "STOPPED", []
    stopped = [{"JobName": name, "JobRunId": run} for run in sorted(wanted)]
    return ActionResult({"SuccessfulSubmissions": stopped, "Errors": []})


def _run(aws: "LocalAws", job: FakeJob, run: FakeJobRun) -> None:
    script = job.command["ScriptLocation"]
    bucket, _, key = script.removeprefix("s3://").partition("/")
    source = aws.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    if b"pyspark" in source:
        return
    module = ModuleType("glue_job")
    try:
        exec(compile(source, key, "exec"), module.__dict__)
        with made_by(f"glue {job.name}"):
            module.main([word for pair in run.arguments.items() for word in pair])
    except Exception:
        logger.exception("%s failed", key)
        run._transitions = [("STARTING", "FAILED")]
