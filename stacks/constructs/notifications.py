"""What people are told, as Step Functions expressions that fill in the execution's values."""

from aws_cdk import aws_stepfunctions as sfn

from stacks.config import CrawlConfig
from stacks.constructs.job_flow import PipelineSpec


def approval_text(spec: PipelineSpec, config: CrawlConfig) -> str:
    """Ask for a yes or no, with the two commands that say it, as Step Functions' own expression."""
    text = (
        f"{spec.title} of {{}}, of which {{}} of {{}} inputs are left, is estimated at {{}} USD "
        "and {} hours on {}, and up to {} USD for a second cluster that reads what the first "
        f"leaves: together above the limit of {config.cost_limit_usd:g} USD. Nothing is running "
        "and nothing is paid for yet. "
        f"Cheapest within {config.deadline_minutes:g} minutes: {{}}."
    )
    values = (
        "$.run.crawl, $.plan.left, $.plan.files, $.plan.usd, $.plan.hours, $.plan.type, "
        "$.plan.second_usd, $.plan.cheapest"
    )
    return _asking(spec, config, text, values)


def approval_again_text(spec: PipelineSpec, config: CrawlConfig) -> str:
    """Ask about a second cluster that costs more than was foreseen."""
    text = (
        f"{spec.title} of {{}}: the first cluster has ended and left {{}} of {{}} inputs. A second "
        "one for them is estimated at {} USD and {} hours, more than the {} USD that were "
        "foreseen. Nothing is running."
    )
    values = (
        "$.run.crawl, $.coverage.missing, $.coverage.expected, $.coverage.rest.usd, "
        "$.coverage.rest.hours, $.plan.second_usd"
    )
    return _asking(spec, config, text, values)


def _asking(spec: PipelineSpec, config: CrawlConfig, text: str, values: str) -> str:
    answers = (
        f"To approve:\ncatalog crawl approve --crawl {{}} --pipeline {spec.name}\n\n"
        f"To refuse:\ncatalog crawl refuse --crawl {{}} --pipeline {spec.name}\n\n"
        f"Without an answer it ends after {config.approval_hours} hours."
    )
    return f"States.Format('{text}\n\n{answers}', {values}, $.run.crawl, $.run.crawl)"


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
        f"catalog aws start {spec.name} --crawl {{}}",
        sfn.JsonPath.string_at("$.run.crawl"),
        sfn.JsonPath.string_at("$.fault.step"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.cluster.JobFlowId"),
        sfn.JsonPath.string_at("$.fault.Error"),
        sfn.JsonPath.string_at("$.fault.Cause"),
        sfn.JsonPath.string_at("$.run.crawl"),
    )
    return text
