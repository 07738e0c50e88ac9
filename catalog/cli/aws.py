"""`catalog aws`: the account in which the catalog is deployed."""

import json
import sys
from dataclasses import replace
from typing import Any

import click

from catalog.cli.bar import status
from catalog.cli.output import say
from catalog.cli.tables import Format, format_option, print_rows, texts
from catalog.errors import CatalogError, UsageError


@click.group()
def aws() -> None:
    """Look after the AWS account in which the catalog runs."""


@aws.command(name="doctor")
@click.option(
    "--environment",
    default="dev",
    type=click.Choice(["dev", "prod"]),
    help="Which one is deployed, or will be: they ask for different quotas.",
)
@click.option(
    "--vcpus",
    type=click.IntRange(min=16),
    metavar="N",
    help="Spot vCPUs that a cluster asks for, where crawl.task_vcpus says another number.",
)
@click.option(
    "--reserve/--no-reserve",
    default=None,
    help="Whether each provider's Lambda reserves its concurrency, where that was changed.",
)
@format_option
def doctor_command(
    *, environment: str, vcpus: int | None, reserve: bool | None, form: Format
) -> None:
    """Say what an account lacks, before a first deployment and at any time after.

    It changes nothing. `later` is made by a deployment or by the first use, `look` works but should
    be known, `wrong` keeps something from working: then the exit code is 1.
    """
    from catalog.operations.aws import client
    from catalog.operations.doctor import NEEDS, examine

    changed: dict[str, Any] = {"spot": vcpus, "reserve": reserve}
    given = {name: value for name, value in changed.items() if value is not None}
    found = list(examine(client, replace(NEEDS[environment], **given)))
    print_rows(form, texts("check", "verdict", "found", "todo"), found, title="AWS account")
    wrong = [item.check for item in found if item.verdict == "wrong"]
    if wrong:
        raise CatalogError(f"not right yet: {', '.join(wrong)}.")


@aws.command(name="start")
@click.argument("machine")
@click.option(
    "--input",
    "given",
    default="{}",
    metavar="JSON",
    help="What the machine is given, as its notices and docs/operations.md say it.",
)
@click.option(
    "--crawl", metavar="NAME", help="Short for an input with this crawl, such as CC-MAIN-2026-43."
)
@click.option("--wait", "is_waiting", is_flag=True, help="Wait for its end and print its output.")
def start_command(*, machine: str, given: str, crawl: str | None, is_waiting: bool) -> None:
    """Start a state machine by its name.

    An input that the machine cannot use is refused by the machine itself, with what it takes. With
    --wait an execution that fails gives exit code 1 and its cause.

    \b
    catalog aws start common-crawl-etl --crawl CC-MAIN-2026-43
    catalog aws start openverse-ingest --input '{"provider": "nappy"}' --wait
    """  # noqa: D301 - \b is click's own
    from catalog.operations import step_functions
    from catalog.operations.aws import client

    steps = client("stepfunctions")
    request = _object(given) | ({"crawl": crawl} if crawl else {})
    execution = step_functions.start(steps, machine, request)
    say(f"started {execution}")
    if not is_waiting:
        return
    with status("waiting") as tell:
        output = step_functions.wait(steps, execution, tell=tell)
    click.echo(json.dumps(output, indent=2))


@aws.command(name="secret")
@click.argument("name")
def secret_command(*, name: str) -> None:
    """Keep a provider's key in Secrets Manager, where the deployed functions read it.

    NAME is the key's, as `catalog providers list` and the doctor have it. The key is asked for, or
    read from stdin; so it stands in no shell's history and in no list of processes.

    \b
    catalog aws secret FLICKR_API_KEY
    """  # noqa: D301 - \b is click's own
    from catalog.operations.aws import client
    from catalog.operations.doctor import wanted_secrets
    from catalog.operations.names import SECRETS

    place = f"{SECRETS}{name.removeprefix(SECRETS)}"
    if place not in (wanted := wanted_secrets()):
        known = ", ".join(sorted(each.removeprefix(SECRETS) for each in wanted))
        raise UsageError(f"no provider needs a key {name}. They need: {known}.")
    asks = sys.stdin.isatty()
    key = click.prompt(name, hide_input=True, err=True) if asks else sys.stdin.readline().strip()
    if not key:
        raise UsageError("the key is empty")
    secrets = client("secretsmanager")
    try:
        secrets.create_secret(Name=place, SecretString=key)
    except secrets.exceptions.ResourceExistsException:
        secrets.put_secret_value(SecretId=place, SecretString=key)
    say(f"{place} is kept")


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"--input is no JSON: {error}") from error
    if not isinstance(value, dict):
        raise UsageError("--input must be a JSON object")
    return value
