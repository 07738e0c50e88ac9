"""What the options of `catalog ingest` ask for, and whether they can."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from catalog.errors import UsageError
from catalog.ingestion import reingestion
from catalog.ingestion.questions import Options
from catalog.ingestion.skippable_errors import is_known, read_known_errors
from catalog.providers.base import Provider
from catalog.settings import load_settings, variable


def check_options(provider: Provider, given: Mapping[str, Any]) -> None:
    """Refuse options that do not go together, or not with this provider.

    Raises:
        UsageError: says which.
    """
    if provider.retired:
        raise UsageError(f"{provider.name} is retired: {provider.retired}")
    if given["reingest"]:
        reingestion.of(provider)
    if given["ids"] and not (provider.item_url or provider.item_params):
        raise UsageError(f"{provider.name} cannot be asked for one work by its id")
    dates = [option for option in ("day", "first", "end") if given[option]]
    if dates and not provider.dated:
        raise UsageError(f"{provider.name} is not asked by the day: leave --date, --from, --to out")
    slower = given["delay"] is None or given["delay"] >= provider.limits.delay
    if not slower and given["mirror"] is None:
        raise UsageError(f"{provider.name} wants {provider.limits.delay:g} s between requests")


def check_asked(provider: Provider, given: Mapping[str, Any]) -> None:
    """Refuse to pull, from its own servers, a provider that wants to be asked before.

    Raises:
        UsageError: says whom to ask, and how to tell that they agreed.
    """
    agreed = {name.strip() for name in load_settings().asked.split(",")}
    is_asked = given["asked"] or provider.name in agreed
    if provider.ask_first and not is_asked and not given["mirror"] and not given["dry_run"]:
        raise UsageError(
            f"{provider.ask_first}. Once they have agreed, say so: --asked, or "
            f'{variable("asked")}={provider.name}, or asked = "{provider.name}" in catalog.toml'
        )


def chosen_days(provider: Provider, given: Mapping[str, Any]) -> list[date]:
    """Return the days that are asked for; today for a provider that is not asked by the day."""
    today = datetime.now(UTC).date()
    if given["reingest"]:
        return reingestion.plan_days(provider, today)
    if not provider.dated or given["ids"]:
        return [today]
    if given["day"]:
        if given["first"] or given["end"]:
            raise UsageError("give either --date or --from and --to")
        return [given["day"].date()]
    if not (given["first"] or given["end"]):
        return [today - timedelta(days=1)]
    if not given["first"]:
        raise UsageError("--to needs --from")
    first, end = given["first"].date(), (given["end"].date() if given["end"] else today)
    if end <= first:
        raise UsageError(f"--to {end} must lie after --from {first}: it is the day after the last")
    return [first + timedelta(days=n) for n in range((end - first).days)]


def pull_options(provider: Provider, given: Mapping[str, Any]) -> Options:
    """Return what is out of the ordinary about the pulls that are asked for."""
    known = read_known_errors(given["known_errors"]) if given["known_errors"] else []
    return Options(
        initial=_json(given["initial_params"], dict, "--initial-params"),
        batches=_batches(given["params_file"]),
        ids=given["ids"] or None,
        params=dict(_pair(text) for text in given["params"]),
        limit=given["limit"],
        known=is_known(provider.name, known),
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise UsageError(f"--param {text!r} must be of the form name=value")
    return name, value


def _json(text: str | bytes | None, kind: type, option: str) -> Any:
    if text is None:
        return None
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{option} is no JSON: {error}") from error
    if not isinstance(value, kind):
        raise UsageError(f"{option} must be a JSON {'object' if kind is dict else 'list'}")
    return value


def _batches(file: Path | None) -> list[dict[str, Any]] | None:
    if file is None:
        return None
    try:
        listed = _json(file.read_bytes(), list, "--params-file")
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    if not listed or not all(isinstance(entry, dict) for entry in listed):
        raise UsageError("--params-file must be a list of objects, one for each request")
    return list(listed)
