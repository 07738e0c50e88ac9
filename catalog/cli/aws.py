"""`catalog aws`: the account in which the catalog is deployed."""

import click

from catalog.cli.tables import Format, format_option, print_rows, texts
from catalog.errors import CatalogError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def aws() -> None:
    """Look after the AWS account in which the catalog runs."""


@aws.command(name="doctor")
@click.option(
    "--vcpus",
    default=320,
    show_default=True,
    type=click.IntRange(min=16),
    metavar="N",
    help="Spot vCPUs that a cluster asks for: 320 in prod, 64 in dev.",
)
@click.option(
    "--reserve/--no-reserve",
    default=True,
    help="Whether each provider's Lambda reserves its concurrency, as in prod.",
)
@format_option
def doctor_command(*, vcpus: int, reserve: bool, form: Format) -> None:
    """Say what an account lacks, before a first deployment and at any time after.

    It changes nothing. `later` is made by a deployment or by the first use, `look` works but should
    be known, `wrong` keeps something from working: then the exit code is 1.
    """
    from catalog.operations.aws import client
    from catalog.operations.doctor import examine

    found = list(examine(client, vcpus=vcpus, reserve=reserve))
    print_rows(form, texts("check", "verdict", "found", "todo"), found, title="AWS account")
    wrong = [item.check for item in found if item.verdict == "wrong"]
    if wrong:
        raise CatalogError(f"not right yet: {', '.join(wrong)}.")
