"""Composition root: choose a configuration, create the stacks, tag them, add the checks."""

import os
import sys
from typing import Any

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from catalog.operations import names
from stacks.archive import Archive
from stacks.catalog import Catalog
from stacks.config import DeploymentConfig, load_config
from stacks.config_types import ConfigError
from stacks.constructs.network import ZONES
from stacks.crawl import Crawl
from stacks.foundation import Foundation
from stacks.lake import Lake
from stacks.ops import Ops
from stacks.packages import ROOT, Packages
from stacks.providers import Providers
from stacks.validation import validate


def build(app: cdk.App) -> DeploymentConfig:
    """Add every stack of the chosen environment to an app.

    Raises:
        ConfigError: the context asks for what cannot be deployed.
    """
    context: dict[str, Any] = app.node.get_all_context()
    deploying = str(context.get("deploy")) == "true"
    if deploying:  # the CDK's command line knows whose credentials there are
        context.setdefault("account", os.environ.get("CDK_DEFAULT_ACCOUNT"))
    config = validate(load_config(context), deploying=deploying)
    packages = Packages(ROOT / str(context.get("packages", "build/packages")))
    _name_zones(app, config)
    place = cdk.Environment(account=config.account, region=config.region)

    def stack(kind: type[Any], **needs: Any) -> Any:
        name = f"Openverse-{config.environment}-{kind.__name__}"
        return kind(app, kind.__name__, stack_name=name, config=config, env=place, **needs)

    foundation = stack(Foundation)
    needs = {"foundation": foundation, "packages": packages}
    crawl = stack(Crawl, **needs)
    lake = stack(Lake, **needs)
    catalog = stack(Catalog, **needs)
    archive = stack(Archive, **needs)
    pulls = stack(Providers, **needs, load_function=catalog.load.name)
    pulls.add_stack_dependency(lake)  # it holds the code of Glue jobs
    stack(
        Ops,
        foundation=foundation,
        machines=[
            names.ETL,
            names.IMAGES,
            names.INGEST,
            names.REINGEST,
            names.INGEST_FILES,
            names.POPULARITY,
            names.LINKS,
            names.GONE,
        ],
        queues=[
            crawl.dead_letters.name,
            catalog.dead_letters.name,
            archive.dead_letters.name,
            pulls.dead_letters.name,
        ],
    )
    for key, value in _tags(config).items():
        cdk.Tags.of(app).add(key, value)
    add_checks(app)
    return config


def add_checks(app: cdk.App) -> None:
    """Let a synthesis fail on what AWS's security rules find and nobody acknowledged."""
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))


def _name_zones(app: cdk.App, config: DeploymentConfig) -> None:
    """Say which zones there are, so that synthesis never asks AWS."""
    if config.account:
        key = f"availability-zones:account={config.account}:region={config.region}"
        app.node.set_context(key, [f"{config.region}{zone}" for zone in ZONES])


def _tags(config: DeploymentConfig) -> dict[str, str]:
    return {"openverse:product": "catalog", "openverse:environment": config.environment}


def main() -> None:
    """Synthesize, or say in one sentence why that cannot be."""
    app = cdk.App(analytics_reporting=False)
    try:
        build(app)
    except ConfigError as error:
        sys.exit(f"error: {error}")
    app.synth()


if __name__ == "__main__":
    main()
