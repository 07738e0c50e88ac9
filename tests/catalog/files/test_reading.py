import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.errors import CatalogError, ChangedError, NotFoundError, RetriableError, UsageError
from catalog.files import storage
from catalog.files.reading import open_at
from catalog.files.s3 import s3_client
from tests.catalog.files.faulty_server import Faults, serve

DATA = random.Random(1).randbytes(300_000)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Faults]]:
    (tmp_path / "file").write_bytes(DATA)
    with serve(tmp_path) as (url, faults):
        yield f"{url}/file", faults


def read(uri: str, **options: float) -> bytes:
    return storage.read_bytes(uri, first_wait=0.01, **options)  # type: ignore[arg-type]


def test_a_file_is_read_with_one_request(site: tuple[str, Faults]) -> None:
    url, faults = site
    with open_at(url) as reader:
        parts = [reader.read(100_000), reader.read(150_000), reader.read(100_000), reader.read(9)]
    assert [len(part) for part in parts] == [100_000, 150_000, 50_000, 0]
    assert b"".join(parts) == DATA
    assert faults.requests == [("/file", None)]
    assert (reader.size, reader.offset) == (300_000, 300_000)


def test_a_broken_connection_goes_on_from_the_byte_that_was_reached(
    site: tuple[str, Faults],
) -> None:
    url, faults = site
    faults.answers["/file"] = [("bytes", 1000), ("bytes", 50_000), ("bytes", 0)]
    assert read(url) == DATA
    assert faults.requests[:2] == [("/file", None), ("/file", "bytes=1000-")]
    assert faults.requests[-1] == ("/file", "bytes=51000-")


def test_a_server_without_ranges_is_read_again_from_the_start(site: tuple[str, Faults]) -> None:
    url, faults = site
    faults.ranges = False
    faults.answers["/file"] = [("bytes", 1000), ("bytes", 120_000)]
    assert read(url) == DATA


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_passing_refusals_are_tried_again(site: tuple[str, Faults], status: int) -> None:
    url, faults = site
    faults.answers["/file"] = [("status", status), ("bytes", 10), ("status", status)]
    assert read(url) == DATA


def test_a_kept_connection_that_the_server_has_closed_is_opened_anew(
    site: tuple[str, Faults], tmp_path: Path
) -> None:
    url, faults = site
    faults.answers["/file"] = [("hang up", 0)]
    folder = tmp_path / "fetched"
    folder.mkdir()
    assert storage.fetch(url, folder).read_bytes() == DATA
    faults.answers["/file"] = [("hang up", 0)] * 2
    with pytest.raises(RetriableError, match="ConnectionError at http://127.0.0.1"):
        storage.fetch(url, folder)


def test_the_wait_that_the_server_asks_for_is_kept(site: tuple[str, Faults]) -> None:
    url, faults = site
    faults.retry_after = "1"
    faults.answers["/file"] = [("status", 503)]
    start = time.monotonic()
    assert read(url) == DATA
    assert time.monotonic() - start >= 1


def test_a_server_that_goes_on_refusing_is_given_up(site: tuple[str, Faults]) -> None:
    url, faults = site
    faults.answers["/file"] = [("status", 503)] * 9
    with pytest.raises(RetriableError, match="503 from http://127.0.0.1"):
        read(url, attempts=4)
    assert len(faults.requests) == 4


def test_a_file_that_changes_while_it_is_read_is_noticed(site: tuple[str, Faults]) -> None:
    url, faults = site
    faults.answers["/file"] = [("bytes", 1000)]
    with open_at(url, first_wait=0.01) as reader:
        reader.read(1000)
        faults.etag = '"v2"'
        with pytest.raises(ChangedError, match="changed while it was read"):
            reader.read(1000)


def test_what_is_not_there_is_not_tried_again(site: tuple[str, Faults]) -> None:
    url, faults = site
    with pytest.raises(NotFoundError, match="404 from"):
        read(url + "s")
    assert len(faults.requests) == 1


def test_a_server_that_does_not_listen_is_given_up() -> None:
    with pytest.raises(RetriableError, match="ConnectionError at http://127.0.0.1:9/x"):
        read("http://127.0.0.1:9/x", attempts=2)


def test_local_files_and_their_faults(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(DATA)
    assert read(str(tmp_path / "file")) == DATA
    with pytest.raises(NotFoundError, match="does not exist"):
        read(str(tmp_path / "none"))
    with pytest.raises(CatalogError, match="cannot read .*Is a directory"):
        read(str(tmp_path))


def test_other_schemes_are_refused() -> None:
    with pytest.raises(UsageError, match="use https://, http://, s3:// or a path"):
        read("ftp://example.org/file")


@pytest.fixture
def s3(aws: str) -> None:
    client = s3_client()
    client.put_object(Bucket="bucket", Key="file", Body=DATA)
    client.put_object(Bucket="bucket", Key="empty", Body=b"")


@pytest.mark.usefixtures("s3")
def test_s3_objects_are_read() -> None:
    assert read("s3://bucket/file") == DATA
    assert read("s3://bucket/empty") == b""
    with pytest.raises(NotFoundError, match="s3://bucket/none does not exist"):
        read("s3://bucket/none")


@pytest.mark.usefixtures("s3")
def test_s3_reading_goes_on_with_the_same_version_only() -> None:
    with open_at("s3://bucket/file", first_wait=0.01) as reader:
        first = reader.read(1000)
        reader.close()  # as a broken connection does
        assert first + reader.read(300_000) == DATA
    with open_at("s3://bucket/file", first_wait=0.01) as reader:
        reader.read(1000)
        reader.close()
        s3_client().put_object(Bucket="bucket", Key="file", Body=DATA[::-1])
        with pytest.raises(ChangedError):
            reader.read(1000)
