"""What the stacks have in common that run functions of ours."""

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from stacks.config import DeploymentConfig
from stacks.constructs.python_function import Layers, PythonFunction
from stacks.constructs.schedule import DeadLetters
from stacks.foundation import Foundation
from stacks.packages import Packages


class FunctionStack(cdk.Stack):
    """A stack with functions: their libraries, the buckets, and a queue of calls that failed.

    The queue has the name `undelivered`.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: DeploymentConfig,
        foundation: Foundation,
        packages: Packages,
        undelivered: str,
        **stack: Any,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self.config, self.foundation, self.packages = config, foundation, packages
        self.buckets = foundation.buckets.seen_from(self)
        self.layers = Layers(self, "Layers", packages=packages)
        self.dead_letters = DeadLetters(
            self, "DeadLetters", name=undelivered, key=foundation.data_key
        )

    def build_function(
        self,
        name: str,
        description: str,
        environment: Mapping[str, str],
        *,
        construct_id: str | None = None,
        function_name: str | None = None,
        **settings: Any,
    ) -> PythonFunction:
        """Build a function of `lambdas/` that may run for fifteen minutes.

        Construct and function are named after its folder unless names are given; the settings are
        further ones of PythonFunction.
        """
        return PythonFunction(
            self,
            (construct_id or name).title().replace("_", ""),
            name=name,
            function_name=function_name or f"openverse-{name.replace('_', '-')}",
            description=description,
            layers=self.layers,
            log_days=self.config.ops.log_days,
            key=self.foundation.data_key,
            environment=environment,
            timeout=cdk.Duration.minutes(15),
            **settings,
        )
