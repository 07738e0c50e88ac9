"""Descriptions in MODS as the New York Public Library gives them in JSON.

What XML has as text is an object `{"$": value}`, and what occurs once is not in a list.
https://www.loc.gov/standards/mods/
"""

from collections.abc import Iterable, Iterator
from typing import Any

from catalog.apis.paginators import dig
from catalog.providers.fields import many


def meta_data_of(mods: dict[str, Any]) -> dict[str, Any]:
    origin = first(mods.get("originInfo")) or {}
    created = [str(value(each)) for each in many(origin.get("dateCreated"))]
    return {
        "type_of_resource": value(first(mods.get("typeOfResource"))),
        "genre": value(first(mods.get("genre"))),
        "date_issued": value(first(origin.get("dateIssued"))),
        # A range is given as its start and its end.
        "date_created": " - ".join(created[:2]),
        "publisher": value(first(origin.get("publisher"))),
        "physical_description": value(dig(first(mods.get("physicalDescription")), ("extent",)))
        or value(dig(first(mods.get("physicalDescription")), ("note",))),
    }


def creator_of(mods: dict[str, Any]) -> str | None:
    name = value(first(dig(primary(mods.get("name")), ("namePart",))))
    return str(name) if name else None


def subjects(mods: dict[str, Any]) -> Iterator[str]:
    for subject in many(mods.get("subject")):
        for kind in ("topic", "geographic", "temporal"):
            yield from (str(value(each)) for each in many(subject.get(kind)) if value(each))
        yield from (str(value(n["namePart"])) for n in many(subject.get("name")) if n)


def first(found: Any) -> Any:
    return next(iter(many(found)), None)


def primary(found: Any) -> Any:
    """Return the one of several that is marked as primary, else the first."""
    marked: Iterable[Any] = (one for one in many(found) if one.get("usage") == "primary")
    return next(iter(marked), first(found))


def value(found: Any) -> Any:
    return found.get("$") if isinstance(found, dict) else found


def unwrapped(found: Any) -> Any:
    """Replace every object that holds nothing but a value by that value."""
    if isinstance(found, list):
        return [unwrapped(one) for one in found]
    if not isinstance(found, dict):
        return found
    return found["$"] if found.keys() == {"$"} else {k: unwrapped(v) for k, v in found.items()}
