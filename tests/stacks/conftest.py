import fcntl
import json
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local_aws import calls, clusters, executions
from local_aws.deploy import CONTEXT, bootstrap, deploy, publish_sample
from local_aws.environment import LocalAws
from local_aws.inbox import notices, open_inbox
from local_aws.policies.templates import Account
from local_aws.server import local_aws
from tests.conftest import reachable_directory
from tests.stacks.assemblies import Assembly
from tests.stacks.options import BASE, all_changed
from tests.stacks.platform_view import empty_platform, outcome
from tests.stacks.recorded_grants import hold
from tests.stacks.variants import synthesize_variants


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make package` would have made, without the libraries."""
    root = tmp_path_factory.mktemp("packages")
    for name in ("layer-code/python", "layer-dependencies/python", "emr", "glue"):
        (root / name).mkdir(parents=True)
        (root / name / "README").write_text("a stub")
    (root / "glue" / "catalog-1-py3-none-any.whl").write_bytes(b"")
    return root


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


# Twenty polls are all that a cluster gets, and a provider that is to be left alone five minutes.
QUICK = {
    "crawl.deadline_minutes": "1",
    "crawl.poll_seconds": "3",
    "providers.longest_wait_minutes": "5",
    "providers.most_rounds": "12",
}
CONFIGURATIONS = {"dev": {**CONTEXT, **QUICK}, "prod": BASE, "all_options_changed": all_changed()}


@pytest.fixture(scope="session")
def assemblies(base: Path, packages: Path, request: pytest.FixtureRequest) -> Path:
    """Synthesize what this run's tests ask for, in one program, once for all its processes."""
    asked = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    contexts = {name: CONFIGURATIONS[name] for name in sorted(asked & CONFIGURATIONS.keys())}
    with (base / "assemblies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "assemblies.done").exists():
            synthesize_variants(base, packages, contexts, checked=("dev", "prod"))
            (base / "assemblies.done").touch()
    return base


@pytest.fixture(scope="session")
def dev(assemblies: Path) -> Assembly:
    return Assembly(assemblies / "dev")


@pytest.fixture(scope="session")
def prod(assemblies: Path) -> Assembly:
    return Assembly(assemblies / "prod")


@pytest.fixture(scope="session")
def all_options_changed(assemblies: Path) -> Assembly:
    return Assembly(assemblies / "all_options_changed")


@pytest.fixture(scope="module")
def aws(
    dev: Assembly, quick_disk: str | None, request: pytest.FixtureRequest
) -> Iterator[LocalAws]:
    """The platform deployed on a local AWS, on which a pause is a moment.

    Every call that is made there is held against the policies when the file's tests have ended.
    """
    with (
        pytest.MonkeyPatch.context() as patch,
        reachable_directory(quick_disk) as folder,
        local_aws(database=folder / "db") as running,
    ):
        patch.setattr(executions, "LONGEST_WAIT", 0.3)
        bootstrap(running, dev.path)
        publish_sample(running)
        deploy(running, dev.path)
        open_inbox(running)
        yield running
    hold(Account.of(dev.path), calls.CALLS, request)


@pytest.fixture
def start(aws: LocalAws) -> Iterator[Callable[..., str]]:
    """Start an execution; afterwards nothing is left of the run."""
    clusters.OUTCOMES.clear()
    clusters.STARTED.clear()

    def begin(machine: str, /, **request: Any) -> str:
        execution = aws.client("stepfunctions").start_execution(
            stateMachineArn=machine, name=str(uuid.uuid4()), input=json.dumps(request)
        )
        arn: str = execution["executionArn"]
        return arn

    yield begin
    empty_platform(aws)
    notices(aws)


@pytest.fixture
def run(aws: LocalAws, start: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    """Run a state machine to its end."""
    return lambda machine, **request: outcome(aws, start(machine, **request))
