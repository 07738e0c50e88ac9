"""Lambdas run as code: the handler out of the deployed archive, in this process, one at a time.

The layers are not unpacked: they hold wheels for another machine, and what they hold is installed
here. So the libraries are this environment's, and the handler and its variables are the deployed.
"""

import contextlib
import importlib.util
import io
import json
import sys
import threading
import traceback
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from moto.awslambda.models import LambdaFunction

from catalog.database import server
from local_aws.calls import made_by
from local_aws.environment import environment

if TYPE_CHECKING:
    from local_aws.environment import LocalAws

_ONE_AT_A_TIME = threading.RLock()
_RUNNING: set["LocalAws"] = set()


def install(aws: "LocalAws") -> None:
    """Make moto run Lambda code in this process, until `close`."""
    _RUNNING.add(aws)

    def invoke(self: LambdaFunction, event: Any = None) -> tuple[str, bool, str]:
        variables = _variables(aws, self)
        with as_deployed(aws, variables), made_by(f"lambda {self.function_name}"):
            return _run(self, event if isinstance(event, dict) else json.loads(event or "{}"))

    LambdaFunction._invoke_lambda = invoke


@contextlib.contextmanager
def as_deployed(aws: "LocalAws", variables: Mapping[str, str]) -> Iterator[None]:
    """Let the block run as deployed code does, alone, with these variables and on this AWS.

    Raises:
        RuntimeError: that AWS has ended.
    """
    with _ONE_AT_A_TIME:
        if aws not in _RUNNING:
            raise RuntimeError("the local AWS has ended")
        with environment({**aws.environment(), **variables}):
            yield


def close(aws: "LocalAws") -> None:
    """Wait for the call that is under way; there are no more after it."""
    with _ONE_AT_A_TIME:
        _RUNNING.discard(aws)


def _variables(aws: "LocalAws", function: LambdaFunction) -> dict[str, str]:
    variables = dict(function.environment_vars)
    # The embedded server stands in for Aurora.
    if variables.pop("DATABASE_IAM", None) and aws in _RUNNING:
        variables["DATABASE_URL"] = server.start(aws.database)
    return variables


def _run(function: LambdaFunction, event: Any) -> tuple[str, bool, str]:
    output = io.StringIO()
    context = SimpleNamespace(
        function_name=function.function_name,
        function_version="$LATEST",
        invoked_function_arn=function.function_arn,
        memory_limit_in_mb=int(function.memory_size),
        aws_request_id="00000000-0000-0000-0000-000000000000",
        get_remaining_time_in_millis=lambda: 1000 * int(function.timeout),
    )
    module_name, _, attribute = function.handler.rpartition(".")
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as Lambda does: a warning is a line in the log
        try:
            module = _load(function, module_name)
            answer = json.dumps(getattr(module, attribute)(event, context))
        except Exception as error:  # noqa: BLE001 - Lambda reports every error of a handler
            output.write(traceback.format_exc())
            return json.dumps(_failure(error)), True, output.getvalue()
    return answer, False, output.getvalue()


def _failure(error: Exception) -> Mapping[str, Any]:
    return {"errorType": type(error).__name__, "errorMessage": str(error)}


def _load(function: LambdaFunction, module_name: str) -> ModuleType:
    """Import the handler's module out of the function's own archive."""
    archive = zipfile.ZipFile(io.BytesIO(function.code_bytes))
    with archive, TemporaryDirectory(prefix="lambda-") as folder:
        archive.extractall(folder)
        path = Path(folder) / f"{module_name.replace('.', '/')}.py"
        spec = importlib.util.spec_from_file_location(f"deployed_{function.function_name}", path)
        if spec is None or spec.loader is None:
            raise ImportError(f"{path.name} is not in the archive of {function.function_name}")
        module = importlib.util.module_from_spec(spec)
        sys.path.insert(0, folder)
        try:
            spec.loader.exec_module(module)
        finally:
            sys.path.remove(folder)
        return module
