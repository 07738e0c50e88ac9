"""Where the local AWS is, and the variables that lead a process to it and nowhere else."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACCOUNT = "123456789012"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class LocalAws:
    """A running server.

    Attributes:
        database: directory of the embedded PostgreSQL that stands in for Aurora.
    """

    port: int
    database: Path

    @property
    def url(self) -> str:
        """The endpoint of every service."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return what makes the AWS clients of a process talk to this server and nothing else.

        CloudFormation's name for S3 is `localhost`: moto reads template URLs of no other host.
        """
        return {
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION": f"http://localhost:{self.port}",
            "MOTO_PORT": str(self.port),
            "CDK_DEFAULT_ACCOUNT": ACCOUNT,
            "CDK_DEFAULT_REGION": REGION,
        }

    def client(self, service: str) -> Any:
        """Return a client of one service on this server."""
        import boto3

        make: Any = boto3.client  # its types know literal names of services only
        return make(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )


@contextmanager
def environment(variables: Mapping[str, Any]) -> Iterator[None]:
    """Set variables, and forget the clients that were made with others."""
    from catalog.files.s3 import s3_client

    before = dict(os.environ)
    os.environ.update({key: str(value) for key, value in variables.items()})
    s3_client.cache_clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        s3_client.cache_clear()
