"""Every AWS call that deployed code and state machines make on the local AWS, and who makes it.

botocore is listened to in this process, in which all of it runs. Who calls is a context: a thread
belongs to whoever started it.
"""

import contextlib
import functools
import threading
from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from typing import Any

from botocore import signers
from botocore.client import BaseClient
from botocore.exceptions import ClientError


@dataclass(frozen=True)
class Traced:
    """One call.

    Attributes:
        who: what the caller is, and its name: `lambda openverse-load-media`, `states NAME`,
            `nodes PROFILE`, `glue JOB`.
        error: the code that AWS answered with, or nothing.
    """

    who: str
    service: str
    operation: str
    parameters: dict[str, Any]
    error: str = ""


CALLS: list[Traced] = []
_WHO: ContextVar[str] = ContextVar("who", default="")
_original_call = BaseClient._make_api_call  # type: ignore[attr-defined]
_original_sign = signers.generate_presigned_url
_original_start = threading.Thread.start


def install() -> None:
    """Listen, from the beginning."""
    CALLS.clear()

    def call(self: Any, operation: str, parameters: dict[str, Any]) -> Any:
        who, error = _WHO.get(), ""
        try:
            return _original_call(self, operation, parameters)
        except ClientError as refused:
            error = refused.response["Error"]["Code"]
            raise
        finally:
            if who:
                service = self.meta.service_model.service_name
                CALLS.append(Traced(who, service, operation, dict(parameters), error))

    def sign(self: Any, method: str, Params: dict[str, Any], **more: Any) -> str:
        """A signed address is a call that somebody else makes for the caller."""
        if _WHO.get():
            service = self.meta.service_model.service_name
            operation = self.meta.method_to_api_mapping[method]
            CALLS.append(Traced(_WHO.get(), service, operation, dict(Params)))
        return str(_original_sign(self, method, Params, **more))

    def start(self: threading.Thread) -> None:
        self.run = functools.partial(copy_context().run, self.run)  # type: ignore[method-assign]
        _original_start(self)

    BaseClient._make_api_call = call  # type: ignore[attr-defined]
    signers.generate_presigned_url = sign  # type: ignore[assignment]
    threading.Thread.start = start  # type: ignore[method-assign]


def uninstall() -> None:
    """Listen no longer; what was heard stays."""
    BaseClient._make_api_call = _original_call  # type: ignore[attr-defined]
    signers.generate_presigned_url = _original_sign
    threading.Thread.start = _original_start  # type: ignore[method-assign]


@contextlib.contextmanager
def made_by(who: str) -> Iterator[None]:
    """Whose calls those of the block are, and of every thread that it starts."""
    token = _WHO.set(who)
    try:
        yield
    finally:
        _WHO.reset(token)
