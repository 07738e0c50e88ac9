"""What every test may ask for."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import boto3

# Loaded first: else pytest parses it within a test, beside servers' threads, and Python before
# 3.11.8 and 3.12.2 may fail in that (python/cpython#106905).
import hypothesis.internal.conjecture.optimiser  # noqa: F401
import psycopg
import pytest
import requests
from botocore.loaders import Loader, create_loader
from hypothesis import HealthCheck, settings
from moto.server import ThreadedMotoServer
from psycopg import sql

from catalog.database import migrate, server
from catalog.database.connection import Connection, connect
from catalog.files.s3 import s3_client

# A busy machine is slow; it is not a fault of what is tested.
settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")

# Nobody starts a machine from one of moto's thousand images, which it makes anew at every reset.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference data beside the project; skip where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the reference data in ../shared, which is not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def turns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let no other session's requests, to fakes of the same names, make this one wait."""
    folder = tmp_path_factory.mktemp("turns")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CATALOG_TURNS_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def descriptions_of_aws() -> Iterator[None]:
    """Let botocore read what it knows of AWS, megabytes of JSON, once and not for each test."""
    create = cache(create_loader)

    def shared(data_path: str | None = None) -> Loader:
        loader = create(data_path)
        # Each session of boto3's adds its own folder.
        loader.search_paths[:] = dict.fromkeys(loader.search_paths)
        return loader

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", shared)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Run a headless Chromium."""
    from tests.chromium import started_browser

    with started_browser() as started:
        yield started


@pytest.fixture(scope="session")
def aws_server() -> Iterator[str]:
    """Run moto's AWS on a free local port and return its URL."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def aws(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Point every AWS client of the test at an empty local AWS with a bucket named `bucket`."""
    requests.post(f"{aws_server}/moto-api/reset", timeout=10)
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws_server)
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3", raising=False)  # it would win
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    s3_client.cache_clear()
    s3_client().create_bucket(Bucket="bucket")
    yield aws_server
    s3_client.cache_clear()


# A test's data need not survive the machine; what must survive a killed server has its own. Few WAL
# files, for they may lie in memory.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
}
GIB = 2**30


@contextmanager
def reachable_directory(parent: str | None = None) -> Iterator[Path]:
    """Give a directory outside of pytest's own, which every session closes to all but its user.

    The server is another user where the tests run as root.
    """
    with tempfile.TemporaryDirectory(
        prefix="catalog-test-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def quick_disk(request: pytest.FixtureRequest) -> str | None:
    """Return a file system in memory, if there is one with room; None: the usual one will do.

    A database is 360 files: to copy them takes a tenth of the time there. Long proofs are too large
    for it.
    """
    shared_memory = "/dev/shm"
    if any(item.get_closest_marker("slow") for item in request.session.items):
        return None
    if not os.access(shared_memory, os.W_OK) or not os.path.ismount(shared_memory):
        return None
    return shared_memory if shutil.disk_usage(shared_memory).free > 2 * GIB else None


@pytest.fixture
def own_dir(quick_disk: str | None) -> Iterator[Path]:
    """Return a directory for a server of the test's own."""
    with reachable_directory(quick_disk) as directory:
        yield directory


@pytest.fixture(scope="session")
def server_dir(quick_disk: str | None) -> Iterator[Path]:
    """Run a server for the session and return its directory; `template` in it is migrated."""
    with reachable_directory(quick_disk) as parent:
        yield from _serve(parent / "db")


def _serve(directory: Path) -> Iterator[Path]:
    server.start(directory, FAST)
    with psycopg.connect(server.url(directory, "postgres"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE template")
    with connect(server.url(directory, "template"), autocommit=True) as connection:
        list(migrate.migrate(connection))
    yield directory
    server.stop(directory, mode="immediate")


_numbers = itertools.count()


@contextmanager
def copied_database(server_dir: Path) -> Iterator[str]:
    """Give the URL of a fresh, migrated database, dropped afterwards."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server.url(server_dir, "postgres"), autocommit=True) as admin:
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE template STRATEGY file_copy")
        admin.execute(copy.format(sql.Identifier(name)))
        yield server.url(server_dir, name)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def database(server_dir: Path) -> Iterator[str]:
    """Return the URL of a fresh, migrated database, dropped after the test."""
    with copied_database(server_dir) as url:
        yield url


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    """Return a connection to the test's database, in autocommit mode."""
    with connect(database, autocommit=True) as opened:
        yield opened


@pytest.fixture
def add_images(connection: Connection) -> Callable[..., None]:
    """Return a function that adds images 0 to n-1 of a provider, with one metric if it is given."""

    def add(provider: str, count: int, *, metric: str = "", values: str = "n", **more: str) -> None:
        statement = sql.SQL(
            "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
            " foreign_landing_url, url, license, license_version, removed_from_source, title,"
            " creator, meta_data)"
            " SELECT now(), now(), {provider}, {provider}, 'id-' || n,"
            " 'https://' || replace({provider}, ' ', '-') || '.org/' || n,"
            " 'https://' || replace({provider}, ' ', '-') || '.org/' || n || '.jpg',"
            " 'by', '4.0', false,"
            " 'picture ' || n, {creator},"
            " jsonb_strip_nulls(jsonb_build_object('license_url', 'x', {metric}, {values}))"
            " FROM generate_series(0, {last}) n"
        )
        parts = {
            "provider": sql.Literal(provider),
            "creator": sql.Literal(more.get("creator")),
            "metric": sql.Literal(metric or "none"),
            "values": sql.SQL(values if metric else "NULL::int"),  # type: ignore[arg-type]
            "last": sql.Literal(count - 1),
        }
        connection.execute(statement.format(**parts))

    return add
