"""Context values as the configuration's types. On the command line everything is a string."""

from typing import Any


class ConfigError(ValueError):
    """The configuration cannot be deployed. The message is one sentence for the operator."""


def parse_value(name: str, value: Any, *, like: Any) -> Any:
    """Turn a context value into the type of the value that it replaces.

    Raises:
        ConfigError: it is not one.
    """
    if isinstance(like, tuple):
        items = value.split(",") if isinstance(value, str) else value
        return tuple(str(item).strip() for item in items if str(item).strip())
    if isinstance(like, bool):
        return _parse_bool(name, value)
    kind = type(like)
    try:
        return kind(value)
    except (TypeError, ValueError):
        noun = {int: "a whole number", float: "a number"}.get(kind, "text")
        raise ConfigError(f"{name} must be {noun}, not {value!r}.") from None


def _parse_bool(name: str, value: Any) -> bool:
    text = str(value).lower()
    if text not in {"true", "false"}:
        raise ConfigError(f"{name} must be true or false, not {value!r}.")
    return text == "true"
