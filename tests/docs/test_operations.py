import os
import re
import subprocess
from pathlib import Path

import pytest

from catalog.database import server
from catalog.database.connection import connect
from tests.catalog.database.loading import image, landing

pytestmark = pytest.mark.postgres
PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def commands(heading: str) -> str:
    """Return what the page's shell blocks below one heading say."""
    section = PAGE.read_text().partition(f"\n### {heading}\n")[2].partition("\n### ")[0]
    mine = r"<!-- not run: tests/docs/test_operations\.py runs it -->\n```sh\n(.*?)```"
    return "\n".join(re.findall(mine, section, re.DOTALL))


@pytest.mark.slow
def test_a_backup_made_and_restored_by_the_page_is_the_same_catalog(own_dir: Path) -> None:
    landing(own_dir / "a.parquet", [image(number) for number in range(50)])
    load = "catalog db migrate\ncatalog load a.parquet"
    script = "\n".join(["set -e", load, commands("Back up"), commands("Restore")])
    databases = [own_dir / ".catalog" / "db", own_dir / ".catalog" / "restored", own_dir / "backup"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "CATALOG"))}
    try:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=own_dir,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        found = []
        for directory in databases:
            with connect(server.start(directory)) as connection:
                found.append(
                    connection.execute(
                        "SELECT count(*), md5(string_agg(image::text, ',' ORDER BY identifier)),"
                        " (SELECT count(*) FROM load_history) FROM image"
                    ).fetchone()
                )
    finally:
        for directory in databases:
            server.stop(directory, mode="immediate")
    assert found[0] is not None
    assert (found[0][0], found[0][2]) == (50, 1)
    assert found[1:] == [found[0], found[0]]


def test_every_table_that_the_page_names_is_there() -> None:
    folder = PAGE.parents[1] / "catalog" / "database" / "sql" / "migrations"
    text = "".join(path.read_text() for path in folder.glob("*.sql"))
    named = set(re.findall(r"`((?:load|batch|popularity|license)_[a-z]+)`", PAGE.read_text()))
    functions = {path.name for path in (PAGE.parents[1] / "lambdas").iterdir()}
    tables = named - functions
    assert "load_history" in tables
    assert [name for name in tables if f"CREATE TABLE {name} (" not in text] == []
