"""The catalog database and what works on it."""

from typing import Any

import aws_cdk as cdk
from constructs import Construct

from stacks.config import DeploymentConfig
from stacks.constructs.database import Database
from stacks.constructs.python_function import Layers
from stacks.foundation import Foundation
from stacks.packages import Packages


class Catalog(cdk.Stack):
    """`openledger`, its migrations, and the Lambdas that load and refresh it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: DeploymentConfig,
        foundation: Foundation,
        packages: Packages,
        **stack: Any,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self.config, self.foundation = config, foundation
        self.buckets = foundation.buckets.seen_from(self)
        self.layers = Layers(self, "Layers", packages=packages)
        self.database = Database(
            self,
            "Database",
            config=config.database,
            vpc=foundation.network.vpc,
            key=foundation.database_key,
            log_days=config.ops.log_days,
            retain=config.storage.retain,
        )
