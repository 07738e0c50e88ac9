import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import boto3
import pyarrow.parquet as pq
import pytest
from moto import mock_aws

from catalog.files.http import HttpLimits
from catalog.files.s3 import s3_client
from catalog.providers import clevelandmuseum, registry
from lambdas.ingest_provider import handler
from scripts.provider_api import page
from tests.catalog.fakeapi import FakeApi, Reply, as_json, serving
from tests.lambdas.context import context

BUCKET = "landing-zone"


@pytest.fixture
def museum(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApi]:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        return as_json(page(query | {"limit": "5"}, 60))

    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "POWERTOOLS_TRACE_DISABLED": "true",
        "POWERTOOLS_SERVICE_NAME": "ingest",
        "OUTPUT": f"s3://{BUCKET}/landing",
        "PROVIDER": "clevelandmuseum",
    }.items():
        monkeypatch.setenv(name, value)
    s3_client.cache_clear()
    with mock_aws(), serving(answer) as api:
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        monkeypatch.setenv("PROVIDER_URL", api.url)
        yield api
    s3_client.cache_clear()


def landed() -> list[str]:
    client = boto3.client("s3")
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    names = [entry["Key"] for entry in found if entry["Key"].endswith(".parquet")]
    bodies = [client.get_object(Bucket=BUCKET, Key=name)["Body"].read() for name in names]
    rows = [row for body in bodies for row in pq.read_table(io.BytesIO(body)).to_pylist()]
    return sorted(row["foreign_identifier"] for row in rows)


def test_rounds_that_meet_their_deadline_land_everything_once(
    museum: FakeApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = replace(clevelandmuseum.PROVIDER, limits=HttpLimits(delay=0.05), expect=None)
    monkeypatch.setattr(registry, "provider", lambda _name: quick)
    event: Any = {}
    rounds = 0
    while not event.get("done") and rounds < 100:
        # A little more than the margin: one or two pages.
        event = handler.handler(event, context(handler.MARGIN + 0.08))
        rounds += 1
    assert rounds >= 4
    assert landed() == sorted(str(900_000 + n) for n in range(60) if n % 7 != 6)
    assert event["counts"]["written"] == 52
    assert event["counts"]["rejected.not_public_domain"] == 8
    assert '"written"' in capsys.readouterr().out
