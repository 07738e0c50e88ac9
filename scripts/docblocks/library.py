"""The library's functions, from their own docstrings."""

import inspect
import textwrap

from catalog import library


def reference() -> str:
    """Return each public function with its signature, its first words and its example."""
    functions = [name for name in library.__all__ if name[0].islower()]
    return "\n\n".join(_section(name) for name in functions)


def _section(name: str) -> str:
    function = getattr(library, name)
    text = inspect.getdoc(function) or ""
    examples = textwrap.dedent(text[text.index(">>>") :]) if ">>>" in text else ""
    words = text.partition("\n")[0]
    signature = f"{name}{inspect.signature(function)}"
    parts = [f"## {name}", words, f"```python\n{signature}\n```"]
    return "\n\n".join([*parts, f"```pycon\n{examples.strip()}\n```"])
