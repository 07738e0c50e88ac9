from pathlib import Path

import pytest
import requests

from catalog.errors import NotFoundError, UsageError
from catalog.files import storage


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.bin"

    def write_half() -> None:
        with storage.open_write(str(target)) as path:
            path.write_bytes(b"half")
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        write_half()
    assert list((tmp_path / "a").iterdir()) == []
    storage.write_bytes(str(target), b"whole")
    assert target.read_bytes() == b"whole"


def test_leftovers_of_a_killed_writer_are_not_listed_and_can_be_removed(tmp_path: Path) -> None:
    storage.write_bytes(str(tmp_path / "x.parquet"), b"1")
    (tmp_path / ".abc.tmp").write_bytes(b"half")
    assert list(storage.iter_files(str(tmp_path))) == [str(tmp_path / "x.parquet")]
    storage.remove_leftovers(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["x.parquet"]


def test_an_empty_place_is_not_the_root_of_the_disk() -> None:
    with pytest.raises(UsageError, match="is empty"):
        storage.join("", "CC-MAIN-2026-43")
    assert storage.join("/", "a") == "/a"
    assert storage.join(".", "a") == "./a"


def test_reading_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        storage.read_bytes(str(tmp_path / "none"))
    assert storage.size(str(tmp_path / "none")) is None


def test_a_place_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot write to"):
        storage.write_bytes(str(tmp_path / "file" / "below"), b"")


def test_copies_between_places_hold_the_same_bytes(aws: str, tmp_path: Path) -> None:
    local, s3 = str(tmp_path / "a"), "s3://bucket/x/a"
    storage.write_bytes(local, b"1")
    storage.copy(local, s3)
    storage.copy(s3, "s3://bucket/y/a")
    storage.copy("s3://bucket/y/a", str(tmp_path / "b"))
    assert (tmp_path / "b").read_bytes() == b"1"
    assert storage.fetch("s3://bucket/y/a", tmp_path).read_bytes() == b"1"
    assert storage.fetch(local, tmp_path) == Path(local)


def test_sizes_are_listed_and_a_tree_is_removed_with_nothing_beside_it(aws: str) -> None:
    storage.write_bytes("s3://bucket/x/a", b"1")
    storage.write_bytes("s3://bucket/x/b/c", b"22")
    storage.write_bytes("s3://bucket/xy", b"333")
    assert list(storage.iter_sizes("s3://bucket/x")) == [
        ("s3://bucket/x/a", 1),
        ("s3://bucket/x/b/c", 2),
    ]
    storage.delete_tree("s3://bucket/x")
    assert list(storage.iter_sizes("s3://bucket")) == [("s3://bucket/xy", 3)]


def test_a_bucket_that_is_not_there_is_a_usage_error(aws: str) -> None:
    with pytest.raises(UsageError, match="cannot list s3://none/x"):
        list(storage.iter_files("s3://none/x"))
    with pytest.raises(UsageError, match="cannot write to s3://none/x"):
        storage.write_bytes("s3://none/x", b"")


def test_an_object_that_may_not_be_read_is_a_usage_error(aws: str) -> None:
    # A server that asks for rights which nobody has.
    requests.post(f"{aws}/moto-api/reset-auth", data="0", timeout=10)
    try:
        with pytest.raises(UsageError, match="cannot read s3://bucket/x: .*Forbidden"):
            storage.exists("s3://bucket/x")
        with pytest.raises(UsageError, match="cannot read s3://bucket/x: .*InvalidAccessKeyId"):
            storage.read_bytes("s3://bucket/x")
    finally:
        requests.post(f"{aws}/moto-api/reset-auth", data="inf", timeout=10)


def test_reading_without_credentials_is_a_usage_error(
    aws: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr("boto3.DEFAULT_SESSION", None)  # it remembers them
    storage.s3_client.cache_clear()
    with pytest.raises(UsageError, match="cannot read s3://bucket/x: Unable to locate credentials"):
        storage.exists("s3://bucket/x")
