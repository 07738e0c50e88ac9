import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from local_aws.deploy import CONTEXT, synthesize

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
    # Everything costs more than this, so that only what says accept_cost goes unasked; half a
    # minute is all that a cluster gets, and twelve seconds a provider that is to be left alone.
    quick = {
        "crawl.cost_limit_usd": "0.01",
        "crawl.deadline_minutes": "0.5",
        "providers.longest_wait_minutes": "0.2",
    }
    return _synthesize_once(base, packages, {**CONTEXT, **quick})


@pytest.fixture(scope="session")
def prod(base: Path, packages: Path) -> Assembly:
    context = {"environment": "prod", "account": "123456789012"}
    return _synthesize_once(base, packages, context)
