import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest
from moto import mock_aws

from catalog.cli import main
from catalog.errors import NotFoundError, UsageError
from catalog.files.http import new_session
from catalog.ingestion.oauth import (
    FileStore,
    SecretStore,
    Tokens,
    authorization_url,
    exchange,
    renew,
)
from catalog.providers.base import OAuth
from tests.catalog.fakeapi import FakeApi, Reply, as_json, serving


def oauth(url: str) -> OAuth:
    return OAuth(
        authorize_url=f"{url}/authorize/",
        token_url=f"{url}/token/",
        client_id="FAKE_ID",
        client_secret="FAKE_SECRET",
        tokens="FAKE_TOKENS",
    )


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApi]:
    monkeypatch.setenv("FAKE_ID", "me")
    monkeypatch.setenv("FAKE_SECRET", "s3cret")

    def answer(_path: str, _query: dict[str, str]) -> Reply:
        return as_json({"access_token": "a1", "refresh_token": "r1", "expires_in": 86400})

    with serving(answer) as api:
        yield api


def asked(api: FakeApi) -> dict[str, Any]:
    return {name: values[0] for name, values in parse_qs(api.bodies[-1].decode()).items()}


def test_a_person_is_sent_to_the_page_that_gives_a_code(issuer: FakeApi) -> None:
    url = authorization_url(oauth(issuer.url))
    assert url == f"{issuer.url}/authorize/?client_id=me&response_type=code"


def test_a_code_buys_tokens_and_the_secret_stays_out_of_the_url(issuer: FakeApi) -> None:
    tokens = exchange(oauth(issuer.url), "c0de", new_session("me"))
    assert (tokens.access, tokens.refresh) == ("a1", "r1")
    assert "a1" not in repr(tokens)
    assert issuer.asked[-1][1:] == ("/token/", {})
    assert asked(issuer) == {
        "client_id": "me",
        "client_secret": "s3cret",
        "grant_type": "authorization_code",
        "code": "c0de",
    }


def test_old_tokens_buy_new_ones(issuer: FakeApi) -> None:
    renewed = renew(oauth(issuer.url), Tokens("a0", "r0", 0.0), new_session("me"))
    assert renewed.access == "a1"
    assert asked(issuer)["refresh_token"] == "r0"
    assert asked(issuer)["grant_type"] == "refresh_token"


def test_a_code_that_is_not_accepted_is_said_so(issuer: FakeApi) -> None:
    issuer.answer = lambda _path, _query: (401, {}, b"")
    with pytest.raises(UsageError, match="does not accept the code"):
        exchange(oauth(issuer.url), "old", new_session("me"))


def test_a_file_of_tokens_is_for_its_owner_only(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "tokens" / "fake.json")
    with pytest.raises(NotFoundError):
        store.read()
    store.write(Tokens("a", "r", 1.0))
    store.write(Tokens("a2", "r2", 2.0))
    assert store.read() == Tokens("a2", "r2", 2.0)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_secret_of_tokens_is_made_and_then_replaced() -> None:
    with mock_aws():
        store = SecretStore(boto3.client("secretsmanager", "us-east-1"), "catalog/FAKE_TOKENS")
        with pytest.raises(NotFoundError):
            store.read()
        store.write(Tokens("a", "r", 1.0))
        store.write(Tokens("a2", "r2", 2.0))
        assert store.read() == Tokens("a2", "r2", 2.0)


def test_a_provider_without_oauth_needs_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["auth", "met"])
    assert "met needs no OAuth2 tokens" in capsys.readouterr().err
