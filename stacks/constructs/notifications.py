"""What people are told, as Step Functions expressions that fill in the execution's values."""

from aws_cdk import aws_stepfunctions as sfn

from stacks.config import CrawlConfig
from stacks.constructs.job_flow import PipelineSpec


def approval_text(spec: PipelineSpec, config: CrawlConfig) -> str:
    """Ask for a yes or no, with the two commands that say it."""
    text: str = sfn.JsonPath.format(
        f"{spec.title} of {{}} is estimated at {{}} USD and {{}} hours, above the limit of "
        f"{config.cost_limit_usd:g} USD. Nothing is running and nothing is paid for yet.\n\n"
        "To approve:\n"
        "aws stepfunctions send-task-success --task-output true --task-token {}\n\n"
        "To refuse:\n"
        "aws stepfunctions send-task-failure --error Refused --task-token {}\n\n"
        f"Without an answer it ends after {config.approval_hours} hours.",
        sfn.JsonPath.string_at("$.run.crawl"),
        sfn.JsonPath.string_at("$.plan.usd"),
        sfn.JsonPath.string_at("$.plan.hours"),
        sfn.JsonPath.task_token,
        sfn.JsonPath.task_token,
    )
    return text


def done_text(spec: PipelineSpec) -> str:
    """Say that a crawl is ready, with how much of it there is."""
    text: str = sfn.JsonPath.format(
        f"{spec.title} of {{}} is ready: {{}} of {{}} inputs have their output.",
        sfn.JsonPath.string_at("$.run.crawl"),
        sfn.JsonPath.string_at("$.coverage.found"),
        sfn.JsonPath.string_at("$.coverage.expected"),
    )
    return text


def failure_text(spec: PipelineSpec, log_uri: str) -> str:
    """Say what failed, where its logs are, and how to start again."""
    text: str = sfn.JsonPath.format(
        f"{spec.title} failed.\n"
        "Crawl: {}\nStep: {}\nCluster: {} (ended)\n"
        f"Logs: {log_uri}{{}}/\n"
        "Cause: {}\n\n"
        "What is done stays done. To start again:\n"
        "aws stepfunctions start-execution --state-machine-arn {}",
        sfn.JsonPath.string_at("$.run.crawl"),
        sfn.JsonPath.string_at("$.fault.step"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.fault.cause"),
        sfn.JsonPath.string_at("$$.StateMachine.Id"),
    )
    return text
