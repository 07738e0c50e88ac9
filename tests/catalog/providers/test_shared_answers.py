"""Answers that were really given, beside the project; skipped where they are absent.

`shared/<provider>.json` says what each of them holds: so many records, and reasons for rejections;
or `refused`, for an answer that no records come from.
"""

from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.errors import UsageError
from catalog.ingestion.record_parsing import Parsed, parse_answer
from catalog.providers import registry

EXPECTED = Path(__file__).parent / "shared"


def found_in(file: Path) -> dict[str, Any]:
    """Return what an answer holds, in the words of the files of expectations."""
    provider = registry.provider(file.parent.name)
    try:
        found = list(parse_answer(provider, orjson.loads(file.read_bytes())))
    except UsageError:
        return {"refused": True}
    rejected = [one.reason for one in found if not isinstance(one, Parsed)]
    records = {"records": len(found) - len(rejected)}
    return {**records, "rejected": rejected} if rejected else records


@pytest.mark.parametrize("name", sorted(file.stem for file in EXPECTED.glob("*.json")))
def test_real_answers_hold_the_expected_records(shared: Path, name: str) -> None:
    expected = orjson.loads((EXPECTED / f"{name}.json").read_bytes())
    folder = shared / "data" / "provider-responses" / name
    files = sorted(folder.glob("*.json"))
    assert {file.name: found_in(file) for file in files} == expected
