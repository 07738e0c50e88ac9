"""What a Lambda is sent, checked against what its handler says it takes."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from catalog.errors import UsageError


def check_event(event: Any, shape: Any) -> None:
    """Refuse an event that lacks what its handler needs, or has it in another kind.

    The shape is a TypedDict; values that it does not name are ignored.

    Raises:
        UsageError: it names the value and what it should be.
    """
    if not isinstance(event, Mapping):
        raise UsageError(f"the event must be an object, not {event!r}")
    missing = sorted(shape.__required_keys__ - event.keys())
    if missing:
        raise UsageError(f"the event has no {' and no '.join(missing)}")
    for name, kind in get_type_hints(shape).items():
        if name in event and not _fits(event[name], kind):
            raise UsageError(f"{name} in the event must be {_word(kind)}, not {event[name]!r}")


def _fits(value: Any, kind: Any) -> bool:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin is Any:
        return True
    if origin in (Union, UnionType):
        return any(_fits(value, one) for one in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list:
        return isinstance(value, list) and all(_fits(item, arguments[0]) for item in value)
    if origin in (int, float):
        return isinstance(value, (int, origin)) and not isinstance(value, bool)
    return isinstance(value, origin)


_WORDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


def _word(kind: Any) -> str:
    origin, arguments = get_origin(kind) or kind, get_args(kind)
    if origin in (Union, UnionType):
        return " or ".join(_word(one) for one in arguments)
    if origin is Literal:
        return " or ".join(map(str, arguments))
    if origin is list:
        return f"a list of {_word(arguments[0])}"
    return "null" if origin is NoneType else _WORDS.get(origin, "an object")
