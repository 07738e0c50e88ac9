"""The first states of a machine: an input that it cannot use is refused with a notice.

Step Functions ignores what a definition does not name, so a mistyped option would be without
effect, and a missing value an error in the middle of the work.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs.state_machine import notice


@dataclass(frozen=True, slots=True)
class InputRule:
    """What a machine takes.

    Attributes:
        name: of the machine, for the notice.
        known: every name that an input may have, with what it means when it is left out.
        right: what must hold; its paths begin with `$.input`.
        takes: the same for people, in one sentence.
    """

    name: str
    known: Mapping[str, Any]
    right: Sequence[sfn.Condition]
    takes: str


def one_of(name: str, values: Sequence[str]) -> sfn.Condition:
    """Hold for an input whose value of this name is one of these."""
    said = [sfn.Condition.string_equals(f"$.input.{name}", value) for value in values]
    return said[0] if len(said) == 1 else sfn.Condition.or_(*said)


def optional(name: str, kind: Callable[..., sfn.Condition], *arguments: str) -> sfn.Condition:
    """Hold for an input whose value of this name is of a kind, or null, or not there."""
    path = f"$.input.{name}"
    left_out = [sfn.Condition.string_equals(path, ""), sfn.Condition.is_null(path)]
    return sfn.Condition.or_(*left_out, kind(path, *arguments))


def optional_list(name: str) -> sfn.Condition:
    """Hold for an input whose value of this name is a list with something in it, or left out."""
    path = f"$.input.{name}"
    return sfn.Condition.or_(
        sfn.Condition.string_equals(path, ""), sfn.Condition.is_present(f"{path}[0]")
    )


def check_input(
    scope: Construct, rule: InputRule, topic: sns.ITopic, then: sfn.IChainable
) -> sfn.IChainable:
    """Return the states that lead to `then` with the input as it was given, or refuse it."""
    refuse = _build_refusal(scope, rule, topic)
    known = {"Comment": None, **rule.known}  # the console's own example has a Comment
    read = sfn.Pass(
        scope,
        "ReadInput",
        parameters={
            "given.$": "$$.Execution.Input",
            "text.$": "States.JsonToString($$.Execution.Input)",
            "known": dict.fromkeys(known, ""),  # CDK leaves out what is null
            "defaults": {key: "" if value is None else value for key, value in known.items()},
        },
    )
    merge = sfn.Pass(
        scope,
        "MergeInput",
        parameters={
            "given.$": "$.given",
            "all.$": "States.JsonMerge($.known, $.given, false)",
            "input.$": "States.JsonMerge($.defaults, $.given, false)",
        },
    )
    # Two states: the local Step Functions loses a function's last character after a wildcard.
    values = sfn.Pass(
        scope,
        "ListInput",
        parameters={"given.$": "$.given", "input.$": "$.input", "values.$": "$.all.*"},
    )
    count = sfn.Pass(
        scope,
        "CountInput",
        parameters={
            "given.$": "$.given",
            "input.$": "$.input",
            "names.$": "States.ArrayLength($.values)",
        },
    )
    own = sfn.Condition.number_equals("$.names", len(known))
    right = sfn.Condition.and_(own, *rule.right) if rule.right else own
    unpack = sfn.Pass(scope, "TakeInput", input_path="$.given")
    unpack.next(then)
    is_right = sfn.Choice(scope, "IsInputRight").when(right, unpack).otherwise(refuse)
    merge.next(values).next(count).next(is_right)
    is_object = sfn.Condition.string_matches("$.text", "{*")
    read.next(sfn.Choice(scope, "IsInputAnObject").when(is_object, merge).otherwise(refuse))
    return read


def _build_refusal(scope: Construct, rule: InputRule, topic: sns.ITopic) -> sfn.IChainable:
    cause = f"The input of {rule.name} is not right: it takes {rule.takes}"
    text = sfn.JsonPath.format(
        f"{cause}\nIt was given: {{}}\nNothing was done.",
        sfn.JsonPath.json_to_string(sfn.JsonPath.object_at("$$.Execution.Input")),
    )
    tell = notice(scope, "NotifyRefusal", topic=topic, subject=f"{rule.name}: refused", text=text)
    return tell.next(sfn.Fail(scope, "Refused", error="InvalidInput", cause=cause))
