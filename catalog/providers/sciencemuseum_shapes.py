"""The Science Museum's answers in their two shapes, of before 2024 and since.

TheScienceMuseum/collectionsonline, lib/transforms/search-results-to-jsonapi.js.
"""

import re
from typing import Any

from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.providers.fields import first, unique
from catalog.providers.licensing import license_at, license_of


def license_in(text: str | None) -> License:
    unversioned = re.fullmatch(r"CC[ -](BY(?:-[A-Z]{2}){0,2})", text or "", re.IGNORECASE)
    return license_of(unversioned[1].lower(), "4.0") if unversioned else license_at(text)


def tags_of(about: dict[str, Any]) -> list[str]:
    """Return categories, names and materials, which are words here and objects there."""
    kinds = ("categories", "category", "name", "materials", "material")
    found = (one for kind in kinds for one in about.get(kind) or ())
    words = (one if isinstance(one, str) else one.get("name") or one.get("value") for one in found)
    place = first(about, "lifecycle.creation.places.summary_title", "creation.place.summary.title")
    return unique(*words, place)


def best_rendition(renditions: dict[str, Any]) -> dict[str, Any]:
    for size in ("large", "medium"):
        rendition: dict[str, Any] = renditions.get(size) or {}
        if rendition.get("location"):
            return rendition
    raise RecordRejected("no_image")


def pixels(rendition: dict[str, Any], dimension: str) -> Any:
    measured = rendition.get("measurements") or {}
    found = measured.get("dimensions") if isinstance(measured, dict) else measured
    given = next(
        (one.get("value") for one in found or () if one.get("dimension") == dimension), None
    )
    return rendition.get(dimension) if given is None else given


def meta_data_of(about: dict[str, Any]) -> dict[str, Any]:
    return {
        "accession number": first(about, "identifier.value"),
        "name": first(about, "name.value"),
        "category": first(about, "categories.name", "category.name"),
        "description": first(about, "description.value"),
        "creditline": first(about, "legal.credit_line", "legal.credit"),
        "date": first(about, "lifecycle.creation.date.value", "creation.date.value"),
    }
