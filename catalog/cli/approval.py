"""`catalog crawl approve` and `catalog crawl refuse`."""

from typing import TYPE_CHECKING

import click

from catalog.cli.options import together
from catalog.cli.output import say
from catalog.operations import approvals

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_stepfunctions import SFNClient

    from catalog.operations.approvals import Question


_options = together(
    click.option("--crawl", required=True, metavar="ID", help="The crawl it asks about."),
    click.option(
        "--pipeline",
        type=click.Choice(approvals.PIPELINES),
        help="Which one asks; needed only when both do.",
    ),
)


@click.command(name="approve")
@_options
def approve_command(*, crawl: str, pipeline: str | None) -> None:
    """Let a pipeline on AWS go on, which asks whether its cost is accepted."""
    question = _answer(crawl, pipeline, approvals.approve)
    say(f"{question.pipeline} goes on with {question.crawl}")


@click.command(name="refuse")
@_options
def refuse_command(*, crawl: str, pipeline: str | None) -> None:
    """End a pipeline on AWS that asks, before a cluster is paid for."""
    question = _answer(crawl, pipeline, approvals.refuse)
    say(f"{question.pipeline} ends without {question.crawl}")


def _answer(
    crawl: str, pipeline: str | None, answer: "Callable[[SFNClient, Question], None]"
) -> "Question":
    from catalog.operations.aws import client

    steps = client("stepfunctions")
    question = approvals.find(steps, crawl, pipeline)
    answer(steps, question)
    return question
