"""Which keys a provider needs, by their names, and where they go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog.apis.paginators import Params


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """Which key a provider needs, and where it goes.

    Attributes:
        secret: the NAME of the secret, an environment variable or a key in Secrets Manager.
        query: the query parameter that takes it.
        header: the header that takes it, formatted into `template`.
        sign: (url, params, secret) -> params with the signature, for signed requests.
        required: whether the provider answers nothing without it.
    """

    secret: str
    query: str | None = None
    header: str | None = None
    template: str = "{}"
    sign: Callable[[str, Params, str], Params] | None = None
    required: bool = True

    def apply(self, url: str, params: Params, secret: str) -> tuple[Params, Mapping[str, str]]:
        """Return the parameters and headers that carry the key."""
        if self.sign:
            return self.sign(url, params, secret), {}
        if self.query:
            return {**params, self.query: secret}, {}
        return params, {self.header or "Authorization": self.template.format(secret)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """OAuth2 for what a key does not open (catalog/ingestion/oauth.py).

    Attributes:
        client_id, client_secret, tokens: NAMES of secrets; the last one is written by us.
    """

    authorize_url: str
    token_url: str
    client_id: str
    client_secret: str
    tokens: str
