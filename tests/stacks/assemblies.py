"""What a synthesis gave."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
