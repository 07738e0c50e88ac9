"""Leave out of an answer what must not be written down: keys, and the names of private people."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

KEY = "a-key"
PERSON, PERSON_IN_URL = "A Person", "a-person"
MAIL = "person@example.org"
_NAMED = re.compile(
    r"(owner|user|real_?name|nick|alias|author|creator|artist|contributor|photographer|uploader"
    r"|recordist|e?mail|login)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b", re.IGNORECASE)
_SHORTEST_NAME = 3  # characters; shorter ones are parts of too many words
_LONG_KEY = 6  # characters, from which on a key is replaced also inside of words
_NOTHING = "(?!)"  # a pattern that is nowhere


def without_keys(value: Any, keys: Iterable[str]) -> Any:
    """Return JSON values with every key replaced: in texts, in names of fields, and as a number.

    A short key is a part of too many words: it is replaced where it is a value, a parameter or a
    word of its own, and the names of fields stay.

    Args:
        value: an answer, its headers, or a URL.
        keys: every key that was sent; as they are, and as URLs and HTTP's own scheme spell them.
    """
    known = {key for key in keys if key}
    if not known:
        return value
    long = _any_of(spelt for key in known if len(key) >= _LONG_KEY for spelt in _spellings(key))
    short = _any_of(spelt for key in known if len(key) < _LONG_KEY for spelt in _spellings(key))
    # What was replaced before stays; a letter of an escaped sign is no part of a word.
    whole = rf"(?:(?<!\w)|(?<=%[0-9A-Fa-f]{{2}}))(?:{re.escape(KEY)}|{short})(?!\w)"
    anywhere = re.compile(f"{long}|{whole}")

    def replaced(text: str) -> str:
        return KEY if text in known else anywhere.sub(KEY, text)

    def renamed(name: str) -> str:
        return re.sub(long, KEY, name)

    return _mapped(value, replaced, names=renamed, numbers=known)


def _any_of(spelt: Iterable[str]) -> str:
    """Return a pattern of texts, the longest first: one may be the beginning of another one."""
    listed = sorted(set(spelt), key=lambda one: (-len(one), one))
    return "|".join(map(re.escape, listed)) or _NOTHING


def _spellings(key: str) -> set[str]:
    encoded = {quote(key, safe=""), quote(key), quote_plus(key)}
    lower = {re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), one) for one in encoded}
    return {key, *encoded, *lower, b64encode(key.encode()).decode()}


def without_names(payload: Any) -> Any:
    """Return an answer with the names of people and all mail addresses replaced.

    A name is what stands in a field of a person (`owner`, `user`, `creator` ...); it is replaced
    wherever it stands as words of its own, in a title and in the URL of a profile too.
    """
    found = {name.strip() for name in _names(payload, named=False)}
    names = sorted((n for n in found if len(n) >= _SHORTEST_NAME), key=len, reverse=True)
    spelt = [one for name in names for one in dict.fromkeys((name, quote(name), quote_plus(name)))]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelt))})(?!\w)") if spelt else None

    def replaced(text: str) -> str:
        text = _MAIL.sub(MAIL, text)
        stand_in = PERSON_IN_URL if text.startswith(("http", "/")) else PERSON
        return pattern.sub(stand_in, text) if pattern else text

    return _mapped(payload, replaced)


def _names(value: Any, *, named: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _names(inner, named=named or bool(_NAMED.search(str(key))))
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner, named=named)
    elif named and isinstance(value, str) and not value.startswith(("http", "/")):
        yield value


def _mapped(
    value: Any,
    text: Callable[[str], str],
    names: Callable[[str], str] | None = None,
    numbers: Iterable[str] = (),
) -> Any:
    if isinstance(value, Mapping):
        name = names or text
        return {name(str(k)): _mapped(inner, text, names, numbers) for k, inner in value.items()}
    if isinstance(value, list):
        return [_mapped(inner, text, names, numbers) for inner in value]
    if isinstance(value, str):
        return text(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return KEY if is_number and str(value) in numbers else value
