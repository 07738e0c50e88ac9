import fcntl
import json
import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local_aws import calls, clusters, executions
from local_aws.deploy import CONTEXT, bootstrap, deploy, publish_sample, synthesize
from local_aws.environment import LocalAws
from local_aws.inbox import notices, open_inbox
from local_aws.policies.templates import Account
from local_aws.server import local_aws
from tests.stacks.platform_view import empty_platform, outcome
from tests.stacks.recorded_grants import hold

Resource = dict[str, Any]


@dataclass(frozen=True)
class Assembly:
    """What one synthesis gave."""

    path: Path

    def template(self, stack: str) -> dict[str, Any]:
        text: dict[str, Any] = json.loads((self.path / f"{stack}.template.json").read_text())
        return text

    def templates(self) -> dict[str, dict[str, Any]]:
        paths = sorted(self.path.glob("*.template.json"))
        return {path.name.partition(".")[0]: json.loads(path.read_text()) for path in paths}

    def resources(self, kind: str) -> list[Resource]:
        return [
            resource
            for template in self.templates().values()
            for resource in template["Resources"].values()
            if resource["Type"] == kind
        ]

    def properties(self, kind: str) -> list[Resource]:
        return [resource["Properties"] for resource in self.resources(kind)]

    def only(self, kind: str, **wanted: Any) -> Resource:
        """Return the properties of the one resource of a type that has these."""
        found = [
            item
            for item in self.properties(kind)
            if all(item.get(key) == value for key, value in wanted.items())
        ]
        assert len(found) == 1, f"{len(found)} {kind} with {wanted}"
        return found[0]

    def statements(self) -> Iterator[Resource]:
        """Every statement of every policy of a role."""
        for item in self.properties("AWS::IAM::Policy"):
            yield from item["PolicyDocument"]["Statement"]
        for item in self.properties("AWS::IAM::Role"):
            for policy in item.get("Policies", []):
                yield from policy["PolicyDocument"]["Statement"]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make package` would have made, without the libraries."""
    root = tmp_path_factory.mktemp("packages")
    for name in ("layer-code/python", "layer-dependencies/python", "emr", "glue"):
        (root / name).mkdir(parents=True)
        (root / name / "README").write_text("a stub")
    (root / "glue" / "catalog-1-py3-none-any.whl").write_bytes(b"")
    return root


def _synthesize_once(base: Path, packages: Path, context: dict[str, str]) -> Assembly:
    """Synthesize one environment, once for all the processes of a test run."""
    path = base / f"assembly-{context['environment']}"
    with (base / f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (path / "done").exists():
            made = synthesize(path, packages, context)
            assert made.returncode == 0, made.stdout + made.stderr
            (path / "done").touch()
    return Assembly(path)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def dev(base: Path, packages: Path) -> Assembly:
    # Everything costs more than this, so that only what says accept_cost goes unasked; sixty
    # polls are all that a cluster gets, and a provider that is to be left alone five minutes.
    quick = {
        "crawl.cost_limit_usd": "0.01",
        "crawl.deadline_minutes": "1",
        "providers.longest_wait_minutes": "5",
        "providers.most_rounds": "12",
    }
    return _synthesize_once(base, packages, {**CONTEXT, **quick})


@pytest.fixture(scope="session")
def prod(base: Path, packages: Path) -> Assembly:
    context = {"environment": "prod", "account": "123456789012"}
    return _synthesize_once(base, packages, context)


@pytest.fixture(scope="module")
def aws(dev: Assembly, request: pytest.FixtureRequest) -> Iterator[LocalAws]:
    """The platform deployed on a local AWS, on which a pause is a moment.

    Every call that is made there is held against the policies when the file's tests have ended.
    """
    with pytest.MonkeyPatch.context() as patch, local_aws() as running:
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
