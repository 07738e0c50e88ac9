"""What people are told, as Step Functions expressions that fill in the execution's values."""

from aws_cdk import aws_stepfunctions as sfn

from stacks.config import CrawlConfig
from stacks.constructs.job_flow import PipelineSpec


def approval_text(spec: PipelineSpec, config: CrawlConfig) -> str:
    """Ask for a yes or no, with the two commands that say it, as Step Functions' own expression."""
    text = (
        f"{spec.title} of {{}} is estimated at {{}} USD and {{}} hours, above the limit of "
        f"{config.cost_limit_usd:g} USD. Nothing is running and nothing is paid for yet. "
        f"The cheapest that is done in {config.deadline_minutes:g} minutes is {{}}.\n\n"
        f"To approve:\ncatalog crawl approve --crawl {{}} --pipeline {spec.name}\n\n"
        f"To refuse:\ncatalog crawl refuse --crawl {{}} --pipeline {spec.name}\n\n"
        f"Without an answer it ends after {config.approval_hours} hours."
    )
    values = "$.run.crawl, $.plan.usd, $.plan.hours, $.plan.cheapest, $.run.crawl, $.run.crawl"
    return f"States.Format('{text}', {values})"


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
        "Cause: {}: {}\n\n"
        "What is done stays done. To start again:\n"
        f"catalog aws start {spec.name}",
        sfn.JsonPath.string_at("$.run.crawl"),
        sfn.JsonPath.string_at("$.fault.step"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.fault.Error"),
        sfn.JsonPath.string_at("$.fault.Cause"),
    )
    return text
