"""The same faults on a disk, in S3 and on a web server: the same errors, the same resuming."""

import errno
import os
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

from bench.tls_s3 import certificate
from catalog.errors import (
    BrokenOffError,
    ChangedError,
    ForbiddenError,
    NotFoundError,
    UsageError,
)
from catalog.files import local, storage
from catalog.files.openers import ExplainedBody
from catalog.files.reading import open_at
from catalog.files.s3 import s3_client
from catalog.warc.ranges import RangeReader
from tests.catalog.files.faulty_server import Faults, serve

DATA = random.Random(2).randbytes(200_000)


@dataclass
class Place:
    """Where `file` lies, and what makes it misbehave."""

    uri: str
    faults: Faults
    path: str  # of the file in a request

    def fail(self, *answers: tuple[str, int]) -> None:
        self.faults.answers[self.path] = list(answers)

    def change(self) -> None:
        """Put another file of the same size there."""
        if self.is_disk:
            Path(self.uri).write_bytes(DATA[::-1])
            os.utime(self.uri, (0, 0))
        self.faults.etag = '"v2"'

    @property
    def is_disk(self) -> bool:
        return "://" not in self.uri


class BreakingStream:
    """A file on a disk of another machine, which may be out of reach after some bytes."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self.stream, self.left, self.close = stream, left, stream.close

    def read(self, length: int) -> bytes:
        if self.left == 0:
            raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        data = self.stream.read(length if self.left < 0 else min(length, self.left))
        self.left -= len(data) if self.left > 0 else 0
        return data


def let_disks_fail(faults: Faults, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reads of local files fail as a server's answers do: what is no number of bytes, at 0."""

    def body(uri: str, stream: BinaryIO) -> ExplainedBody:
        faults.requests.append((path, f"bytes={stream.tell()}-"))
        planned = faults.answers.get(path, [])
        what, number = planned.pop(0) if planned else ("bytes", -1)
        return ExplainedBody(uri, BreakingStream(stream, number if what == "bytes" else 0))

    monkeypatch.setattr(local, "ExplainedBody", body)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its key."""
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(certificate())
    return path


@pytest.fixture(params=["disk", "s3", "https"])
def place(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    authority: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Place]:
    (tmp_path / "bucket").mkdir()
    (tmp_path / "bucket" / "file").write_bytes(DATA)
    sleep = time.sleep
    monkeypatch.setattr("time.sleep", lambda seconds: sleep(min(seconds, 0.01)))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    with serve(tmp_path, authority if request.param == "https" else None) as (url, faults):
        if request.param == "disk":
            let_disks_fail(faults, "/bucket/file", monkeypatch)
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setattr("boto3.DEFAULT_SESSION", None)
        s3_client.cache_clear()
        uris = {"disk": str(tmp_path / "bucket" / "file"), "s3": "s3://bucket/file"}
        yield Place(uris.get(request.param, f"{url}/bucket/file"), faults, "/bucket/file")
        s3_client.cache_clear()


def fetched(uri: str, folder: Path) -> bytes:
    return storage.fetch(uri, folder).read_bytes()


def streamed(uri: str, _folder: Path) -> bytes:
    with storage.open_read(uri) as stream:
        return stream.read()


def in_pieces(uri: str, _folder: Path) -> bytes:
    with open_at(uri, first_wait=0.01) as reader:
        return b"".join(iter(lambda: reader.read(30_000), b""))


def ranged(uri: str, _folder: Path) -> bytes:
    return RangeReader(uri, None, first_wait=0.01).read(0, len(DATA))


def whole(uri: str, _folder: Path) -> bytes:
    return storage.read_bytes(uri)


Read = Callable[[str, Path], bytes]
EVERY_WAY = pytest.mark.parametrize("read", [whole, fetched, streamed, in_pieces, ranged])


@EVERY_WAY
def test_a_file_is_read_whole(place: Place, read: Read, tmp_path: Path) -> None:
    assert read(place.uri, tmp_path) == DATA


@EVERY_WAY
def test_what_is_missing_is_not_found(place: Place, read: Read, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read(place.uri + "s", tmp_path)


def test_a_piece_is_read_from_its_offset_and_only_it(place: Place) -> None:
    with open_at(place.uri, 1000, 500) as reader:
        assert reader.read(9999) == DATA[1000:1500]
        assert reader.read(9999) == b""
        assert (reader.offset, reader.size) == (1500, 200_000)
    with open_at(place.uri, 199_990, 500) as reader:
        assert reader.read(9999) == DATA[199_990:]
    with open_at(place.uri, 200_000, 500) as reader:
        assert reader.read(9999) == b""


@EVERY_WAY
def test_a_body_that_breaks_off_is_read_on_from_there(
    place: Place, read: Read, tmp_path: Path
) -> None:
    place.fail(("bytes", 70_000), ("bytes", 1))
    assert read(place.uri, tmp_path) == DATA
    starts = [(range_ or "bytes=0-").split("-")[0] for _, range_ in place.faults.requests]
    # A local file that is wanted as a file or a stream is opened by whoever reads it.
    as_it_lies = place.is_disk and read in (fetched, streamed)
    assert starts == ([] if as_it_lies else ["bytes=0", "bytes=70000", "bytes=70001"])


def test_a_server_that_is_busy_is_asked_again(place: Place, tmp_path: Path) -> None:
    place.fail(("status", 503))
    assert in_pieces(place.uri, tmp_path) == DATA


def test_a_connection_that_always_breaks_is_an_error_of_ours(place: Place) -> None:
    place.fail(*[("bytes", 0)] * 40)
    with pytest.raises(BrokenOffError), open_at(place.uri, attempts=3, first_wait=0.01) as reader:
        reader.read(10)
    assert len(place.faults.requests) >= 3


def test_a_file_that_changes_between_two_pieces_is_noticed(place: Place) -> None:
    place.fail(("bytes", 1000))
    with open_at(place.uri, first_wait=0.01) as reader:
        reader.read(1000)
        place.change()
        with pytest.raises(ChangedError, match="changed while it was read"):
            reader.read(1000)


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@EVERY_WAY
def test_connections_are_used_again_and_nothing_stays_open(
    place: Place, read: Read, tmp_path: Path
) -> None:
    read(place.uri, tmp_path)
    opened, files = place.faults.connections, open_files()
    for _ in range(5):
        read(place.uri, tmp_path)
    assert place.faults.connections == opened
    assert open_files() <= files


def test_the_first_bytes_of_a_large_file_are_had_without_the_rest(
    place: Place, tmp_path: Path
) -> None:
    large = tmp_path / "bucket" / "large"
    with large.open("wb") as file:
        file.truncate(64 << 20)
    uri = place.uri.removesuffix("file") + "large"
    if not place.is_disk:  # the server is in this process: read what it holds beforehand
        place.faults.kept = large.read_bytes()
    storage.size(uri)  # what a client needs of its own comes before
    tracemalloc.start()
    try:
        with open_at(uri) as reader:
            assert reader.read(1000) == bytes(1000)
        with storage.open_read(uri) as stream:
            assert stream.read(1000) == bytes(1000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do without root's rights, where tests have them."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("read", [whole, in_pieces, streamed])
def test_what_may_not_be_read_is_forbidden_and_not_tried_again(
    place: Place, read: Read, tmp_path: Path
) -> None:
    if "://" in place.uri:
        place.fail(("status", 403 if place.uri.startswith("s3") else 401))
    else:
        Path(place.uri).chmod(0)
        for folder in Path(place.uri).parents[:-2]:
            folder.chmod(0o755)
    who = as_nobody() if place.is_disk else nullcontext()
    with who, pytest.raises(ForbiddenError, match="bucket/file"):
        read(place.uri, tmp_path)
    assert len(place.faults.requests) <= 1


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    for read in (whole, streamed, in_pieces, ranged):
        with pytest.raises(UsageError, match=f"cannot read {tmp_path}: Is a directory"):
            read(str(tmp_path), tmp_path)


def test_size_and_version_are_known_without_reading(place: Place) -> None:
    found = storage.version(place.uri)
    assert found is not None
    assert found.size == storage.size(place.uri) == 200_000
    assert storage.exists(place.uri)


def test_a_web_server_can_only_be_read() -> None:
    for refuse in (
        lambda: list(storage.iter_files("https://e.example/x")),
        lambda: storage.write_bytes("https://e.example/x", b""),
        lambda: storage.delete("https://e.example/x"),
    ):
        with pytest.raises(UsageError, match="only lets its files be read"):
            refuse()
