"""Executions of state machines: moto runs them in threads, which must not outlive the local AWS.

Nobody wants to wait here: a pause, before a retry too, takes `LONGEST_WAIT` at most.
"""

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_aws_sdk,
    state_task_service_callback,
    state_task_service_sfn,
    state_task_service_sns,
)
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import (
    WaitFunction,
)
from moto.stepfunctions.parser.asl.eval.environment import Environment
from moto.stepfunctions.parser.asl.parse import asl_parser
from moto.stepfunctions.parser.asl.parse.preprocessor import Preprocessor
from moto.stepfunctions.parser.backend.execution import Execution
from moto.stepfunctions.parser.models import StepFunctionsParserBackend
from moto.stepfunctions.parser.utils import TMP_THREADS

from local_aws.calls import made_by

_Nested = state_task_service_sfn.StateTaskServiceSfn
_Call = state_task_service_aws_sdk.StateTaskServiceAwsSdk
LONGEST_WAIT = 2.0
_STARTED: list[Execution] = []
_original_start = Execution.start
_original_begin = StepFunctionsParserBackend.start_execution
_original_parameters = _Nested._normalise_parameters
_original_call = _Call._eval_service_task
_Parser = asl_parser.AmazonStateLanguageParser
_parse = lru_cache(maxsize=64)(_Parser.parse)


def install() -> None:
    """Remember what is started, let an execution start another one, and let it read a file.

    moto forgets the executions of a machine that is deleted. It hands the names of a definition
    (`Input`) to an API that knows them in small letters, and the other way round; and a file's
    content as a stream, where Step Functions has its text. Without a name it calls every execution
    `None`, so that there is only one. It reads a definition anew, slowly, for each execution.
    """

    def start(self: Execution) -> None:
        _STARTED.append(self)
        with made_by(f"states {self.state_machine.name}"):
            _original_start(self)

    def parameters(self: Any, parameters: dict[str, Any], *more: Any, **named: Any) -> None:
        _original_parameters(self, parameters, *more, **named)
        _rename(parameters, str.lower)

    def response(self: Any, response: dict[str, Any], *more: Any, **named: Any) -> None:
        _rename(response, str.upper)

    def call(self: Any, env: Environment, *more: Any, **named: Any) -> None:
        _original_call(self, env, *more, **named)
        answer = env.stack[-1]
        if isinstance(answer.get("Body"), StreamingBody):
            answer["Body"] = answer["Body"].read().decode()

    def wait(_self: WaitFunction, env: Environment, wait_seconds: float) -> None:
        deadline = time.monotonic() + min(wait_seconds, LONGEST_WAIT)
        while env.is_running() and (left := deadline - time.monotonic()) > 0:
            env.program_state_event.wait(left)

    def begin(self: Any, arn: str, name: str | None = None, *more: Any, **named: Any) -> Execution:
        return _original_begin(self, arn, name or str(uuid.uuid4()), *more, **named)

    for service in (_Nested, _Call, state_task_service_sns.StateTaskServiceSns):
        service._from_error = _with_request_id(service._from_error)
    StepFunctionsParserBackend.start_execution = begin
    WaitFunction._wait_interval = wait
    retrier_decl.time = SimpleNamespace(sleep=_sleep)
    state_task_service_callback.time = SimpleNamespace(sleep=_sleep)
    _Parser.parse = staticmethod(_program)
    Execution.start = start
    _Call._eval_service_task = call
    _Nested._normalise_parameters = parameters
    _Nested._normalise_response = response


def _program(definition: str) -> tuple[Any, Any]:
    """Return what an execution works on, which is its own, from a definition that is read once."""
    tree = _parse(definition)[1]
    return Preprocessor().visit(tree), tree


def _with_request_id(original: Callable[..., FailureEvent]) -> Callable[..., FailureEvent]:
    """Let a refused call fail the task: moto reads an id that its own server does not answer."""

    def from_error(self: Any, env: Environment, ex: Exception) -> FailureEvent:
        if isinstance(ex, ClientError):
            ex.response["ResponseMetadata"].setdefault("RequestId", "local")
        return original(self, env, ex)

    return from_error


def _sleep(seconds: float) -> None:
    time.sleep(min(seconds, LONGEST_WAIT))


def _rename(values: dict[str, Any], change: Callable[[str], str]) -> None:
    for key in list(values):
        values[change(key[0]) + key[1:]] = values.pop(key)


def end_all(seconds: float = 30) -> None:
    """Stop every execution and wait until its threads have ended.

    A thread that sleeps before a retry cannot be woken; it finds its execution stopped later.
    """
    deadline = time.monotonic() + seconds
    while _alive() and time.monotonic() < deadline:
        for execution in _STARTED:
            _stop(execution)
        for thread in TMP_THREADS:
            thread.join(0.05)
    _STARTED.clear()
    TMP_THREADS.clear()


def _alive() -> bool:
    return any(thread.is_alive() for thread in TMP_THREADS)


def _stop(execution: Execution) -> None:
    env = execution.exec_worker and execution.exec_worker.env
    if env is None:  # its thread is about to make it
        return
    execution.stop(datetime.now(UTC), error=None, cause="the local AWS ends")
    for endpoint in list(env.callback_pool_manager._pool.values()):
        endpoint.interrupt_all()
