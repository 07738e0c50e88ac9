"""Tags: which are kept, and in what form.

The catalog keeps what sources say and leaves judgement to those who read it; only tags that can
help nobody go. A tag is denied as a whole: "by" is, "ruby" is not.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from catalog.cleaning.vocabulary import DENIED_TAG_NAMESPACES, DENIED_TAGS
from catalog.text import clean_code, clean_tag, is_plain

LONGEST_TAG = 1000
LONGEST_PROVIDER = 80
Tag = dict[str, Any]


def clean_tags(value: Any, provider: str | None) -> list[Tag] | None:
    """Return tags as objects {name, provider[, accuracy]}, each name once for each provider.

    Args:
        value: texts, or objects with a name and perhaps a provider and an accuracy (0 to 1).
        provider: who gave the tags that do not say it.
    """
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        return None
    given = list(value)
    names = _plain_names(given)
    if names is not None:
        return [{"name": name, "provider": provider} for name in names] or None
    if _are_plain_objects(given):
        return given or None
    tags: dict[tuple[str, str | None], Tag] = {}
    for item in given:
        tag = _from_object(item, provider) if isinstance(item, Mapping) else None
        tag = _from_text(item, provider) if isinstance(item, str) else tag
        if tag is not None:
            _keep(tags, tag)
    return list(tags.values()) or None


def is_denied(name: str) -> bool:
    """Say whether a whole tag says nothing about the work.

    >>> is_denied("CC0"), is_denied("uploaded:by=instagram"), is_denied("ruby")
    (True, True, False)
    """
    folded = name.lower()
    if folded in DENIED_TAGS:
        return True
    return ":" in folded and folded.partition(":")[0] in DENIED_TAG_NAMESPACES


def _plain_names(given: list[Any]) -> list[str] | None:
    """Return the distinct tags of a list of texts, fast, or None where one may need more work."""
    try:
        return list(dict.fromkeys(given)) if _need_nothing(given) else None
    except TypeError:
        return None


def _are_plain_objects(given: list[Any]) -> bool:
    """Say, fast, that a list of tags is what this module returns; False: it might not be."""
    try:
        pairs = {(tag["name"], tag["provider"]): len(tag) for tag in given}
        providers = {theirs for _, theirs in pairs}
        distinct = len(pairs) == len(given) and set(pairs.values()) == {2}
        known = max(map(len, providers)) <= LONGEST_PROVIDER and is_plain(" ".join(providers))
        return distinct and known and _need_nothing([name for name, _ in pairs])
    except (TypeError, KeyError, ValueError):
        return False


def _need_nothing(names: list[str]) -> bool:
    """Say that no name must be repaired or denied; raises TypeError if one is no text."""
    joined = " ".join(names)
    return (
        is_plain(joined)
        and ":" not in joined
        and "\\" not in joined
        and max(map(len, names)) <= LONGEST_TAG
        and DENIED_TAGS.isdisjoint(map(str.lower, names))
    )


def _from_text(given: str, provider: str | None) -> Tag | None:
    name = clean_tag(given, LONGEST_TAG)
    return None if name is None or is_denied(name) else {"name": name, "provider": provider}


def _from_object(given: Mapping[Any, Any], provider: str | None) -> Tag | None:
    name, theirs, accuracy = given.get("name"), given.get("provider"), given.get("accuracy")
    if not isinstance(name, str):
        return None
    known = clean_code(theirs, LONGEST_PROVIDER) if isinstance(theirs, str) else None
    tag = _from_text(name, known or provider)
    if tag and isinstance(accuracy, int | float) and 0 <= accuracy <= 1:
        tag["accuracy"] = float(accuracy)
    return tag


def _keep(tags: dict[tuple[str, str | None], Tag], tag: Tag) -> None:
    """Add a tag; of two that are the same the one that is surer."""
    known = tags.setdefault((tag["name"], tag["provider"]), tag)
    if known.get("accuracy", -1.0) < tag.get("accuracy", -1.0):
        known["accuracy"] = tag["accuracy"]
