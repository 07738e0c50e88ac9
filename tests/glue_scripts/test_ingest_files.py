import importlib.util
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalog.errors import UsageError
from catalog.files import storage
from tests.catalog.ingestion.inaturalist_files import write_files

SCRIPT = Path(__file__).parents[2] / "glue_scripts" / "ingest_files.py"
LANDING = "s3://bucket/landing"
# What Glue passes besides the job's own arguments.
GLUE = ("--JOB_NAME", "openverse-ingest-files", "--enable-metrics", "true")


@pytest.fixture
def script() -> Any:
    spec = importlib.util.spec_from_file_location("ingest_files", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def noted() -> Any:
    return orjson.loads(storage.read_bytes(f"{LANDING}/_state/inaturalist/landed.json"))


def test_what_landed_is_noted_for_the_loading_and_nothing_the_second_time(
    aws: str, script: Any, tmp_path: Path
) -> None:
    source = write_files(tmp_path / "source")
    asked = ["--provider", "inaturalist", "--output", LANDING, "--source", str(source)]
    script.main([*GLUE, *asked, "--workers", "1"])
    first = noted()
    script.main([*GLUE, *asked, "--workers", "1"])
    (folder,) = first["folders"]
    day = first["day"]
    assert folder == f"{LANDING}/image/inaturalist/year={day[:4]}/month={day[5:7]}/day={day[8:]}"
    assert (first["provider"], first["done"], first["counts"]["written"]) == (
        "inaturalist",
        True,
        4,
    )
    assert noted() == {**first, "folders": []}
    assert storage.exists(f"{folder}/_report.json")


def test_a_provider_without_files_is_refused(script: Any) -> None:
    with pytest.raises(UsageError, match="met publishes no files: openverse-ingest pulls it"):
        script.main([*GLUE, "--provider", "met", "--output", LANDING])
