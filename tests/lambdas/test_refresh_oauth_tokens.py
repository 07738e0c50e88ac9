from dataclasses import replace

import boto3
import pytest
from moto import mock_aws

from catalog.ingestion.oauth import SecretStore, Tokens
from catalog.providers import freesound, registry
from lambdas.refresh_oauth_tokens import handler
from tests.catalog.fakeapi import as_json, serving
from tests.lambdas.context import context


def test_tokens_are_renewed_and_who_has_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "POWERTOOLS_TRACE_DISABLED": "true",
        "POWERTOOLS_SERVICE_NAME": "refresh",
        "CATALOG_SECRETS_PREFIX": "catalog/",
        "FREESOUND_CLIENT_ID": "me",
        "FREESOUND_CLIENT_SECRET": "s3cret",
    }.items():
        monkeypatch.setenv(name, value)
    answer = as_json({"access_token": "a1", "refresh_token": "r1", "expires_in": 86400})
    with mock_aws(), serving(lambda _path, _query: answer) as api:
        assert freesound.PROVIDER.oauth is not None
        oauth = replace(freesound.PROVIDER.oauth, token_url=api.url)
        other = replace(oauth, tokens="OTHER_TOKENS")
        providers = [
            replace(freesound.PROVIDER, oauth=oauth),
            replace(freesound.PROVIDER, name="other", oauth=other),
        ]
        monkeypatch.setattr(registry, "providers", lambda: providers)
        store = SecretStore(boto3.client("secretsmanager"), "catalog/FREESOUND_TOKENS")
        store.write(Tokens("a0", "r0", 0.0))
        told = handler.handler({}, context())
        kept = store.read()
    assert told == {"renewed": ["freesound"], "missing": ["other"]}
    assert (kept.access, kept.refresh) == ("a1", "r1")
