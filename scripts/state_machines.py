"""The page of the deployed state machines: what each does, state by state, from the templates.

`python -m scripts.aws_docs` writes it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.docblocks.table import table

State = Mapping[str, Any]
KIND = "AWS::StepFunctions::StateMachine"
# The states that check an input, the same in every machine; the diagrams show them as one.
CHECK = {
    *("ReadInput", "IsInputAnObject", "MergeInput", "ListInput", "CountInput"),
    *("IsInputRight", "TakeInput"),
}
INPUT = "CheckInput"
_SHAPES = {"Choice": "{{{}}}", "Succeed": "([{}])", "Fail": "([{}])"}
_HASH = re.compile(r"(Function)?[0-9A-F]{8}$")
# A name that is put together when the machine runs: States.Format('openverse-ingest-{}', ...).
_FORMAT = re.compile(r"States\.Format\('([^']*)'.*\)")
_PARTS = re.compile(r"{}")
_OPERATORS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEAD = """# State machines

What each deployed state machine does, state by state. Written by `make docs-aws` from the
templates.

Every machine checks its input first: it must be an object that has no names but those that the
machine takes, each with a value of the right kind. Else nothing is done, and a notice says what is
wrong. Dashed arrows are errors that remain after the retries of the table. Where several states
note what failed and go on to the same one, the picture shows them as one.
"""


def page(assembly: Path) -> str:
    """Return the page, from the templates of a synthesis."""
    found = sorted(machines(assembly), key=lambda one: str(one[0]))
    return "\n".join([_HEAD, *(section(name, definition) for name, definition in found)])


def machines(assembly: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and the definition (Amazon States Language) of each state machine."""
    for path in sorted(assembly.glob("*.template.json")):
        for resource in json.loads(path.read_text())["Resources"].values():
            if resource["Type"] == KIND:
                properties = resource["Properties"]
                definition = json.loads(plain(properties["DefinitionString"]))
                yield properties["StateMachineName"], definition


def plain(value: Any) -> str:
    """Return a template's text with names in the place of what is known at deployment only.

    >>> plain({"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":", "x"]]})
    'arn:AWS::Partition:x'
    """
    if isinstance(value, str):
        return value
    kind, inner = next(iter(value.items()))
    if kind == "Fn::Join":
        return str(inner[0]).join(map(plain, inner[1]))
    return str(inner[0] if isinstance(inner, list) else inner)


def section(name: str, definition: Mapping[str, Any]) -> str:
    """Return the part of the page on one machine."""
    states: Mapping[str, State] = definition["States"]
    rows = [
        (f"`{state}`", does(facts), *_ways(facts), again(facts))
        for state, facts in states.items()
        if state not in CHECK
    ]
    header = ("state", "what it does", "then", "after an error", "tries again")
    comment = definition.get("Comment", "")
    return "\n".join(
        [f"## {name}", "", f"{comment}.", "", *diagram(states), "", table(header, rows), ""]
    )


def diagram(states: Mapping[str, State]) -> list[str]:
    """Return a machine as Mermaid."""
    shown = dict.fromkeys(CHECK, INPUT) | _notes(states)
    lines = ["```mermaid", "flowchart TD", f"    {INPUT}([check the input])"]
    lines += [f"    {node}[note what failed]" for node in dict.fromkeys(_notes(states).values())]
    for name, facts in states.items():
        if name not in shown:
            lines.append(f"    {name}{_SHAPES.get(facts['Type'], '[{}]').format(name)}")
    arrows = dict.fromkeys(
        (shown.get(origin, origin), kind, shown.get(target, target))
        for origin, facts in states.items()
        for kind, target in _arrows(facts)
    )
    lines += [
        f"    {origin} {kind} {target}" for origin, kind, target in arrows if origin != target
    ]
    return [*lines, "```"]


def _notes(states: Mapping[str, State]) -> dict[str, str]:
    """Return the node of each state that does what others do too: note a failure, and go on."""
    together: dict[str, list[str]] = {}
    for name, facts in states.items():
        if facts["Type"] == "Pass" and name.endswith("Failed"):
            together.setdefault(facts.get("Next", ""), []).append(name)
    return {
        name: f"{next_}Note"
        for next_, names in together.items()
        for name in names
        if len(names) > 1
    }


def _arrows(facts: State) -> Iterator[tuple[str, str]]:
    for way in facts.get("Choices", ()):
        yield "-->", way["Next"]
    for key in ("Default", "Next"):
        if key in facts:
            yield "-->", facts[key]
    for way in facts.get("Catch", ()):
        yield "-.->", way["Next"]


def does(facts: State) -> str:
    """Say what a state does.

    >>> does({"Type": "Task", "Resource": "ResolveCrawlFunction5369744E"})
    'function ResolveCrawl'
    >>> does({"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync"})
    'glue startJobRun, and waits for its end'
    """
    kind = facts["Type"]
    if kind == "Task":
        return _task(facts)
    if kind == "Wait":
        return f"waits {facts.get('Seconds') or facts.get('SecondsPath')} s"
    if kind == "Map":
        inner = facts.get("ItemProcessor") or facts.get("Iterator") or {}
        return f"for each of `{facts.get('ItemsPath', '$')}`: {', '.join(inner.get('States', ()))}"
    words = {"Choice": "decides", "Pass": "notes", "Succeed": "ends well", "Fail": "fails"}
    cause = facts.get("Cause") or facts.get("Comment") or ""
    return f"{words[kind]}: {cause}" if cause else words[kind]


def _task(facts: State) -> str:
    resource = str(facts["Resource"])
    if "states:::lambda:invoke" in resource:
        given = facts["Parameters"]
        resource = given.get("FunctionName") or _PARTS.sub("NAME", given["FunctionName.$"])
    if ":::" not in resource:
        name = _FORMAT.sub(r"\1", resource)
        return f"function {_HASH.sub('', name)}"
    service, _, action = resource.rpartition(":::")[2].removeprefix("aws-sdk:").partition(":")
    action, _, pattern = action.partition(".")
    waits = {"waitForTaskToken": ", and waits for an answer"}
    return f"{service} {action}" + (
        waits.get(pattern, ", and waits for its end") if pattern else ""
    )


def _ways(facts: State) -> tuple[str, str]:
    ways = [f"`{way['Next']}` if {condition(way)}" for way in facts.get("Choices", ())]
    ways += [f"else `{facts['Default']}`"] if "Default" in facts else []
    ways += [f"`{facts['Next']}`"] if "Next" in facts else []
    errors = [
        f"`{way['Next']}`"
        + ("" if way["ErrorEquals"] == ["States.ALL"] else f" for {', '.join(way['ErrorEquals'])}")
        for way in facts.get("Catch", ())
    ]
    return "; ".join(ways), "; ".join(errors)


def condition(rule: Mapping[str, Any]) -> str:
    """Say when a choice is taken.

    >>> condition({"And": [{"Variable": "$.n", "NumericLessThan": 3}, {"Variable": "$.ok",
    ...     "BooleanEquals": True}], "Next": "x"})
    '$.n numeric less than 3 and $.ok boolean equals true'
    """
    for word in ("And", "Or"):
        if word in rule:
            return f" {word.lower()} ".join(map(condition, rule[word]))
    if "Not" in rule:
        return f"not ({condition(rule['Not'])})"
    name, value = next(item for item in rule.items() if item[0] not in ("Variable", "Next"))
    told = _OPERATORS.sub(" ", name).lower()
    return f"{rule['Variable']} {told} {json.dumps(value)}"


def again(facts: State) -> str:
    """Say how often a state is tried again, and after what."""
    return "; ".join(
        f"{rule['MaxAttempts']} times after {', '.join(sorted(rule['ErrorEquals']))}"
        for rule in facts.get("Retry", ())
        if rule.get("MaxAttempts")
    )
