"""`catalog providers`: what there is, and what it makes of an answer."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import orjson

from catalog.apis.json_answers import read_json
from catalog.cli.bar import status
from catalog.cli.output import say
from catalog.cli.tables import (
    Format,
    TableColumn,
    as_text,
    format_option,
    numbers,
    print_rows,
    texts,
)
from catalog.errors import CatalogError, RetriableError, UsageError
from catalog.ingestion.clients import client_for
from catalog.ingestion.deep_check import CheckedAnswer, deep_check
from catalog.ingestion.deep_check import record as write_evidence
from catalog.ingestion.healthcheck import Health, look
from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_answer
from catalog.ingestion.status import provider_status
from catalog.providers import registry
from catalog.providers.base import Provider
from catalog.providers.evidence import newest
from catalog.providers.markup import plain_text
from catalog.scaffold import scaffold
from catalog.settings import load_settings

_LONGEST_SAID = 1 << 14  # bytes of what is no JSON that are looked at


@click.group()
def providers() -> None:
    """The APIs that records come from."""


@providers.command("list")
@format_option
def list_providers(form: Format) -> None:
    """Print one line for each provider."""
    print_rows(form, _LISTED, map(_facts, registry.providers()))


_LISTED = (
    *texts("provider", "media"),
    TableColumn("license_policy", "licences"),
    TableColumn("schedule", show=lambda schedule: as_text(schedule) or "retired"),
    TableColumn("delay_seconds", "wait (s)", right=True),
    TableColumn("secret", "key", show=lambda secret: as_text(secret) or "none"),
    TableColumn("evidence", show=lambda one: f"{one['kind']} {one['date']}" if one else "none"),
    TableColumn("rate_limit", "its own limits"),
)


def _facts(provider: Provider) -> dict[str, Any]:
    return {
        "provider": provider.name,
        "media": list(provider.media),
        "license_policy": provider.license_policy,
        "schedule": provider.schedule,
        "rate_limit": provider.rate_limit,
        "delay_seconds": provider.limits.delay,
        "secret": provider.auth.secret if provider.auth else None,
        "evidence": _newest_evidence(provider.name),
    }


def _newest_evidence(name: str) -> dict[str, Any] | None:
    found = newest(name)
    return {"kind": found.certainty, "date": str(found.date)} if found else None


@providers.command()
@click.argument("name", metavar="PROVIDER")
@click.argument("file", type=click.Path(path_type=Path))
def parse(name: str, file: Path) -> None:
    """Turn a recorded answer of PROVIDER into records, offline.

    FILE holds the JSON of one answer that records come from: a list page, an object, a detail.
    Records go to stdout, one JSON object a line; rejected ones to stderr, with reason and id.
    """
    provider = registry.provider(name)
    for outcome in _outcomes(provider, file):
        if isinstance(outcome, Parsed):
            click.echo(orjson.dumps(outcome.row).decode())
        else:
            line = {"rejected": outcome.reason, "id": outcome.id, "detail": outcome.detail}
            click.echo(orjson.dumps(line).decode(), err=True)


def _outcomes(provider: Provider, file: Path) -> Iterator[Parsed | RejectedItem]:
    if provider.bulk and file.name in provider.bulk.files:
        from catalog.ingestion.bulk import parse_files

        missing = [name for name in provider.bulk.files if not (file.parent / name).is_file()]
        if missing:
            raise UsageError(f"beside {file} there must be: {', '.join(missing)}")
        return parse_files(provider, str(file.parent))
    return parse_answer(provider, _read(file, provider))


def _read(file: Path, provider: Provider) -> object:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    try:
        return read_json(provider.repair(data) if provider.repair else data)
    except RetriableError as error:
        said = plain_text(data[:_LONGEST_SAID].decode(errors="replace"))
        words = f"; it says: {said[:200]}" if said else ""
        raise UsageError(f"{file} is {error}{words}") from error


@providers.command()
@click.argument("names", nargs=-1, metavar="[PROVIDER]...")
@click.option("--url", "mirror", metavar="URL", help="Ask this server instead.")
@format_option
@click.option(
    "--deep",
    is_flag=True,
    help="Ask for the first, a middle and the last page, a work and an error.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --deep: write the answers as new evidence, without keys and names of people.",
)
def check(
    names: tuple[str, ...], mirror: str | None, form: Format, deep: bool, record: Path | None
) -> None:
    """Ask each PROVIDER for one page, and see whether it still becomes records.

    All that are not retired when none is named. Ends with 1 if one of them has a problem: a key
    that is missing, no answer, or an answer of another shape. With --deep the answers are compared
    with the evidence of the API: fields that are new, lost or of another type are named; a lost or
    retyped one is a problem. Of a provider that publishes files the columns of each are compared,
    and with --deep the page and the file of one work are asked for.
    """
    if record and not deep:
        raise UsageError("--record goes with --deep")
    chosen = [registry.provider(name) for name in names] or [
        one for one in registry.providers() if one.schedule
    ]
    rows = []
    with status("asking") as show:
        for provider in chosen:
            show(f"asking {provider.name}")
            if provider.bulk:
                rows += _look_at_files(provider, mirror, deep)
            else:
                rows += _look_deep(provider, mirror, record) if deep else [_look(provider, mirror)]
    print_rows(form, _CHECKED, rows)
    bad = {row["provider"] for row in rows if not row["ok"]}
    if bad:
        raise CatalogError(f"{len(bad)} of {len(chosen)} providers have a problem")


_CHECKED = (
    *texts("provider", "answer"),
    TableColumn("ok", "state", show=lambda ok: "ok" if ok else "PROBLEM"),
    TableColumn("said"),
)


def _look_deep(provider: Provider, mirror: str | None, folder: Path | None) -> list[dict[str, Any]]:
    """Tell how an API's answers differ from the evidence."""
    try:
        findings = deep_check(provider, client_for(provider, mirror=mirror))
    except CatalogError as error:
        findings = [CheckedAnswer("first", problem=str(error))]
    if folder:
        for path in write_evidence(folder, provider, findings, datetime.now(UTC).date()):
            say(f"wrote {path}")
    return _rows_of(provider, findings)


def _look_at_files(provider: Provider, mirror: str | None, deep: bool) -> list[dict[str, Any]]:
    """Tell whether the files that a provider publishes are there, and how their columns differ."""
    from catalog.apis.link_probe import LinkProber
    from catalog.apis.web_session import public_session
    from catalog.ingestion.dump_check import check_addresses, check_dump

    source = mirror or provider.url.rpartition("/")[0]
    findings = check_dump(provider, source)
    if deep and not mirror:  # a mirror has the files, and not the works
        prober = LinkProber(public_session(load_settings().user_agent))
        findings += check_addresses(provider, source, prober)
    return _rows_of(provider, findings)


def _rows_of(provider: Provider, findings: Sequence[CheckedAnswer]) -> list[dict[str, Any]]:
    return [
        {
            "provider": provider.name,
            "answer": one.kind,
            "ok": one.is_sound,
            "said": one.problem or "; ".join(one.drift) or "as the evidence",
        }
        for one in findings
    ]


def _look(provider: Provider, mirror: str | None) -> dict[str, Any]:
    """Tell whether an API's first page still becomes records."""
    try:
        health = look(provider, client_for(provider, mirror=mirror))
    except CatalogError as error:
        health = Health(provider.name, 0, {}, str(error))
    rejected = ", ".join(f"{count} {reason}" for reason, count in health.rejected.items())
    said = health.problem or f"{health.records} records" + (f"; {rejected}" if rejected else "")
    ok = health.problem is None
    return {"provider": provider.name, "answer": "first", "ok": ok, "said": said}


@providers.command("status")
@click.argument("names", nargs=-1, metavar="[PROVIDER]...")
@click.option("--output", default=".catalog/landing", metavar="DIR|s3://", help="The landing zone.")
@format_option
def show_status(names: tuple[str, ...], output: str, form: Format) -> None:
    """Show how each PROVIDER stands: its last complete run, its age, and what is left.

    All that are not retired when none is named. `left` counts what could not be had and is tried
    again by the next run; `given_up` what failed in five runs. The other formats name each of
    them, with the error, and tell the counts of the last runs.
    """
    chosen = [registry.provider(name) for name in names] or [
        one for one in registry.providers() if one.schedule
    ]
    today = datetime.now(UTC).date()
    rows = [provider_status(output, provider, today) for provider in chosen]
    columns = [
        *texts("provider", "schedule", "last_complete"),
        *numbers("age_days"),
        *texts("status"),
        *numbers("left", "given_up"),
        TableColumn("runs", "written", right=True, show=_written),
        TableColumn("error"),
    ]
    print_rows(form, columns, rows)


def _written(runs: Sequence[Mapping[str, Any]]) -> str:
    return as_text(runs[0]["written"]) if runs else ""


@providers.command()
@click.argument("name")
@click.option("--url", required=True, help="Where the API's list is.")
@click.option("--title", help="The provider's name for people.  [default: NAME]")
@click.option("--docs", help="URL of the API's documentation.  [default: the list's]")
def new(name: str, url: str, title: str | None, docs: str | None) -> None:
    """Write the files of a new provider, in the folder of the project.

    They are a module, a first page with its declaration of evidence, the expected records, a test,
    the registry's line and the row in docs/providers.md: all work, and are there to be changed. See
    docs/adding-a-provider.md.
    """
    for path in scaffold(name, url, Path.cwd(), title=title or name.title(), docs=docs or url):
        click.echo(path.relative_to(Path.cwd()))
    page = Path("catalog/providers/evidence", name, "first.json")
    expected = Path("tests/catalog/providers/expected", f"{name}.jsonl")
    # In a process of its own, which knows the registry's new line.
    command = [sys.executable, "-m", "catalog", "providers", "parse", name, str(page)]
    parsed = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    expected.write_bytes(parsed.stdout)
    click.echo(expected)
    subprocess.run([sys.executable, "-m", "scripts.generate_docs"], check=True)
