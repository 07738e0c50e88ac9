"""Hold an API against what we know of it: first, middle and last page, one work, and an error.

What it answers is compared by its shape with the evidence (catalog/providers/evidence): fields that
are new, lost, or of another type. It may be recorded as new evidence, without keys and without the
names of private people.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from catalog.apis.client import PoliteClient
from catalog.apis.paginators import Offset, PageNumber, Position, dig, number_at
from catalog.errors import CatalogError
from catalog.files.http import Answer
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.redaction import without_keys, without_names
from catalog.providers.base import Provider, Window
from catalog.providers.evidence import ApiEvidence, evidence_of

Shape = Mapping[str, frozenset[str]]
NO_SUCH = "catalog-no-such-work"
# Headers that say something of a list or of the pace, and nothing of us.
_TELLING = re.compile(
    r"link|retry-after|(x-)?total-\w+|x-(wp|ratelimit|rate-limit)-[\w-]+|x-next[\w-]*"
    r"|mediawiki-api-error",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """What one question brought.

    Attributes:
        kind: first, middle, last, item or error, as the evidence calls it.
        payload: the answer; None where there was none. `headers`: those that say something.
        problem: why there was none, or that an error was none.
        drift: how its shape differs from the evidence, in words.
    """

    kind: str
    path: str = ""
    query: Mapping[str, Any] | None = None
    payload: Any = None
    problem: str | None = None
    drift: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether it was answered, and lacks nothing that the evidence has."""
        return not self.problem and not any(
            one.startswith(("lost", "retyped")) for one in self.drift
        )


def shape_of(payloads: Iterable[Any]) -> dict[str, frozenset[str]]:
    """Return the types of every path of answers; entries of lists and of id maps are one.

    >>> shape_of([{"a": [{"b": 1}, {"b": None}]}])["a.[].b"] == {"number", "null"}
    True
    """
    found: dict[str, set[str]] = {}
    for payload in payloads:
        for path, kind in _walk(payload, ""):
            found.setdefault(path, set()).add(kind)
    return {path: frozenset(kinds) for path, kinds in found.items()}


def _walk(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield path, "object"
        for key, inner in value.items():
            name = "*" if str(key).lstrip("-").isdigit() else str(key)
            yield from _walk(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        yield path, "list"
        for inner in value:
            yield from _walk(inner, f"{path}.[]".lstrip("."))
    elif value is None or isinstance(value, bool):
        yield path, "null" if value is None else "boolean"
    else:
        yield path, "text" if isinstance(value, str) else "number"


def drift(known: Iterable[Any], payload: Any) -> tuple[str, ...]:
    """Return how an answer differs in shape from the evidence's known ones of its kind.

    A path is lost when all of them have it.
    """
    shapes = [shape_of([one]) for one in known]
    if not shapes:
        return ()
    union: dict[str, frozenset[str]] = {}
    for shape in shapes:
        for path, kinds in shape.items():
            union[path] = union.get(path, frozenset()) | kinds
    ours = shape_of([payload])
    always = set(shapes[0]).intersection(*shapes)
    new = [f"new: {path}" for path in sorted(ours.keys() - union.keys())]
    lost = [f"lost: {path}" for path in sorted(always - ours.keys())]
    retyped = [
        f"retyped: {path} was {'/'.join(sorted(union[path]))}, is {'/'.join(sorted(kinds))}"
        for path, kinds in sorted(ours.items())
        if path in union and not (kinds - {"null"}) <= union[path] and union[path] != {"null"}
    ]
    return (*lost, *retyped, *new)


def deep_check(provider: Provider, client: PoliteClient) -> list[CheckedAnswer]:
    """Ask for the first, a middle and the last page, one work and one that is not there."""
    today = datetime.now(UTC).date()
    window = Window.of_day(today - timedelta(days=1)) if provider.dated else None
    reader = _AnswerReader(replace(provider, complete=None), client, window, today)
    first = reader.page("first", None)
    findings = [first]
    if first.payload is not None:
        for kind, at in _positions(provider, first.payload):
            findings.append(reader.page(kind, at))
        findings += reader.work(first.payload)
    return [_compared(provider, _without_keys(one, client)) for one in findings]


def _without_keys(finding: CheckedAnswer, client: PoliteClient) -> CheckedAnswer:
    """Leave out every key that was sent: an API may repeat it (Europeana's `apikey`)."""
    keys = client.sent_keys
    return replace(
        finding,
        path=without_keys(finding.path, keys),
        query=without_keys(finding.query, keys),
        payload=without_keys(finding.payload, keys),
        headers=without_keys(finding.headers, keys),
        problem=without_keys(finding.problem, keys),
    )


def _positions(provider: Provider, payload: Any) -> Iterator[tuple[str, Position]]:
    """Yield where the middle and the last page are, where the first one tells."""
    paginator, size = provider.paginator, len(provider.page.listed(payload) or ())
    if isinstance(paginator, Offset) and (total := number_at(payload, paginator.total)) and size:
        last = min((total - 1) // size * size, (paginator.ceiling or total) - 1)
        yield "middle", {"offset": last // size // 2 * size}
        yield "last", {"offset": last // size * size}
    elif isinstance(paginator, PageNumber):
        total = number_at(payload, paginator.total)
        pages = number_at(payload, paginator.pages) or (-(-total // size) if total and size else 1)
        pages = min(pages, paginator.ceiling or pages)
        yield "middle", {"page": paginator.first + pages // 2}
        yield "last", {"page": paginator.first + pages - 1}
    elif not provider.walk:
        with suppress(CatalogError):  # nobody knows where the last one is
            start, answer = paginator.start(), Answer(payload)
            following = paginator.following(start, answer, size)
            yield from [("middle", following)] if following else []


class _AnswerReader:
    def __init__(
        self, provider: Provider, client: PoliteClient, window: Window | None, today: date
    ) -> None:
        self.provider, self.client, self.window = provider, client, window
        self.iterator = PageIterator(provider, client, window, today)

    def page(self, kind: str, at: Position | None) -> CheckedAnswer:
        """Ask for the page at a position."""
        place = replace(self.iterator.first(), at=at)
        try:
            url, params = self.iterator.questions.of_page(place)
            body = self.provider.body(self.window) if self.provider.body else None
            return self._asked(kind, url, params, body)
        except CatalogError as error:
            return CheckedAnswer(kind, problem=str(error))

    def work(self, payload: Any) -> Iterator[CheckedAnswer]:
        """Ask for the first work of a page, and for one that is not there."""
        template = self.provider.item_url
        items = self.provider.page.listed(payload) or [None]
        identifier = items[0] if isinstance(items[0], str | int) else None
        identifier = identifier or dig(items[0], self.provider.id_path)
        if not template or "{id}" not in template or identifier is None:
            return
        params = self.provider.item_params
        yield self._asked("item", template.replace("{id}", str(identifier)), params)
        yield self._asked("error", template.replace("{id}", NO_SUCH), params)

    def _asked(
        self, kind: str, url: str, params: Mapping[str, Any], body: Any = None
    ) -> CheckedAnswer:
        path = "/" + url.split("/", 3)[-1].partition("?")[0]
        headers = self.provider.headers
        try:
            answer = self.client.get(url, params, headers=headers, body=body)
        except CatalogError as error:
            problem = None if kind == "error" else str(error)
            return CheckedAnswer(kind, path, params, problem=problem)
        problem = "an unknown work is not answered by an error" if kind == "error" else None
        telling = {name: text for name, text in answer.headers.items() if _TELLING.fullmatch(name)}
        return CheckedAnswer(kind, path, params, answer.payload, problem, headers=telling)


def _compared(provider: Provider, finding: CheckedAnswer) -> CheckedAnswer:
    if finding.payload is None or finding.kind == "error":
        return finding
    kinds = {"item"} if finding.kind == "item" else {"first", "middle", "last"}
    evidence = [one for one in evidence_of(provider.name) if one.file.endswith((".json", ".xml"))]
    # A list of ids, from which a pull goes on to the works, is evidence of its own.
    lists = [one for one in evidence if one.kind == "list" and one.path == finding.path]
    pages = [one for one in evidence if one.kind in kinds]
    is_list = not any(one.path == finding.path for one in pages) and finding.kind != "item"
    known = [_payload(provider, one) for one in (lists if lists and is_list else pages)]
    return replace(finding, drift=drift(known, finding.payload))


def _payload(provider: Provider, one: ApiEvidence) -> Any:
    return orjson.loads(provider.repair(one.body)) if provider.repair else one.payload


def record(
    folder: Path, provider: Provider, findings: Iterable[CheckedAnswer], day: date
) -> list[Path]:
    """Write what was answered as new evidence, without keys and names; return the files."""
    target = folder / provider.name
    target.mkdir(parents=True, exist_ok=True)
    written, declared = [], []
    for one in findings:
        if one.payload is None:
            continue
        file = target / f"{one.kind}.json"
        file.write_bytes(orjson.dumps(without_names(one.payload), option=orjson.OPT_INDENT_2))
        written.append(file)
        declared.append(
            f'[[answer]]\nkind = "{one.kind}"\nfile = "{file.name}"\ncertainty = "recorded"\n'
            f'origin = "catalog providers check --deep --record"\ndate = {day}\n'
            f"path = {_toml(one.path)}\nquery = {_table(one.query or {})}\n"
            + (f"headers = {_table(without_names(one.headers))}\n" if one.headers else "")
        )
    declaration = target / "evidence.toml"
    declaration.write_text("\n".join(declared))
    return [*written, declaration]


def _table(values: Mapping[str, Any]) -> str:
    pairs = (f"{_toml(name)} = {_toml(str(value))}" for name, value in values.items())
    return "{ " + ", ".join(pairs) + " }"


def _toml(text: str) -> str:
    return orjson.dumps(text).decode()  # a basic string of TOML is written as in JSON
