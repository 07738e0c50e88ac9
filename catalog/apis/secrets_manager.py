"""Keys: from the environment, or from Secrets Manager; never written down, never in a message."""

import json
import os
from functools import cache
from urllib.parse import quote

from catalog.errors import UsageError

PREFIX = "CATALOG_SECRETS_PREFIX"
FROM_RDS = "DATABASE_SECRET_ARN"


def secret(name: str) -> str:
    """Return a secret by its name.

    The environment variable of that name comes first. Otherwise, where CATALOG_SECRETS_PREFIX is
    set, the secret `<prefix><name>` of Secrets Manager is read, once per process. DATABASE_URL is
    put together where DATABASE_SECRET_ARN names the secret that RDS keeps for a cluster.

    Raises:
        UsageError: there is none; the message says how to set it.
    """
    value = os.environ.get(name)
    if not value and name == "DATABASE_URL" and os.environ.get(FROM_RDS):
        return _database_url(os.environ[FROM_RDS])
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


def _database_url(secret_id: str) -> str:
    """Put the cluster's URL together; RDS changes the password, so it is read each time."""
    import boto3

    answer = boto3.client("secretsmanager").get_secret_value(SecretId=secret_id)
    login = json.loads(answer["SecretString"])
    user, password = (quote(login[key], safe="") for key in ("username", "password"))
    host, port, name = (os.environ[f"DATABASE_{part}"] for part in ("HOST", "PORT", "NAME"))
    return f"postgresql://{user}:{password}@{host}:{port}/{name}?sslmode=require"


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
