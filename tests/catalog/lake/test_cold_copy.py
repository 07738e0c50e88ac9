import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.errors import UsageError
from catalog.lake.cold_copy import Archived, archive_partition, due


def partition(lake: Path, crawl: str) -> Path:
    path = lake / "data" / f"crawl={crawl}" / "part-00000.parquet"
    path.parent.mkdir(parents=True)
    pq.write_table(pa.table({"provider_domain": ["a.example", "b.example"]}), path)
    return path


def test_all_but_the_newest_crawls_are_due(tmp_path: Path) -> None:
    for crawl in ("CC-MAIN-2025-51", "CC-MAIN-2026-30", "CC-MAIN-2026-43"):
        partition(tmp_path, crawl)
    archive = str(tmp_path / "archive")
    assert due(str(tmp_path), archive, keep=1) == ["CC-MAIN-2025-51", "CC-MAIN-2026-30"]
    assert due(str(tmp_path), archive, keep=12) == []


def test_an_archived_partition_has_its_bytes_and_says_their_checksums(tmp_path: Path) -> None:
    original = partition(tmp_path, "CC-MAIN-2025-51")
    done = archive_partition(str(tmp_path), str(tmp_path / "archive"), "CC-MAIN-2025-51")
    home = tmp_path / "archive" / "crawls" / "CC-MAIN-2025-51"
    data = original.read_bytes()
    assert done == Archived("CC-MAIN-2025-51", 1, len(data))
    assert (home / "part-00000.parquet").read_bytes() == data
    assert json.loads((home / "MANIFEST.json").read_text()) == {
        "crawl": "CC-MAIN-2025-51",
        "files": [
            {
                "name": "part-00000.parquet",
                "rows": 2,
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        ],
    }
    assert original.exists()


def test_what_is_archived_is_not_due_again(tmp_path: Path) -> None:
    partition(tmp_path, "CC-MAIN-2025-51")
    archive = str(tmp_path / "archive")
    archive_partition(str(tmp_path), archive, "CC-MAIN-2025-51")
    assert due(str(tmp_path), archive, keep=0) == []


def test_a_partition_that_is_not_there_cannot_be_archived(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no partition of CC-MAIN-2025-51"):
        archive_partition(str(tmp_path), str(tmp_path / "archive"), "CC-MAIN-2025-51")
