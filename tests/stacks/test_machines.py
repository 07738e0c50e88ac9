"""What holds of every state machine: what it refuses, what it tries again, how it ends."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import catalog
from catalog.errors import CatalogError
from catalog.operations.names import INGEST_FILES, PERMANENT_ERRORS
from tests.stacks.reading import definition

pytestmark = pytest.mark.infra

# Errors of ours that another call may not meet again.
PASSING = {
    "BrokenOffError",
    "BusyError",
    "CeilingReached",
    "ChangedError",
    "CircuitOpen",
    "CursorLoop",
    "DatabaseError",
    "EmptyPage",
    "ListChanged",
    "ListEnded",
    "NotYetError",
    "OneMemberError",
    "PageTooSlowError",
    "PullFailed",
    "RecordRejected",
    "RetriableError",
    "StaleCursorError",
    "StoppedError",
    "UnreachableError",
}
# What a service answers when it is asked too often, by the beginning of a task's resource.
THROTTLES = {
    "lambda": "Lambda.TooManyRequestsException",
    "aws-sdk:emr": "Emr.ThrottlingException",
    "aws-sdk:s3": "S3.S3Exception",
    "glue": "Glue.ThrottlingException",
    "sns": "SNS.ThrottledException",
    "states": "StepFunctions.ThrottlingException",
}
# A person has to answer it; the question is asked once.
ASKED_ONCE = {"AskApproval", "AskApprovalAgain"}


def machines(assembly) -> dict[str, dict[str, Any]]:
    found = assembly.properties("AWS::StepFunctions::StateMachine")
    return {machine["StateMachineName"]: definition(machine) for machine in found}


def tasks(states: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every task of a definition, those of its maps too."""
    for name, state in states.items():
        if state["Type"] == "Task":
            yield name, state
        if state["Type"] == "Map":
            yield from tasks(state["ItemProcessor"]["States"])


def attempts(state: dict[str, Any], error: str) -> int:
    """Return how often a task is tried again after an error: the first rule that fits counts."""
    for rule in state.get("Retry", []):
        if {error, "States.TaskFailed", "States.ALL"} & set(rule["ErrorEquals"]):
            return int(rule.get("MaxAttempts", 3))
    return 0


def service_of(state: dict[str, Any]) -> str:
    resource = str(state["Resource"])
    if "lambda" in resource or ":::" not in resource:  # a function by its own name
        return "lambda"
    return next(name for name in THROTTLES if f":::{name}:" in resource)


def test_errors_that_come_again_are_not_retried_by_any_machine(prod):
    retried = {
        (machine, name, error): count
        for machine, asl in machines(prod).items()
        for name, state in tasks(asl["States"])
        for error in PERMANENT_ERRORS
        if service_of(state) == "lambda" and (count := attempts(state, error))
    }
    assert retried == {}


def test_what_a_service_was_too_busy_for_is_retried_by_every_machine(prod):
    given_up = [
        (machine, name)
        for machine, asl in machines(prod).items()
        for name, state in tasks(asl["States"])
        if name not in ASKED_ONCE and attempts(state, THROTTLES[service_of(state)]) < 3
    ]
    assert given_up == []


def test_what_a_machine_waits_for_is_tried_again_by_it_and_not_behind_its_back(prod):
    """`.sync` fails with the first run of a job; one that Glue starts then would be in its way."""
    (job,) = [job for job in prod.properties("AWS::Glue::Job") if job["Name"] == INGEST_FILES]
    land = dict(tasks(machines(prod)[INGEST_FILES]["States"]))["LandFiles"]
    assert job["MaxRetries"] == 0
    assert job["ExecutionProperty"] == {"MaxConcurrentRuns": 1}
    assert attempts(land, "Glue.ConcurrentRunsExceededException") == 72  # half a day


def test_every_failed_task_of_every_machine_ends_in_a_notice_or_is_one(prod):
    alone = [
        (machine, name)
        for machine, asl in machines(prod).items()
        for name, state in tasks(asl["States"])
        if not state.get("Catch") and not name.startswith("Notify")
    ]
    assert alone == []


# The grammar of "Intrinsic Functions" in the Amazon States Language (states-language.net, 2026-11):
# text is between apostrophes, in which an apostrophe has a backslash before it.
TOKEN = re.compile(
    r"\s*(?P<call>States\.\w+\()|\s*(?P<text>'(?:[^'\\]|\\['\\{}])*')"
    r"|\s*(?P<value>\$\$?(?:\.\w+|\[\d+\]|\.\*)*|-?\d+|true|false|null)|\s*(?P<end>[,)])"
)


def parse_call(text: str, at: int = 0) -> tuple[str, list[str], int]:
    """Return a function's name, its arguments and where it ends.

    Raises:
        AssertionError: Step Functions would refuse the definition.
    """
    name, arguments = TOKEN.match(text, at), []
    assert name, text[at:]
    assert name["call"], text[at:]
    at = name.end()
    while True:
        part = TOKEN.match(text, at)
        assert part, text[at:]
        if part["end"] == ")" and not arguments:
            return name["call"][7:-1], arguments, part.end()
        assert not part["end"], text[at:]
        end = parse_call(text, at)[2] if part["call"] else part.end()
        arguments.append(text[at:end].strip())
        close = TOKEN.match(text, end)
        assert close, text[end:]
        assert close["end"], text[end:]
        at = close.end()
        if close["end"] == ")":
            return name["call"][7:-1], arguments, at


def computed(value: Any) -> Iterator[str]:
    """Yield every value of a definition that a function computes."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key.endswith(".$") and str(item).startswith("States."):
                yield item
            yield from computed(item)
    if isinstance(value, list):
        for item in value:
            yield from computed(item)


def test_every_function_in_a_definition_is_written_as_step_functions_reads_it(prod):
    found = [text for asl in machines(prod).values() for text in computed(asl)]
    assert len(found) > 50
    for text in found:
        name, arguments, end = parse_call(text)
        assert end == len(text), text[end:]
        if name == "Format":
            places = re.findall(r"(?<!\\)\{\}", arguments[0])
            assert len(places) == len(arguments) - 1, text


def test_text_with_an_apostrophe_of_its_own_would_be_found():
    assert parse_call(r"States.Format('Works\' {}', $.a)") == (
        "Format",
        [r"'Works\' {}'", "$.a"],
        32,
    )
    with pytest.raises(AssertionError):
        parse_call("States.Format('Its functions' logs: {}', $.a)")


def test_every_class_of_error_is_known_as_one_that_comes_again_or_not():
    for module in pkgutil.walk_packages(catalog.__path__, "catalog."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type) -> Iterator[str]:
        for each in kind.__subclasses__():
            yield each.__name__
            yield from below(each)

    public = {name for name in below(CatalogError) if not name.startswith("_")}
    assert public == PASSING | set(PERMANENT_ERRORS)


def test_every_machine_looks_at_its_input_first(prod):
    assert {name: asl["StartAt"] for name, asl in machines(prod).items()} == dict.fromkeys(
        machines(prod), "ReadInput"
    )
