"""Reading templates."""

import json
from typing import Any


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def definition(machine: dict[str, Any]) -> dict[str, Any]:
    """A state machine's definition with a word in place of each reference."""
    parts = machine["DefinitionString"]["Fn::Join"][1]
    text = "".join(part if isinstance(part, str) else "aws" for part in parts)
    found: dict[str, Any] = json.loads(text)
    return found
