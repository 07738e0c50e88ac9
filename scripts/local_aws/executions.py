"""Executions of state machines: moto runs them in threads, which must not outlive the local AWS."""

import time
from datetime import UTC, datetime

from moto.stepfunctions.parser.backend.execution import Execution
from moto.stepfunctions.parser.utils import TMP_THREADS

_STARTED: list[Execution] = []
_original_start = Execution.start


def install() -> None:
    """Remember what is started: moto forgets the executions of a machine that is deleted."""

    def start(self: Execution) -> None:
        _STARTED.append(self)
        _original_start(self)

    Execution.start = start


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
