"""OAuth2 tokens: got once by a person, renewed twice a day by a Lambda, never shown.

They lie in Secrets Manager where CATALOG_SECRETS_PREFIX is set, else in a file that only its owner
can read. RFC 6749, sections 4.1 and 6.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

import orjson
import requests

from catalog.apis.secrets_manager import MISSING, PREFIX, secret
from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files.http import as_retriable, call_with_retries, raise_for_status
from catalog.providers.base import OAuth

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

FOLDER = Path(".catalog/tokens")


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gave us.

    Attributes:
        expires: seconds since 1970 after which `access` is worth nothing.
    """

    access: str
    refresh: str
    expires: float

    def __repr__(self) -> str:
        """Return no token."""
        return f"Tokens(expires={self.expires:.0f})"


class Store(Protocol):
    """Keeps one provider's tokens."""

    def read(self) -> Tokens:
        """Return them; NotFoundError when there are none."""
        ...

    def write(self, tokens: Tokens) -> None:
        """Replace them."""
        ...


@dataclass(frozen=True, slots=True)
class FileStore:
    """A file that only its owner can read."""

    path: Path

    def read(self) -> Tokens:
        """Return the tokens of the file."""
        try:
            return Tokens(**orjson.loads(self.path.read_bytes()))
        except FileNotFoundError as error:
            raise NotFoundError(f"there are no tokens in {self.path}") from error

    def write(self, tokens: Tokens) -> None:
        """Write the file beside itself, then put it in its place."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".tmp")
        with os.fdopen(
            os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb"
        ) as f:
            f.write(orjson.dumps(tokens))
        unfinished.replace(self.path)


@dataclass(frozen=True, slots=True)
class SecretStore:
    """A secret of Secrets Manager."""

    client: "SecretsManagerClient"
    name: str

    def read(self) -> Tokens:
        """Return the tokens of the secret's newest version."""
        from botocore.exceptions import ClientError

        try:
            answer = self.client.get_secret_value(SecretId=self.name)
        except ClientError as error:
            if error.response["Error"]["Code"] not in MISSING:
                raise
            raise NotFoundError(f"there is no secret {self.name}") from error
        return Tokens(**orjson.loads(answer["SecretString"]))

    def write(self, tokens: Tokens) -> None:
        """Put a new version of the secret, making it the first time."""
        text = orjson.dumps(tokens).decode()
        try:
            self.client.put_secret_value(SecretId=self.name, SecretString=text)
        except self.client.exceptions.ResourceNotFoundException:
            self.client.create_secret(Name=self.name, SecretString=text)


def store_for(oauth: OAuth) -> Store:
    """Return where a provider's tokens are kept."""
    prefix = os.environ.get(PREFIX)
    if not prefix:
        return FileStore(FOLDER / f"{oauth.tokens}.json")
    import boto3

    return SecretStore(boto3.client("secretsmanager"), prefix + oauth.tokens)


def authorization_url(oauth: OAuth) -> str:
    """Return the page where a person lets us in and gets a code."""
    query = {"client_id": secret(oauth.client_id), "response_type": "code"}
    return f"{oauth.authorize_url}?{urlencode(query)}"


def exchange(oauth: OAuth, code: str, session: requests.Session) -> Tokens:
    """Return the tokens that a person's code buys; a code buys once."""
    return _ask(oauth, {"grant_type": "authorization_code", "code": code}, session)


def renew(oauth: OAuth, tokens: Tokens, session: requests.Session) -> Tokens:
    """Return new tokens for old ones."""
    return _ask(oauth, {"grant_type": "refresh_token", "refresh_token": tokens.refresh}, session)


def _ask(oauth: OAuth, what: Mapping[str, str], session: requests.Session) -> Tokens:
    who = {
        "client_id": secret(oauth.client_id),
        "client_secret": secret(oauth.client_secret),
    }

    def ask() -> Tokens:
        try:
            answer = session.post(oauth.token_url, data={**who, **what}, timeout=30)
        except requests.RequestException as error:
            raise as_retriable(error, oauth.token_url) from None
        if answer.status_code in {400, 401}:
            raise UsageError(
                "the provider does not accept the code or token. Ask for a new code: "
                "catalog auth freesound"
            )
        raise_for_status(answer)
        return _tokens(answer.json())

    return call_with_retries(ask)


def _tokens(payload: Mapping[str, Any]) -> Tokens:
    try:
        return Tokens(
            payload["access_token"],
            payload["refresh_token"],
            time.time() + float(payload["expires_in"]),
        )
    except KeyError as error:
        raise CatalogError(f"the answer for tokens has no {error.args[0]}") from error
