"""Writes what the documentation says of the deployed stacks, from the app itself.

    python -m scripts.aws_docs [--check]

docs/resources.md lists every resource of both environments with its monthly cost when nothing
runs; docs/state-machines.md has each state machine; docs/operations.md gets the table of what
AWS's own services ask for; the README gets the diagram of the stacks. A test holds them against a
synthesis.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from local_aws.deploy import ROOT, synthesize
from local_aws.policies.service_calls import table
from local_aws.policies.templates import Account
from scripts import state_machines
from stacks.config import ENVIRONMENTS

Resource = Mapping[str, Any]
Environments = Mapping[str, Path]
RESOURCES = ROOT / "docs" / "resources.md"
STATE_MACHINES = ROOT / "docs" / "state-machines.md"
README = ROOT / "README.md"
OPERATIONS = ROOT / "docs" / "operations.md"
PURPOSES = {
    "Foundation": "keys, network, buckets, the topic of notices",
    "Crawl": "both Common Crawl pipelines, the reaper",
    "Lake": "Glue job, trigger and crawler; Athena",
    "Catalog": "Aurora openledger, migrations, loader, popularity, links",
    "Providers": "a schedule and a Lambda for each provider, a Glue job for files",
    "Archive": "old partitions in Deep Archive",
    "Ops": "dashboard, alarms, budget",
}
_CALLS = re.compile(r"(<!-- calls of AWS's services -->\n).*?(<!-- end of calls -->)", re.DOTALL)
_DIAGRAM = re.compile(r"(<!-- stacks of app\.py -->\n).*?(<!-- end of stacks -->)", re.DOTALL)


def main() -> None:
    """Synthesize both environments and write the pages, or with --check only compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if stale")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        made = {name: _synthesize(name, Path(folder)) for name in ("dev", "prod")}
        pages = {
            RESOURCES: resources_page(made),
            STATE_MACHINES: state_machines.page(made["prod"]),
            README: with_diagram(made["prod"]),
            OPERATIONS: with_calls(made["dev"]),
        }
    stale = [page for page, text in pages.items() if not page.exists() or page.read_text() != text]
    for page in stale:
        print(f"{page.relative_to(ROOT)} {'is out of date' if check else 'written'}")
        if not check:
            page.write_text(pages[page])
    if check and stale:
        sys.exit("run `make docs-aws` and commit what it wrote")


def _synthesize(name: str, folder: Path) -> Path:
    packages = folder / "packages"
    package = [sys.executable, "scripts/package.py", "--code-only", "--output", str(packages)]
    subprocess.run(package, cwd=ROOT, check=True)
    made = synthesize(folder / name, packages, {"environment": name, "account": "123456789012"})
    if made.returncode:
        sys.exit(made.stderr)
    return folder / name


def resources_page(environments: Environments) -> str:
    """Return the page that lists every kind of resource, how many, and what it costs idle."""
    prices = json.loads((ROOT / "scripts" / "idle_prices.json").read_text())
    lines = [
        "# Resources",
        "",
        "Every resource that `cdk deploy` makes, and its cost in a month in which nothing runs.",
        f"Written by `make docs-aws` from the app. Prices: {prices['source']}, {prices['date']}.",
        "Everything else is paid by use: storage, requests, Lambda and Glue time, clusters, logs.",
        "",
    ]
    totals = Counter[str]()
    for stack in _stacks(environments["prod"]):
        counted = {name: _resources(path, stack) for name, path in environments.items()}
        kinds = sorted({item["Type"] for items in counted.values() for item in items})
        purpose = PURPOSES[stack]
        lines += [f"## {stack}", "", f"{purpose[0].upper()}{purpose[1:]}.", ""]
        lines += ["| resource | dev | USD | prod | USD |", "| --- | ---: | ---: | ---: | ---: |"]
        for kind in kinds:
            cells = []
            for name, items in counted.items():
                own = [item for item in items if item["Type"] == kind]
                least = ENVIRONMENTS[name].database.min_acu
                cost = sum(idle_cost(item, prices, least) for item in own)
                totals[name] += round(100 * cost)
                cells += [str(len(own)), f"{cost:.2f}" if cost else ""]
            lines.append(f"| {kind.removeprefix('AWS::')} | {' | '.join(cells)} |")
        lines.append("")
    lines += ["## Together", "", "| environment | USD a month, idle |", "| --- | ---: |"]
    lines += [f"| {name} | {totals[name] / 100:.2f} |" for name in environments]
    return "\n".join(lines) + "\n"


def idle_cost(resource: Resource, prices: Mapping[str, Any], min_acu: float) -> float:
    """Return what one resource costs in a month in which nobody uses it."""
    kind, properties = resource["Type"], resource.get("Properties", {})
    if kind == "AWS::EC2::VPCEndpoint" and properties["VpcEndpointType"] == "Interface":
        return float(len(properties["SubnetIds"]) * prices["endpoint_zone"])
    if kind == "AWS::RDS::DBInstance":
        return float(min_acu * prices["acu_hour"] * prices["hours"])
    if kind == "AWS::RDS::DBCluster":
        return float(prices["secret"])
    flat = {
        "AWS::KMS::Key": "kms_key",
        "AWS::CloudWatch::Alarm": "alarm",
        "AWS::CloudWatch::Dashboard": "dashboard",
    }
    return float(prices[flat[kind]]) if kind in flat else 0.0


def with_diagram(assembly: Path) -> str:
    """Return the README with the present diagram of the stacks."""
    return _DIAGRAM.sub(
        lambda block: f"{block[1]}{diagram(assembly)}{block[2]}", README.read_text()
    )


def with_calls(assembly: Path) -> str:
    """Return the page of operations with the present table of what AWS's services ask for."""
    lines = "\n".join(table(Account.of(assembly)))
    return _CALLS.sub(lambda block: f"{block[1]}{lines}\n{block[2]}", OPERATIONS.read_text())


def diagram(assembly: Path) -> str:
    """Return the stacks and what they stand on, as Mermaid."""
    manifest = json.loads((assembly / "manifest.json").read_text())["artifacts"]
    lines = ["```mermaid", "flowchart BT"]
    for stack in _stacks(assembly):
        lines.append(f'    {stack}["<b>{stack}</b><br>{PURPOSES[stack]}"]')
    for stack in _stacks(assembly):
        needed = [name for name in manifest[stack].get("dependencies", []) if name in PURPOSES]
        lines += [f"    {stack} --> {name}" for name in sorted(needed)]
    return "\n".join([*lines, "```"]) + "\n"


def _stacks(assembly: Path) -> list[str]:
    there = {path.name.partition(".")[0] for path in assembly.glob("*.template.json")}
    return [name for name in PURPOSES if name in there]


def _resources(assembly: Path, stack: str) -> list[Resource]:
    template = json.loads((assembly / f"{stack}.template.json").read_text())
    return list(template["Resources"].values())


if __name__ == "__main__":
    main()
