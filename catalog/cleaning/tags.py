"""Tags: which are kept, and in what form.

The catalog keeps what sources say and leaves judgement to those who read it; only tags that can
help nobody go. A tag is denied as a whole: "by" is, "ruby" is not.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from catalog.cleaning.values import fraction
from catalog.cleaning.vocabulary import DENIED_TAG_NAMESPACES, DENIED_TAGS
from catalog.text import clean_code, clean_tag

LONGEST_TAG = 1000
LONGEST_PROVIDER = 80
Tag = dict[str, Any]


def clean_tags(value: Any, provider: str | None) -> list[Tag] | None:
    """Return tags as objects {name, provider[, accuracy]}, each name once for each provider.

    They come as texts, or as objects with a name and perhaps a provider and an accuracy (0 to 1);
    the provider given is that of tags that do not say it.
    """
    given = value if type(value) is list else _items(value)
    names = _kept_names(given)
    if names is not None:
        return [{"name": name, "provider": provider} for name in names] or None
    if _are_kept_objects(given):
        return list(given)
    tags: dict[tuple[str, str | None], Tag] = {}
    for item in given:
        tag = _from_object(item, provider) if isinstance(item, Mapping) else None
        tag = _from_text(item, provider) if isinstance(item, str) else tag
        if tag is not None:
            _keep(tags, tag)
    return list(tags.values()) or None


def _items(value: Any) -> list[Any]:
    is_list = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
    return list(value) if is_list else []


def is_denied(name: str) -> bool:
    """Say whether a whole tag says nothing about the work.

    >>> is_denied("CC0"), is_denied("uploaded:by=instagram"), is_denied("ruby")
    (True, True, False)
    """
    folded = name.lower()
    if folded in DENIED_TAGS:
        return True
    return ":" in folded and folded.partition(":")[0] in DENIED_TAG_NAMESPACES


def is_kept(item: Any) -> bool:
    """Say whether all that one tag says is kept; an empty one says nothing."""
    if isinstance(item, Mapping):
        name, theirs, accuracy = item.get("name"), item.get("provider"), item.get("accuracy")
        is_sure = accuracy is None or _accuracy(accuracy) is not None
        known = theirs is None or isinstance(theirs, str) and clean_code(theirs, LONGEST_PROVIDER)
        return is_sure and bool(known) and isinstance(name, str) and is_kept(name)
    if isinstance(item, str):
        return (len(item) <= LONGEST_TAG and _kept(item) is not None) or not item.strip()
    return item is None


def _kept_names(given: list[Any]) -> Iterable[str] | None:
    """Return the distinct names of a list of texts, fast; None where an item is no short text."""
    try:
        if sum(map(len, given)) > LONGEST_TAG:
            return None
        names: dict[Any, None] = dict.fromkeys(map(_kept, given))
    except TypeError:
        return None
    names.pop(None, None)
    return names


def _are_kept_objects(given: list[Any]) -> bool:
    """Say, fast, that a list of tags is what this module returns; False: it might not be."""
    try:
        pairs = {(tag["name"], tag["provider"]): len(tag) for tag in given}
        names, providers = zip(*pairs, strict=True)
        if sum(map(len, names)) > LONGEST_TAG or set(pairs.values()) != {2}:
            return False
        known = {clean_code(theirs, LONGEST_PROVIDER) for theirs in set(providers)}
        return len(pairs) == len(given) and (*map(_kept, names),) == names and known == {*providers}
    except (AttributeError, TypeError, KeyError, ValueError):
        return False


# Most tags of a page were on the page before it.
@lru_cache(maxsize=32_768)
def _kept(given: str) -> str | None:
    """Return the clean name of a tag, or None if it is not kept."""
    name = clean_tag(given, LONGEST_TAG) if isinstance(given, str) else None
    return None if name is None or is_denied(name) else name


def _from_text(given: str, provider: str | None) -> Tag | None:
    name = _kept(given) if len(given) <= LONGEST_TAG else None
    return None if name is None else {"name": name, "provider": provider}


def _from_object(given: Mapping[Any, Any], provider: str | None) -> Tag | None:
    name, theirs, accuracy = given.get("name"), given.get("provider"), given.get("accuracy")
    if not isinstance(name, str):
        return None
    known = clean_code(theirs, LONGEST_PROVIDER) if isinstance(theirs, str) else None
    tag = _from_text(name, known or provider)
    known_accuracy = None if accuracy is None else _accuracy(accuracy)
    if tag and known_accuracy is not None:
        tag["accuracy"] = known_accuracy
    return tag


def _accuracy(given: Any) -> float | None:
    """Return a share from 0 to 1, which may come as text."""
    number = fraction(given)
    return number if number is not None and number <= 1 else None


def _keep(tags: dict[tuple[str, str | None], Tag], tag: Tag) -> None:
    """Add a tag; of two that are the same the one that is surer."""
    known = tags.setdefault((tag["name"], tag["provider"]), tag)
    if known.get("accuracy", -1.0) < tag.get("accuracy", -1.0):
        known["accuracy"] = tag["accuracy"]
