from types import SimpleNamespace
from typing import Any

import pytest

from catalog import storage
from lambdas.archive_partitions.handler import handler


def context(seconds: int) -> Any:
    return SimpleNamespace(
        get_remaining_time_in_millis=lambda: seconds * 1000,
        function_name="archive-partitions",
        memory_limit_in_mb=1024,
        invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:archive-partitions",
        aws_request_id="1",
    )


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "true")
    monkeypatch.setenv("LAKE", "s3://bucket")
    monkeypatch.setenv("ARCHIVE", "s3://bucket/archive")
    monkeypatch.setenv("KEEP", "1")


def test_old_partitions_are_archived_until_time_runs_out(aws: str) -> None:
    for crawl in ("CC-MAIN-2026-33", "CC-MAIN-2026-38", "CC-MAIN-2026-43"):
        storage.write_bytes(f"s3://bucket/data/crawl={crawl}/part-00000.parquet", b"PAR1")
    assert handler({}, context(60)) == {"archived": [], "done": False}
    assert handler({}, context(900)) == {
        "archived": ["CC-MAIN-2026-33", "CC-MAIN-2026-38"],
        "done": True,
    }
    assert handler({}, context(900)) == {"archived": [], "done": True}
