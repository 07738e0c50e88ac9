"""Keys: from the environment, or from Secrets Manager; never written down, never in a message."""

import os
from functools import cache

from catalog.errors import UsageError

PREFIX = "CATALOG_SECRETS_PREFIX"


def secret(name: str) -> str:
    """Return a secret by its name.

    The environment variable of that name comes first. Otherwise, where CATALOG_SECRETS_PREFIX is
    set, the secret `<prefix><name>` of Secrets Manager is read, once per process.

    Raises:
        UsageError: there is none; the message says how to set it.
    """
    value = os.environ.get(name)
    if not value and os.environ.get(PREFIX):
        value = _stored(os.environ[PREFIX] + name)
    if not value:
        raise UsageError(
            f"the key {name} is missing. Set it in the environment: export {name}=... "
            "(it is never written down)"
        )
    return value


def known(name: str) -> bool:
    """Tell whether there is a secret of that name."""
    try:
        return bool(secret(name))
    except UsageError:
        return False


@cache
def _stored(secret_id: str) -> str | None:
    import boto3
    from botocore.exceptions import ClientError

    try:
        answer = boto3.client("secretsmanager").get_secret_value(SecretId=secret_id)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return None
        raise
    return answer["SecretString"]
