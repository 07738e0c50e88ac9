import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from catalog.database import snapshot
from catalog.database.connection import Connection
from catalog.database.export import DATA_POLICY
from catalog.database.snapshot import write_snapshot
from catalog.errors import UsageError
from catalog.files import storage

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]

READERS: dict[str, Callable[[Path], list[str]]] = {
    "pandas": lambda folder: list(pd.read_parquet(folder)["provider"]),
    "pandas, a file": lambda folder: [
        provider
        for file in folder.rglob("*.parquet")
        for provider in pd.read_parquet(file)["provider"]
    ],
    "pyarrow": lambda folder: pq.read_table(folder)["provider"].to_pylist(),
    "pyarrow, Hive": lambda folder: (
        ds.dataset(folder, partitioning="hive").to_table()["provider"].to_pylist()
    ),
    "pyarrow, plain": lambda folder: ds.dataset(folder).to_table()["provider"].to_pylist(),
}


@pytest.mark.parametrize("reader", READERS)
def test_everybody_reads_a_snapshot_as_a_folder(
    connection: Connection, add_images: AddImages, tmp_path: Path, reader: str
) -> None:
    add_images("met", 2)
    add_images("s mk", 1)
    write_snapshot(connection, str(tmp_path / "s"), ["image"])
    assert sorted(READERS[reader](tmp_path / "s" / "image")) == ["met", "met", "s mk"]


def test_of_many_providers_few_files_are_open_at_once(
    connection: Connection, add_images: AddImages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_OPEN_FILES", 3)
    opened, most = 0, 0

    class Counted(snapshot._OpenPart):
        def __init__(self, *given: Any) -> None:
            nonlocal opened, most
            opened += 1
            most = max(most, opened)
            super().__init__(*given)

        def close(self) -> snapshot.SnapshotFile:
            nonlocal opened
            opened -= 1
            return super().close()

    monkeypatch.setattr(snapshot, "_OpenPart", Counted)
    monkeypatch.setattr("catalog.database.export._BATCH", 2)
    for number in range(9):
        add_images(f"museum{number}", 3)
    done = write_snapshot(connection, str(tmp_path / "s"), ["image"])
    assert (len(done.files), done.rows, most) == (9, 27, 2)


def rows(folder: str) -> list[str]:
    """Read what the manifest lists, and hold it against its digests; nothing else may be there."""
    manifest = json.loads(storage.read_bytes(storage.join(folder, "manifest.json")))
    listed = {storage.join(folder, file["path"]): file for file in manifest["files"]}
    found = set(storage.iter_files(folder, ".parquet"))
    assert found == set(listed)
    urls = []
    for uri, file in listed.items():
        data = storage.read_bytes(uri)
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        urls += pq.ParquetFile(io.BytesIO(data)).read()["url"].to_pylist()
    return sorted(urls)


@pytest.mark.parametrize("place", ["here", "s3"])
def test_a_snapshot_that_was_broken_off_is_written_anew_in_its_folder(
    connection: Connection, add_images: AddImages, tmp_path: Path, aws: str, place: str
) -> None:
    folder = str(tmp_path / "s") if place == "here" else "s3://bucket/snapshots/1"
    add_images("met", 3)
    add_images("smk", 3)

    def breaks(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_snapshot(connection, folder, ["image"], breaks)
    storage.write_bytes(storage.join(folder, "image/by_provider=old/part-00001.parquet"), b"half")
    if place == "here":
        (tmp_path / "s" / "image" / "by_provider=old" / ".0123456789abcdef.tmp").write_bytes(b"")
    write_snapshot(connection, folder, ["image"])
    assert len(rows(folder)) == 6
    assert place == "s3" or not list(tmp_path.rglob("*.tmp"))
    with pytest.raises(UsageError, match="is not empty"):
        write_snapshot(connection, folder, ["image"])
    assert len(rows(folder)) == 6


@pytest.mark.parametrize(
    "name", ["notes.txt", "image/by_provider=met/notes.txt", "image/a.parquet"]
)
def test_a_folder_with_other_files_is_left_alone(
    connection: Connection, tmp_path: Path, name: str
) -> None:
    other = tmp_path / "s" / name
    other.parent.mkdir(parents=True)
    other.write_text("years of work")
    with pytest.raises(UsageError, match="is not empty"):
        write_snapshot(connection, str(tmp_path / "s"), ["image"])
    assert other.read_text() == "years of work"


def test_the_data_package_describes_each_file(
    connection: Connection, add_images: AddImages, tmp_path: Path
) -> None:
    """Held against frictionless 5.21, which reads every row of it and finds no error."""
    add_images("met", 2)
    add_images("smk", 1)
    write_snapshot(connection, str(tmp_path / "s"), ["image"])
    package = json.loads((tmp_path / "s" / "datapackage.json").read_bytes())
    schema = json.loads((tmp_path / "s" / "image-schema.json").read_bytes())
    assert [resource["name"] for resource in package["resources"]] == ["image-00000", "image-00001"]
    for resource in package["resources"]:
        data = (tmp_path / "s" / resource["path"]).read_bytes()
        assert not {"bytes", "hash"} & set(resource)
        assert (resource["schema"], resource["description"]) == ("image-schema.json", DATA_POLICY)
        names = pq.read_schema(io.BytesIO(data)).names
        assert [field["name"] for field in schema["fields"]] == names
    assert (schema["primaryKey"], schema["missingValues"]) == (["identifier"], ["", "nan"])
