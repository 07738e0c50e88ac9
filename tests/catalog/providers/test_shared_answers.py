"""Answers that were really given, beside the project; skipped where they are absent.

`shared/<provider>.json` says what each of them holds: so many records, and how many rejections by
reason; or, for an answer that no records come from, what is said instead: of an error the API's own
message.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.apis.error_rules import said
from catalog.errors import UsageError
from catalog.ingestion.record_parsing import Parsed, parse_answer
from catalog.providers import registry
from catalog.providers.oai_pmh import as_json

EXPECTED = Path(__file__).parent / "shared"


def found_in(provider_name: str, file: Path) -> dict[str, Any]:
    """Return what an answer holds, in the words of the files of expectations."""
    provider = registry.provider(provider_name)
    try:
        found = list(parse_answer(provider, payload_in(provider_name, file)))
    except UsageError as error:
        return {"refused": str(error)}
    rejected = Counter(one.reason for one in found if not isinstance(one, Parsed))
    records = {"records": len(found) - rejected.total()}
    return {**records, "rejected": dict(rejected)} if rejected else records


def recorded(shared: Path, name: str) -> dict[str, Path]:
    """Return all recorded answers of a provider that it reads, by their path in its folder."""
    folder = shared / "data" / "provider-responses" / name
    is_xml = registry.provider(name).repair is as_json
    files = sorted(folder.rglob("*.xml" if is_xml else "*.json"))
    return {str(file.relative_to(folder)): file for file in files}


def payload_in(name: str, file: Path) -> Any:
    repair = registry.provider(name).repair
    return orjson.loads(repair(file.read_bytes()) if repair else file.read_bytes())


@pytest.mark.parametrize("name", registry.NAMES)
def test_every_recorded_answer_is_read_rightly(shared: Path, name: str) -> None:
    files = recorded(shared, name)
    if not files:
        pytest.skip(f"nobody has recorded an answer of {name} as JSON")
    expected = orjson.loads((EXPECTED / f"{name}.json").read_bytes())
    assert {path: found_in(name, file) for path, file in files.items()} == expected


def test_a_recorded_error_is_told_in_the_apis_own_words(shared: Path) -> None:
    silent = [
        f"{name}/{path}"
        for name in registry.NAMES
        for path, file in recorded(shared, name).items()
        if "error" in path and not _is_told(found_in(name, file), payload_in(name, file))
    ]
    assert silent == []


def _is_told(found: dict[str, Any], payload: Any) -> bool:
    return bool(said(payload)) and said(payload) in found.get("refused", "")
