"""The client that asks one provider: its pace, its headers, its key."""

from collections.abc import Mapping
from typing import Any

import requests

from catalog.apis.client import PoliteClient
from catalog.apis.rate_limit import RateLimiter, Robots
from catalog.apis.secrets_manager import secret
from catalog.errors import RetriableError
from catalog.files.http import new_session
from catalog.providers.base import Provider
from catalog.settings import load_settings


def client_for(
    provider: Provider,
    *,
    mirror: str | None = None,
    delay: float | None = None,
    deadline: float | None = None,
) -> PoliteClient:
    """Return a client for a provider, at its pace unless a delay in seconds is given.

    A mirror (scheme, host and port) is asked instead of the provider's own servers. No wait lasts
    beyond the deadline, in seconds since 1970.

    Raises:
        UsageError: the provider needs a key that is not there.
    """
    session = new_session(load_settings().user_agent)
    pace = provider.limits.delay if delay is None else delay
    # A mirror is another server, with a pace of its own.
    name = provider.name if mirror is None else f"{provider.name}@{mirror.rpartition('/')[2]}"
    return PoliteClient(
        provider.name,
        provider.limits,
        session=session,
        limiter=RateLimiter(name, pace),
        origin=provider.url,
        mirror=mirror,
        deadline=deadline,
        authorize=_authorize(provider),
        repair=provider.repair,
        errors=provider.errors,
        hidden=(secret(provider.auth.secret),) if provider.auth else (),
        robots=Robots(load_settings().user_agent, _reader(session)) if provider.robots else None,
    )


def _authorize(provider: Provider) -> Any:
    auth = provider.auth
    if auth is None:
        return None
    key = secret(auth.secret)

    def authorize(url: str, params: Mapping[str, Any]) -> Any:
        return auth.apply(url, params, key)

    return authorize


def _reader(session: requests.Session) -> Any:
    def read(url: str) -> str | None:
        try:
            response = session.get(url, timeout=30)
        except requests.RequestException as error:
            raise RetriableError(f"{url} cannot be read: {type(error).__name__}") from None
        # RFC 9309: 4xx is "no rules", 5xx is "keep out".
        if response.status_code >= 500:
            raise RetriableError(f"{url} answers {response.status_code}; the site is left alone")
        return response.text if response.ok else None

    return read
