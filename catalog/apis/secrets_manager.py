"""Keys: from the environment, or from Secrets Manager; never written down, never in a message."""

import os

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
        raise UsageError(f"the key {name} is missing. {_how_to_set(name)}")
    return value


def _how_to_set(name: str) -> str:
    prefix = os.environ.get(PREFIX)
    if not prefix:
        return f"Set it in the environment: export {name}=... (it is never written down)"
    return f"Keep it in Secrets Manager, as {prefix}{name}: catalog aws secret {name}"


def known(name: str) -> bool:
    """Tell whether there is a secret of that name."""
    try:
        return bool(secret(name))
    except UsageError:
        return False


# A secret that is not there answers so where a policy names it with the random ending of its ARN
# (`NAME-??????`), for its name alone fits no policy.
MISSING = frozenset({"ResourceNotFoundException", "AccessDeniedException"})
_read: dict[str, str] = {}


def _stored(secret_id: str) -> str | None:
    """Return a secret's text, or None; only what was found is remembered."""
    import boto3
    from botocore.exceptions import ClientError

    if secret_id not in _read:
        try:
            answer = boto3.client("secretsmanager").get_secret_value(SecretId=secret_id)
        except ClientError as error:
            if error.response["Error"]["Code"] in MISSING:
                return None
            raise
        _read[secret_id] = answer["SecretString"]
    return _read[secret_id]
