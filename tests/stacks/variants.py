"""Synthesize the app in many configurations in one process: much faster than one by one.

A program of its own, since what the CDK runs on lives as long as its process. Its input is JSON:
where the packages are, where to write, and for each variant its context. The security rules and the
CDK's own check of templates, which takes half of the time, are for those of `checked`; where `few`
is said a provider of each kind stands for all.
"""

import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from local_aws.deploy import ROOT, run_with_node

KINDS = {"flickr", "freesound", "inaturalist", "met", "xenocanto"}


def synthesize_variants(
    output: Path,
    packages: Path,
    contexts: Mapping[str, Mapping[str, str]],
    *,
    checked: Collection[str] = (),
    few: bool = False,
) -> None:
    """Write the assembly of each variant into a folder of its name."""
    request = {"packages": str(packages), "output": str(output), "contexts": contexts}
    told = json.dumps({**request, "checked": list(checked), "few": few})
    made = run_with_node([sys.executable, "-m", "tests.stacks.variants", told], output)
    assert made.returncode == 0, made.stdout + made.stderr


def main(
    packages: str,
    output: str,
    contexts: Mapping[str, Mapping[str, str]],
    checked: Collection[str],
    few: bool,
) -> None:
    """Synthesize every variant."""
    import aws_cdk as cdk

    import app
    import stacks.providers
    from catalog.providers.registry import providers

    add_checks = app.add_checks
    if few:
        stacks.providers.providers = lambda: [item for item in providers() if item.name in KINDS]
    settings = json.loads((ROOT / "cdk.json").read_text())["context"]
    for name, context in contexts.items():
        app.add_checks = add_checks if name in checked else lambda _: None
        made = cdk.App(
            outdir=f"{output}/{name}",
            context={**settings, **context, "packages": packages},
            analytics_reporting=False,
            builtin_cloud_formation_validation=name in checked,
        )
        app.build(made)
        made.synth()


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
