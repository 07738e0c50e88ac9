"""What our roles may do and what is called are the same: nothing is missing, nothing is too much.

The calls are those of every test that runs the deployed platform (`used_grants.txt`, which those
tests write and hold), of AWS's services (`local_aws/policies/service_calls.py`), and of what runs
by the clock, which this file runs. The rest is listed here with a reason.
"""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.files import storage
from catalog.ingestion.oauth import SecretStore, Tokens
from catalog.lake.glue import GlueTable
from catalog.lake.publish import publish
from catalog.providers import freesound, registry
from lambdas.archive_partitions.handler import handler as archive_partitions
from lambdas.refresh_oauth_tokens import handler as refresh
from lambdas.watch_freshness.handler import handler as watch_freshness
from local_aws.calls import CALLS, made_by
from local_aws.policies.own_calls import grants, missing, needed, used, used_by_services
from local_aws.policies.templates import Account
from local_aws.server import LocalAws, local_aws
from local_aws.steps import OneByOne
from tests.catalog.fakeapi import as_json, serving
from tests.catalog.lake.working_output import link_row, write_working_file
from tests.lambdas.context import context
from tests.stacks.recorded_grants import read_record

pytestmark = pytest.mark.infra

CRAWL, OLD = "CC-MAIN-2026-43", "CC-MAIN-2025-51"
LAKE = "s3://commonsmapper-v2-dev-123456789012"
LANDING = "s3://openverse-landing-dev-123456789012"
ARCHIVE = "s3://openverse-archive-dev-123456789012"
# Who, what, and why it is granted although no test calls it.
UNCALLED = {
    ("*", "s3:AbortMultipartUpload"): "only an upload that breaks is taken back",
    ("nodes *", "arn:aws:s3:::commoncrawl"): "a file that is missing is told from one denied",
    ("lambda openverse-preflight", "arn:aws:s3:::commoncrawl"): "the same",
    ("lambda openverse-ingest-PROVIDER", "secretsmanager:GetSecretValue"): "a provider's own key",
    ("lambda openverse-ingest-PROVIDER", "*secret:openverse/providers/NAME-??????"): "the same",
    ("lambda openverse-load-media", "arn:aws:s3:::commonsmapper-dev-*"): (
        "the image pipeline's files, which are loaded by hand"
    ),
    ("lambda openverse-load-media", "s3:PutObject"): "rows that are refused are written there",
    ("lambda openverse-load-media", "kms:GenerateDataKey"): "the same",
    ("lambda openverse-load-media", "*/rejected/*"): "the same",
    ("lambda openverse-*-links", "s3:ListBucket"): "a file that is missing is told from one denied",
    ("lambda openverse-*-links", "arn:aws:s3:::openverse-landing-dev-123456789012"): "the same",
    ("glue openverse-ingest-files", "arn:aws:s3:::commonsmapper-v2-dev-123456789012"): (
        "Glue looks for the job's wheels"
    ),
    ("glue ProcessCommonCrawlData", "glue:UpdateTable"): "only for a column that is new",
    ("states *", "arn:aws:lambda:*:*"): "the CDK grants every version of a function, too",
    ("states *", "xray:GetSampling*"): "Step Functions' guide asks for it; when is not said",
}


@pytest.fixture(scope="module")
def account(dev) -> Account:
    return Account.of(dev.path)


@pytest.fixture(scope="module")
def aws() -> Iterator[LocalAws]:
    """Buckets and tables with the deployed ones' names; nothing else is needed here."""
    with local_aws() as running, pytest.MonkeyPatch.context() as patch:
        for place in (LAKE, LANDING, ARCHIVE):
            running.client("s3").create_bucket(Bucket=place.removeprefix("s3://"))
        variables = {
            "POWERTOOLS_TRACE_DISABLED": "1",
            "POWERTOOLS_SERVICE_NAME": "clock",
            "POWERTOOLS_METRICS_NAMESPACE": "clock",
            "LAKE": LAKE,
            "LANDING": LANDING,
            "ARCHIVE": ARCHIVE,
            "LIVE_PARTITIONS": "1",
            "CATALOG_SECRETS_PREFIX": "openverse/providers/",
            "FREESOUND_CLIENT_ID": "me",
            "FREESOUND_CLIENT_SECRET": "hidden",
        }
        for name, value in variables.items():
            patch.setenv(name, value)
        yield running


def publish_crawl(tmp_path) -> None:
    """What ProcessCommonCrawlData does, with the engine of one machine, and a column added."""
    table = GlueTable("commonsmapper")
    table.ensure(LAKE)  # as the deployment made it
    write_output(tmp_path)
    with made_by("glue ProcessCommonCrawlData"):
        publish(
            CRAWL, output=f"{LAKE}/output", lake=LAKE, glue=table, engine=OneByOne(lose_half=False)
        )


def renew_tokens(aws: LocalAws, monkeypatch) -> None:
    answer = as_json({"access_token": "a1", "refresh_token": "r1", "expires_in": 86400})
    with serving(lambda _path, _query: answer) as api:
        assert freesound.PROVIDER.oauth is not None
        oauth = replace(freesound.PROVIDER.oauth, token_url=api.url)
        provider = replace(freesound.PROVIDER, oauth=oauth)
        monkeypatch.setattr(registry, "providers", lambda: [provider])
        secrets = aws.client("secretsmanager")
        SecretStore(secrets, "openverse/providers/FREESOUND_TOKENS").write(Tokens("a0", "r0", 0.0))
        with made_by("lambda openverse-refresh-oauth-tokens"):
            assert refresh.handler({}, context())["renewed"] == ["freesound"]


def write_output(tmp_path) -> None:
    write_working_file(f"{LAKE}/output", "a", [link_row("art.example")], tmp_path)


def archive(tmp_path) -> None:
    part = tmp_path / "part.parquet"
    pq.write_table(pa.table({"provider_domain": ["a.example"]}), part)
    storage.write_bytes(f"{LAKE}/data/crawl={OLD}/part-00000.parquet", part.read_bytes())
    with made_by("lambda openverse-archive-partitions"):
        assert archive_partitions({}, context())["archived"] == [OLD]


def look_for_the_newest() -> None:
    storage.write_bytes(f"{LANDING}/image/met/year=2026/month=11/day=01/_report.json", b"{}")
    with made_by("lambda openverse-watch-freshness"):
        watch_freshness({}, context())


@pytest.fixture(scope="module")
def clock_calls(aws, tmp_path_factory):
    """What the Glue job and the functions call that only run by the clock."""
    folder = tmp_path_factory.mktemp("clock")
    with pytest.MonkeyPatch.context() as patch:
        publish_crawl(folder)
        archive(folder)
        look_for_the_newest()
        renew_tokens(aws, patch)
    return list(CALLS)


def test_what_runs_by_the_clock_may_do_what_it_does(account, clock_calls):
    permissions = needed(account, clock_calls)
    assert missing(permissions) == []
    assert {item.who for item in permissions} == {
        "glue ProcessCommonCrawlData",
        "lambda openverse-archive-partitions",
        "lambda openverse-refresh-oauth-tokens",
        "lambda openverse-watch-freshness",
    }


def test_nothing_is_granted_that_nothing_uses(account, clock_calls):
    called = used(account, needed(account, clock_calls)) | used_by_services(account)
    rest = {
        str(grant)
        for grant in grants(account).keys() - called
        if not any(
            fnmatchcase(grant.who, who) and fnmatchcase(grant.what, what) for who, what in UNCALLED
        )
    }
    assert sorted(rest - read_record().keys()) == []


def test_every_line_of_the_record_is_a_grant(account):
    assert sorted(read_record().keys() - {str(grant) for grant in grants(account)}) == []


def test_a_permission_that_is_taken_away_is_missed_by_name(dev, clock_calls):
    templates = dev.templates()
    for resource in templates["Archive"]["Resources"].values():
        for statement in (
            resource.get("Properties", {}).get("PolicyDocument", {}).get("Statement", [])
        ):
            if statement["Action"] == ["s3:AbortMultipartUpload", "s3:PutObject"]:
                statement["Action"] = "s3:AbortMultipartUpload"
    found = missing(needed(Account(templates), clock_calls))
    assert found == [
        f"lambda openverse-archive-partitions may not s3:PutObject on arn:aws:s3:::{ARCHIVE[5:]}"
        f"/crawls/{OLD}/{name}"
        for name in ("part-00000.parquet", "MANIFEST.json")
    ]


def test_every_reason_still_excuses_something(account, clock_calls):
    called = used(account, needed(account, clock_calls)) | used_by_services(account)
    uncalled = [g for g in grants(account).keys() - called if str(g) not in read_record()]
    idle = [
        (who, what)
        for who, what in UNCALLED
        if not any(fnmatchcase(g.who, who) and fnmatchcase(g.what, what) for g in uncalled)
    ]
    assert idle == []
