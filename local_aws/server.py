"""Start the server in a thread of this process, on loopback only."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_aws.environment import LocalAws, environment


@contextmanager
def local_aws(port: int = 0, database: Path | None = None) -> Iterator[LocalAws]:
    """Run a local AWS for as long as the block lasts.

    Args:
        port: 0 takes a free one.
        database: where the database that stands in for Aurora is kept; a passing place if None.
    """
    with tempfile.TemporaryDirectory(prefix="aws-") as folder:
        aws = LocalAws(port or _free_port(), database or Path(folder) / "db")
        with environment(aws.environment()):
            yield from _serve(aws)


def _serve(aws: LocalAws) -> Iterator[LocalAws]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", aws.port, verbose=False)
    with _taught(aws):
        server.start()
        try:
            yield aws
        finally:
            _end_work(aws)
            server.stop()


@contextmanager
def _taught(aws: LocalAws) -> Iterator[None]:
    """Teach moto, whose state is this process's, what it lacks; it is empty before and after."""
    from moto.core.config import default_user_config
    from moto.moto_api._internal import moto_api_backend

    from local_aws import calls, clusters, executions, functions, jobs, resources

    before = dict(default_user_config)
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    default_user_config["iam"] = {"load_aws_managed_policies": True}
    moto_api_backend.reset()
    calls.install()
    executions.install()
    for part in (resources, functions, clusters, jobs):
        part.install(aws)
    try:
        yield
    finally:
        calls.uninstall()
        jobs.uninstall()
        default_user_config.update(before)
        moto_api_backend.reset()
        resources.forget()


def _end_work(aws: LocalAws) -> None:
    """End what runs in threads of its own: executions first, for they start the rest."""
    from catalog.database import server as database_server
    from local_aws import clusters, executions, functions

    executions.end_all()
    functions.close(aws)
    clusters.end_all()
    database_server.stop(aws.database)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
