"""What is declared about every API's answers, and that it is true where it can be looked up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.apis.error_rules import error_in
from catalog.errors import CatalogError
from catalog.providers import registry
from catalog.providers.evidence import ApiEvidence, evidence_of, newest, read, root

DECLARED = [one for name in registry.NAMES for one in evidence_of(name)]
ANSWERS = pytest.mark.parametrize(
    "one", DECLARED, ids=[f"{one.provider}-{one.file}" for one in DECLARED]
)
PROVIDERS = pytest.mark.parametrize("name", sorted({one.provider for one in DECLARED}))

Shape = set[tuple[tuple[str, ...], str]]


def shape(payload: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and JSON type of everything in an answer, list entries and ids as one."""
    if isinstance(payload, dict):
        yield path, "object"
        for key, value in payload.items():
            yield from shape(value, (*path, "*" if key.lstrip("-").isdigit() else key))
    elif isinstance(payload, list):
        yield path, "list"
        for value in payload:
            yield from shape(value, (*path, "[]"))
    elif isinstance(payload, bool) or payload is None:
        yield path, "null" if payload is None else "boolean"
    else:
        yield path, "text" if isinstance(payload, str) else "number"


def recorded_shape(folder: Path) -> Shape:
    """Return the shape of all recorded answers of a provider, by the ends of their paths.

    An item is recorded on its own by some and inside a page by others, so no more than the last
    three steps of a path count.
    """
    found: Shape = set()
    for file in folder.rglob("*.json"):
        for path, kind in shape(orjson.loads(file.read_bytes())):
            found |= {
                (path[-steps:] if steps else (), kind) for steps in range(min(4, len(path) + 1))
            }
    return found


@ANSWERS
def test_an_answer_says_where_it_is_from(one: ApiEvidence) -> None:
    assert one.origin
    assert date(2010, 1, 1) < one.date <= date(2026, 12, 31)
    assert one.path.startswith("/")
    assert one.body


@PROVIDERS
def test_answers_of_all_kinds_are_known_once_a_true_one_was_seen(name: str) -> None:
    kinds = {one.kind: one.certainty for one in evidence_of(name)}
    if registry.provider(name).bulk or kinds.get("first") == "inferred":
        return  # it publishes files, or has only just been added
    missing = {"first", "middle", "last", "empty", "error", "item"} - kinds.keys()
    # Brooklyn's list has two pages, Incompetech's one, and each page of the Met's is one work.
    without = {"brooklynmuseum": {"middle"}, "incompetech": {"middle", "last"}, "met": {"item"}}
    assert missing == without.get(name, set())


@PROVIDERS
def test_every_file_beside_a_declaration_is_declared(name: str) -> None:
    folder = root() / name
    files = {file.name for file in folder.iterdir()} - {"evidence.toml"}
    assert files == {one.file for one in evidence_of(name)}


@PROVIDERS
def test_what_is_said_to_be_recorded_has_the_shape_of_a_recorded_answer(
    shared: Path, name: str
) -> None:
    folder = shared / "data" / "provider-responses" / name
    known = recorded_shape(folder)
    ours = {
        (one.file, path[-3:], kind)
        for one in evidence_of(name)
        if one.certainty == "recorded" and one.file.endswith(".json")
        for path, kind in shape(one.payload)
    }
    assert sorted(entry for entry in ours if entry[1:] not in known) == []


@PROVIDERS
def test_what_every_recorded_work_has_ours_have_too(shared: Path, name: str) -> None:
    folder = shared / "data" / "provider-responses" / name
    recorded = [set(item) for file in folder.rglob("*.json") for item in works_in(name, file)]
    if not recorded:
        pytest.skip(f"nobody has recorded a work of {name}")
    ours = {
        key
        for one in evidence_of(name)
        for item in works_in(name, one.folder / one.file)
        for key in item
    }
    assert sorted(set.intersection(*recorded) - ours) == []


def works_in(name: str, file: Path) -> list[dict[str, Any]]:
    """Return the works of an answer as its API has them, by the kinds that the provider knows."""
    provider = registry.provider(name)
    if file.suffix != ".json":
        return []
    payload = orjson.loads(file.read_bytes())
    if error_in(provider.errors, None, payload):
        return []
    kinds = [replace(kind, adapt=None) for kind in provider.payloads]
    found = next((items for kind in kinds if (items := kind.items(payload)) is not None), [])
    return [item for item in found if isinstance(item, dict)]


def test_the_newest_evidence_is_the_surest_of_its_day() -> None:
    found = newest("phylopic")
    assert found is not None
    assert (found.file, found.certainty, found.date) == (
        "first.json",
        "source code",
        date(2026, 8, 20),
    )


def test_a_provider_without_a_declaration_has_no_evidence(tmp_path: Path) -> None:
    assert read(tmp_path) == ()


def test_a_kind_or_key_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    declaration = tmp_path / "evidence.toml"
    declaration.write_text('[[answer]]\nkind = "frist"\nfile = "a.json"\n')
    with pytest.raises(CatalogError, match="missing 4 required keyword-only arguments"):
        read(tmp_path)
    declaration.write_text(
        '[[answer]]\nkind = "frist"\nfile = "a.json"\ncertainty = "recorded"\n'
        'origin = "x"\ndate = 2026-01-01\npath = "/"\n'
    )
    with pytest.raises(CatalogError, match="'frist'"):
        read(tmp_path)
