import os
import re
import resource
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from catalog.errors import CatalogError, ForbiddenError, NotFoundError, UsageError
from catalog.files import s3, storage
from catalog.files.s3 import s3_client


@pytest.fixture(params=["disk", "s3"])
def folder(request: pytest.FixtureRequest, aws: str, tmp_path: Path) -> str:
    """A place to write to; a web server is none (test_places.py)."""
    return str(tmp_path / "a") if request.param == "disk" else "s3://bucket/a"


def test_a_file_appears_whole_or_not_at_all(folder: str) -> None:
    target = storage.join(folder, "b.bin")

    def write_half() -> None:
        with storage.open_write(target) as path:
            path.write_bytes(b"half")
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        write_half()
    assert list(storage.iter_sizes(folder)) == []
    storage.write_bytes(target, b"whole")
    with pytest.raises(RuntimeError, match="killed"):
        write_half()
    assert storage.read_bytes(target) == b"whole"
    assert list(storage.iter_files(folder)) == [target]


def test_when_a_file_was_written_is_known(folder: str) -> None:
    name = storage.join(folder, "x")
    assert storage.modified(name) is None
    storage.write_bytes(name, b"1")
    written_on = storage.modified(name)
    assert written_on is not None
    assert abs(datetime.now(UTC) - written_on) < timedelta(minutes=5)


def test_what_was_written_is_on_the_disk_and_so_is_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(
        "os.fsync", lambda file: kept.append(str(Path(f"/proc/self/fd/{file}").readlink()))
    )
    storage.write_bytes(str(tmp_path / "x"), b"1")
    assert [Path(kept[0]).parent, kept[1:]] == [tmp_path, [str(tmp_path)]]
    assert kept[0].endswith(".tmp")


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
    s3_client.cache_clear()
    with pytest.raises(UsageError, match="cannot read s3://bucket/x: Unable to locate credentials"):
        storage.exists("s3://bucket/x")


def written(target: Path, data: bytes = b"new") -> None:
    storage.write_bytes(str(target), data)


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_umask_leaves(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        written(tmp_path / "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode


def test_a_file_that_is_replaced_keeps_its_rights_and_its_folder_too(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")
    target.chmod(0o640)
    tmp_path.chmod(0o700)
    written(target)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o640)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_symbolic_link_stays_one_and_what_it_names_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name in ("there", "not-yet"):
        (tmp_path / name).symlink_to(tmp_path / "real" / name)
    (tmp_path / "real" / "there").write_bytes(b"old")
    for name in ("there", "not-yet"):
        written(tmp_path / name)
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "real" / name).read_bytes() == b"new"


def test_what_no_file_can_replace_is_refused_in_one_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    for name, reason in [
        (tmp_path / "fifo", "no regular file"),
        ("/dev/null", "no regular file"),
        (tmp_path / "loop", "no regular file"),
        (tmp_path / "folder", "it is a directory"),
        (f"{tmp_path}/new/", "no file's name"),
        ("-", "no file's name"),
    ]:
        with pytest.raises(UsageError, match=reason) as caught:
            storage.write_bytes(str(name), b"x")
        assert "\n" not in str(caught.value)
    assert stat.S_ISFIFO((tmp_path / "fifo").lstat().st_mode)


def test_a_full_disk_says_what_to_do_and_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        told = f"^cannot write to {tmp_path}/x: File too large. Make room, then give the same"
        with pytest.raises(CatalogError, match=told) as error:
            written(tmp_path / "x", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not isinstance(error.value, UsageError)
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_caller_is_not_called_an_error_of_the_target(tmp_path: Path) -> None:
    with (
        pytest.raises(FileNotFoundError, match="elsewhere"),
        storage.open_write(str(tmp_path / "x")),
    ):
        (tmp_path / "elsewhere").read_bytes()


def test_files_that_come_and_go_do_not_disturb_a_listing(folder: str) -> None:
    for number in range(20):
        storage.write_bytes(storage.join(folder, f"f{number}.parquet"), b"1")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            storage.write_bytes(storage.join(folder, "busy.parquet"), b"1")
            storage.delete(storage.join(folder, "busy.parquet"))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        lists = [len(list(storage.iter_files(folder, ".parquet"))) for _ in range(40)]
    finally:
        stop.set()
        thread.join()
    assert set(lists) <= {20, 21}


def test_unfinished_names_cannot_be_foreseen(tmp_path: Path) -> None:
    names = set()
    for _ in range(3):
        with storage.open_write(str(tmp_path / "x")) as path:
            names.add(path.name)
    assert len(names) == 3
    assert all(re.fullmatch(r"\.[0-9a-f]{16}\.tmp", name) for name in names)


def test_folders_are_listed_by_name(aws: str, tmp_path: Path) -> None:
    for base in (str(tmp_path), "s3://bucket"):
        storage.write_bytes(f"{base}/a/x", b"")
        storage.write_bytes(f"{base}/b/c/x", b"")
        storage.write_bytes(f"{base}/file", b"")
        assert storage.folders(base) == ["a", "b"]
    assert storage.folders(str(tmp_path / "none")) == []


def test_a_folder_that_may_not_be_listed_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    before = os.geteuid()
    closed = tmp_path / "closed"
    closed.mkdir(0o700 if before == 0 else 0)
    for folder in tmp_path.parents[:-2] if before == 0 else ():
        folder.chmod(0o755)
    tmp_path.chmod(0o755)
    if before == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(ForbiddenError, match=r"cannot list .*closed: Permission denied"):
            list(storage.iter_files(str(tmp_path)))
        with pytest.raises(ForbiddenError, match=r"cannot write to .*: Permission denied"):
            written(closed / "x")
    finally:
        os.seteuid(before)
        closed.chmod(0o700)


def test_many_small_objects_are_read_in_order_and_a_missing_one_is_said(
    aws: str, tmp_path: Path
) -> None:
    for base in ("s3://bucket/many", str(tmp_path / "many")):
        names = [f"{base}/{number} \u00e9+%2F.json" for number in range(150)]
        for number, name in enumerate(names):
            storage.write_bytes(name, str(number).encode())
        assert list(storage.read_many(names)) == [str(n).encode() for n in range(150)]
        with pytest.raises(NotFoundError, match="gone.json does not exist"):
            list(storage.read_many([names[0], f"{base}/gone.json"]))


def test_what_cannot_be_asked_for_quickly_is_asked_for_the_usual_way(
    aws: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.write_bytes("s3://bucket/a.json", b"1")
    assert s3.quick_read("s3://bucket/a.json") == b"1"
    assert s3.quick_read("s3://bucket/gone.json") is None
    assert s3.quick_read("s3://no-such-bucket/a.json") is None
    s3._pool.cache_clear()
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    assert s3.quick_read("s3://bucket/a.json") is None
    assert list(storage.read_many(["s3://bucket/a.json"])) == [b"1"]
    s3._pool.cache_clear()
