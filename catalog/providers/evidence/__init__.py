"""What we know of every API's answers, and how we know it: data, and nothing that asks an API.

`<provider>/evidence.toml` declares the answers that lie beside it, as JSON:

    [[answer]]
    kind = "first"            # first, middle, last, empty, error, item, list
    file = "first.json"
    certainty = "recorded"    # recorded, source code, documented, inferred
    origin = "who recorded it, or which source or documentation says so"
    date = 2026-11-25         # of the recording or the source; a page of documentation: when read
    path = "/v1/photos"       # what is asked for it
    query = { page = "1" }    # the parameters that tell this request from others
    status = 200              # and `headers`, where they say something
    note = "what is odd about it"

The answers are written by us to the shape of what was recorded or read: the same envelope, keys,
types and odd values, with words of our own. `catalog providers check --deep` holds an API against
them; the contract tests serve them as the API does.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

import orjson

from catalog.errors import CatalogError

# A list's pages and what may come in their place; one work; a list of ids, totals or files that
# records do not come from.
Kind = Literal["first", "middle", "last", "empty", "error", "item", "list"]
# From what was seen to what we only suppose.
Certainty = Literal["recorded", "source code", "documented", "inferred"]
KINDS: tuple[Kind, ...] = get_args(Kind)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiEvidence:
    """One answer of an API and how it is known.

    Attributes:
        provider, kind, file, certainty, origin, date, note: see the module.
        path, query: what is asked for it.
    """

    provider: str
    kind: Kind
    file: str
    certainty: Certainty
    origin: str
    date: date
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    folder: Path

    @property
    def body(self) -> bytes:
        """The bytes of the answer."""
        return (self.folder / self.file).read_bytes()

    @property
    def payload(self) -> Any:
        """The answer read as JSON; raises orjson.JSONDecodeError for one that is none."""
        return orjson.loads(self.body)


def root() -> Path:
    """Return the folder that holds a folder for each provider."""
    return Path(str(resources.files(__name__)))


@cache
def evidence_of(provider: str) -> tuple[ApiEvidence, ...]:
    """Return the declared answers of a provider, none where it has no declaration.

    Raises:
        CatalogError: the declaration is wrong.
    """
    return read(root() / provider)


def read(folder: Path) -> tuple[ApiEvidence, ...]:
    """Return the answers that a folder's `evidence.toml` declares; see `evidence_of`."""
    declaration = folder / "evidence.toml"
    if not declaration.is_file():
        return ()
    answers = tomllib.loads(declaration.read_text()).get("answer", ())
    return tuple(_evidence(folder, answer) for answer in answers)


def _evidence(folder: Path, declared: Mapping[str, Any]) -> ApiEvidence:
    try:
        found = ApiEvidence(provider=folder.name, folder=folder, **declared)
    except TypeError as error:
        raise CatalogError(f"{folder}/evidence.toml: {error}") from error
    if found.kind not in KINDS or found.certainty not in CERTAINTIES:
        raise CatalogError(f"{folder}/evidence.toml: {found.kind!r} or {found.certainty!r}?")
    return found


def newest(provider: str) -> ApiEvidence | None:
    """Return the newest evidence of a provider, the surest of several of that day.

    What is only inferred is no evidence, but what we suppose for want of it.
    """
    return min(
        (one for one in evidence_of(provider) if one.certainty != "inferred"),
        key=lambda one: (-one.date.toordinal(), CERTAINTIES.index(one.certainty)),
        default=None,
    )
