"""`catalog records show`: one record, whole."""

from collections.abc import Iterator, Mapping
from typing import Any

import click
import orjson

from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.tables import print_pairs
from catalog.database.record_facts import RecordFacts, identify, read_facts
from catalog.text import printable


@click.command(name="show")
@click.argument("record", metavar="ID|URL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "text", "html", "markdown"]),
    default="table",
    help="text, html and markdown are the attribution alone, ready to be pasted.",
)
@database_options
def show_command(*, record: str, form: str, database: DatabaseOptions) -> None:
    """Show everything about one record, by its identifier or the URL of its file.

    The attribution that its licence asks for, its values and where they came from, the licences
    that it had, the loads that touched it, how popular it is, and whether it was deleted.

    \b
    catalog records show 1f0c3f8e-4a5b-4c6d-8e7f-9a0b1c2d3e4f
    catalog records show https://museum.example/42/large.jpg --format markdown
    """  # noqa: D301 - \b is click's own
    with open_database(database) as (_, connection):
        facts = read_facts(connection, *identify(connection, record))
    if form == "json":
        click.echo(orjson.dumps(facts.to_json(), option=orjson.OPT_INDENT_2).decode())
    elif form == "table":
        _print(facts)
    else:
        click.echo(getattr(facts.attribution, form))


def _print(facts: RecordFacts) -> None:
    click.echo(printable(facts.attribution.text))
    click.echo(facts.origin)
    print_pairs(_lines(facts))


def _replaced(former: Mapping[str, Any]) -> str:
    """Return when a value was replaced, and by which load."""
    by = f", by load of {printable(former['file'])}" if former["file"] else ""
    return f"{former['changed_on']:%Y-%m-%d %H:%M} UTC{by}"


def _lines(facts: RecordFacts) -> Iterator[tuple[str, str]]:
    yield "media_type", facts.media_type
    yield "state", facts.state.replace("_", " ")
    for name, value in facts.row.items():
        if name == "meta_data":
            yield from ((f"{name}.{key}", _value(one)) for key, one in (value or {}).items())
        elif value is not None:
            yield name, _value(value)
    yield from _life(facts)
    for change in facts.license_changes:
        was = f"{change['old_license']} {change['old_license_version']}"
        yield "was licensed", f"{was} until {_replaced(change)}"
    for former in facts.former_values:
        was = printable(former["old_value"] or "nothing")
        yield f"{former['column_name']} was", f"{was} until {_replaced(former)}"
    for load in facts.loads:
        verb = "made" if load["made_it"] else "last changed"
        yield f"{verb} by load", f"{load['file']} ({load['finished_on']:%Y-%m-%d %H:%M} UTC)"
    if facts.inlinks:
        counted = facts.inlinks
        yield "in-links", f"{counted['inlinks']} from {counted['inlink_hosts']} hosts"
    if facts.metric:
        yield "popularity by", facts.metric["metric"]
    for other in facts.same_file:
        yield "same file", f"{other['media_type']} {other['identifier']} of {other['provider']}"


def _life(facts: RecordFacts) -> Iterator[tuple[str, str]]:
    if life := facts.life:
        why = f": {life['evidence']}" if life["evidence"] else ""
        yield "at its source", printable(f"{life['state']}, {life['reason']}{why}")
    if link := facts.link:
        why = f" ({link['detail']})" if link["detail"] else ""
        yield "its file", printable(f"{link['state']} on {link['checked_on']:%Y-%m-%d}{why}")


def _value(value: object) -> str:
    if isinstance(value, dict | list | bool):
        return printable(orjson.dumps(value).decode())
    return printable(str(value))
