"""`catalog crawl`: from a monthly crawl to the lake, and what the lake says."""

import click

from catalog.cli import LazyGroup, Table

COMMANDS: Table = {
    "extract": (
        "catalog.cli.extract:extract_command",
        "Find every link to Creative Commons in a crawl.",
    ),
    "estimate": (
        "catalog.cli.estimate:estimate_command",
        "Say how long a crawl takes on EMR, and what it costs.",
    ),
    "approve": (
        "catalog.cli.approval:approve_command",
        "Let a pipeline on AWS go on that asks about its cost.",
    ),
    "refuse": (
        "catalog.cli.approval:refuse_command",
        "End a pipeline on AWS that asks about its cost.",
    ),
    "publish": (
        "catalog.cli.publish:publish_command",
        "Merge an extraction's output into a partition of the lake.",
    ),
    "top-domains": (
        "catalog.cli.top_domains:top_domains",
        "List the domains that link most to Creative Commons.",
    ),
    "report": (
        "catalog.cli.crawl_report:report_command",
        "Write one HTML page with charts of a partition.",
    ),
}


@click.group(cls=LazyGroup, table=COMMANDS)
def crawl() -> None:
    """Common Crawl: find, publish and look at links to Creative Commons.

    `extract` reads a crawl, `publish` puts what it found into the lake, `top-domains` and `report`
    show it.
    """
