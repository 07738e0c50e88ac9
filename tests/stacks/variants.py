"""Synthesize the app in many configurations in one process: much faster than one by one.

A program of its own, since what the CDK runs on lives as long as its process. Its input is JSON:
where the packages are, where to write, and for each variant its context. The security rules are
left out, and where `few` is said a provider of each kind stands for all.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from local_aws.deploy import ROOT, run_with_node

KINDS = {"flickr", "freesound", "inaturalist", "met", "xenocanto"}


def synthesize_variants(
    output: Path, packages: Path, contexts: Mapping[str, Mapping[str, str]], *, few: bool
) -> dict[str, dict[str, Any]]:
    """Return the templates of each variant, by its name."""
    request = {"packages": str(packages), "output": str(output), "contexts": contexts, "few": few}
    command = [sys.executable, "-m", "tests.stacks.variants", json.dumps(request)]
    made = run_with_node(command, output)
    assert made.returncode == 0, made.stdout + made.stderr
    return {
        name: {
            path.name.partition(".")[0]: json.loads(path.read_text())
            for path in sorted((output / name).glob("*.template.json"))
        }
        for name in contexts
    }


def main(packages: str, output: str, contexts: Mapping[str, Mapping[str, str]], few: bool) -> None:
    """Write the templates of each variant into a folder of its name."""
    import aws_cdk as cdk

    import app
    import stacks.providers
    from catalog.providers.registry import providers

    app.add_checks = lambda _: None
    if few:
        stacks.providers.providers = lambda: [item for item in providers() if item.name in KINDS]
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    for name, context in contexts.items():
        own = {**settings, **context, "packages": packages}
        made = cdk.App(outdir=f"{output}/{name}", context=own, analytics_reporting=False)
        app.build(made)
        made.synth()


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
