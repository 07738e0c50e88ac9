"""Many files into an empty table: what they leave, and what is seen meanwhile."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalog.database import first_load, loader
from catalog.database.connection import Connection, connect
from catalog.database.deletion import delete
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.selection import by_condition
from catalog.database.source_files import source_files
from catalog.database.sql import statements
from catalog.records import Row
from tests.catalog.database.loading import fates, image, landing, load, stored
from tests.conftest import copied_database

pytestmark = pytest.mark.postgres
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'image' ORDER BY 1"
SCHEMAS = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'first\\_%'"


def files(folder: Path, *rows: Sequence[Row]) -> list[Path]:
    """Write files with these rows, 1.parquet, 2.parquet, ..."""
    return [
        landing(folder / f"{number}.parquet", given) for number, given in enumerate(rows, start=1)
    ]


def together(
    url: str,
    folder: Path,
    progress: Callable[[str, str, int], None] = lambda _uri, _phase, _rows: None,
    **options: Any,
) -> list[FileReport]:
    """Load the files of a folder as far as they can be loaded together."""
    return first_load.load_together(
        url,
        source_files(str(folder), media_type="image"),
        options=LoadOptions(**options),
        rejected_path=lambda _: None,
        progress=progress,
    )


def in_order(url: str, folder: Path) -> Iterator[FileReport]:
    """Load the files of a folder together where that can be, and else one by one."""
    done = {report.file: report for report in together(url, folder)}
    for source in source_files(str(folder), media_type="image"):
        yield done.get(source.uri) or loader.load_file(url, source)


def count(connection: Connection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else -1


def test_files_for_an_empty_table_are_written_together_each_with_its_own_report(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    indexes = connection.execute(INDEXES).fetchall()
    files(tmp_path, [image(1), image(2)], [image(3)], [image(4)])
    reports = together(database, tmp_path)
    assert [fates(report) for report in reports] == [(2, 2, 0, 0), (1, 1, 0, 0), (1, 1, 0, 0)]
    assert stored(connection, "foreign_identifier") == [("1",), ("2",), ("3",), ("4",)]
    assert connection.execute(INDEXES).fetchall() == indexes
    assert count(connection, "SELECT count(*) FROM load_history") == 3
    assert count(connection, "SELECT count(DISTINCT file) FROM seen_keys") == 3
    noted = "SELECT sum(cardinality(identifiers)) FROM record_change WHERE kind = 'inserted'"
    assert count(connection, noted) == 4
    assert count(connection, SCHEMAS) == 0


def test_a_table_that_cannot_be_vacuumed_is_loaded_all_the_same_and_it_is_said(
    database: str,
    connection: Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    files(tmp_path, [image(1)], [image(2)])
    monkeypatch.setitem(statements(), "vacuum_image", "SELECT 1 / 0")
    assert len(together(database, tmp_path)) == 2
    assert stored(connection, "title") == [("Title 1",), ("Title 2",)]
    assert caplog.messages == ["image is loaded, and was not vacuumed: DivisionByZero"]


def test_identifiers_of_a_first_load_are_random_ones_and_no_two_are_alike(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    files(tmp_path, [image(n) for n in range(500)], [image(n) for n in range(500, 1000)])
    together(database, tmp_path)
    found = [row[0] for row in stored(connection, "identifier")]
    assert len(set(found)) == 1000
    assert {(one.version, one.variant) for one in found} == {(4, "specified in RFC 4122")}


def test_files_that_have_a_record_or_a_file_in_common_are_left_to_be_loaded_one_by_one(
    database: str, tmp_path: Path
) -> None:
    same_url = image(7, url=image(3)["url"])
    files(tmp_path, [image(1)], [image(2)], [image(3)], [image(1)], [same_url], [image(6)])
    assert [Path(report.file).name for report in together(database, tmp_path)] == [
        "2.parquet",
        "6.parquet",
    ]


def test_files_of_what_was_deleted_are_left_to_be_loaded_one_by_one(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    escaped = image(6, url="https://img.example.org/6_%28a%29.jpg")
    load(database, landing(tmp_path / "0.parquet", [image(1), image(2), escaped]))
    delete(connection, "image", by_condition("image", "TRUE", name="all"), reason="asked for")
    assert count(connection, "SELECT count(*) FROM image") == 0
    folder = tmp_path / "new"
    folder.mkdir()
    same = [image(5, url=image(2)["url"])], [image(3)], [image(4)]
    files(folder, [image(1)], *same, [image(7, url="https://img.example.org/6_(a).jpg")])
    assert [Path(report.file).name for report in together(database, folder)] == [
        "3.parquet",
        "4.parquet",
    ]


def test_a_table_that_has_rows_is_loaded_one_by_one(database: str, tmp_path: Path) -> None:
    load(database, landing(tmp_path / "0.parquet", [image(0)]))
    files(tmp_path, [image(1)], [image(2)])
    assert together(database, tmp_path) == []


def test_rows_that_a_policy_hides_are_not_taken_for_none(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "0.parquet", [image(0)]))
    role = f"owner_{connection.info.dbname}"
    connection.execute(
        f"CREATE ROLE {role} LOGIN; GRANT CREATE ON DATABASE {connection.info.dbname} TO {role};"
        f"GRANT ALL ON SCHEMA public TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role};"
        f"ALTER TABLE image OWNER TO {role};"
        "ALTER TABLE image ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
        "CREATE POLICY new ON image FOR INSERT WITH CHECK (true)"
    )
    try:
        files(tmp_path, [image(1)], [image(2)])
        assert together(database.replace("postgres@", f"{role}@"), tmp_path) == []
        assert stored(connection, "title") == [("Title 0",)]
    finally:
        connection.execute("ALTER TABLE image OWNER TO postgres")
        connection.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_a_broken_file_is_left_out_and_the_others_are_written_together(
    database: str, tmp_path: Path
) -> None:
    files(tmp_path, [image(1)], [image(2)], [image(3)])
    (tmp_path / "2.parquet").write_bytes(b"PAR1 and no more")
    assert [Path(report.file).name for report in together(database, tmp_path)] == [
        "1.parquet",
        "3.parquet",
    ]


def test_whoever_reads_meanwhile_sees_an_empty_table_until_all_is_there(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    files(tmp_path, [image(1)], [image(2)])
    seen = []

    def look(_uri: str, phase: str, _rows: int) -> None:
        if phase == "read":
            seen.append(count(connection, "SELECT count(*) FROM image"))

    together(database, tmp_path, look)
    assert seen == [0, 0]
    assert count(connection, "SELECT count(*) FROM image") == 2


def test_a_reader_that_stays_at_the_table_is_not_waited_for_without_end(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_load, "PATIENCE", 0.3)
    files(tmp_path, [image(1)], [image(2)])
    with connect(database) as reader:
        reader.execute("SELECT count(*) FROM image")
        assert together(database, tmp_path) == []
        assert [report.inserted for report in in_order(database, tmp_path)] == [1, 1]


KILLED_AT = """
import os, sys
from pathlib import Path
from tests.catalog.database.test_first_load import together
seen = []
def die(uri, phase, rows):
    seen.append((Path(uri).name, phase))
    if seen[-1] == (sys.argv[3], sys.argv[4]):
        os._exit(9)
together(sys.argv[1], Path(sys.argv[2]), die)
"""


@pytest.mark.parametrize(
    ("name", "phase", "read_again"),
    [
        ("1.parquet", "read", ["1.parquet", "2.parquet", "3.parquet"]),
        ("3.parquet", "read", ["3.parquet"]),
        ("2.parquet", "write", []),
    ],
)
def test_a_command_that_was_killed_is_gone_on_with_and_reads_no_file_twice(
    database: str,
    connection: Connection,
    tmp_path: Path,
    name: str,
    phase: str,
    read_again: list[str],
) -> None:
    files(tmp_path, [image(1)], [image(2)], [image(3)])
    command = [sys.executable, "-c", KILLED_AT, database, str(tmp_path), name, phase]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[3]).returncode == 9
    indexes = connection.execute(INDEXES).fetchall()
    assert len(indexes) == 3
    assert stored(connection, "foreign_identifier") == []  # and is not kept waiting
    seen: list[str] = []

    def note(uri: str, phase: str, _rows: int) -> None:
        if phase == "read":
            seen.append(Path(uri).name)

    reports = together(database, tmp_path, note)
    assert seen == read_again
    assert [fates(report) for report in reports] == [(1, 1, 0, 0)] * 3
    assert stored(connection, "foreign_identifier") == [("1",), ("2",), ("3",)]
    assert connection.execute(INDEXES).fetchall() == indexes
    assert count(connection, SCHEMAS) == 0


def test_a_file_that_changed_after_the_command_was_stopped_is_read_again(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    files(tmp_path, [image(1)], [image(2)])

    def stop(_uri: str, phase: str, _rows: int) -> None:
        if phase == "write":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        together(database, tmp_path, stop)
    assert count(connection, SCHEMAS) == 1
    landing(tmp_path / "1.parquet", [image(1, title="newer"), image(5)])
    together(database, tmp_path)
    assert stored(connection, "foreign_identifier", "title") == [
        ("1", "newer"),
        ("2", "Title 2"),
        ("5", "Title 5"),
    ]


def test_gathered_rows_go_when_others_have_filled_the_table(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    files(tmp_path, [image(1)], [image(2)])

    def stop(_uri: str, phase: str, _rows: int) -> None:
        if phase == "write":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        together(database, tmp_path, stop)
    load(database, tmp_path / "1.parquet")
    assert together(database, tmp_path) == []
    assert count(connection, SCHEMAS) == 0


ROWS = st.builds(
    lambda number, url, title: image(
        number, url=f"https://img.example.org/{url}.jpg", title=f"Title {title}"
    ),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 2),
)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(ROWS, min_size=1, max_size=3), min_size=2, max_size=4))
@example([[image(1)], [image(2)], [image(1, title="newer")], [image(3)]])
@example([[image(1)], [image(2), image(2, title="again")], [image(3)]])
def test_files_loaded_together_leave_what_they_leave_one_after_another(
    server_dir: Path, tmp_path_factory: pytest.TempPathFactory, given_rows: list[list[Row]]
) -> None:
    folder = tmp_path_factory.mktemp("files")
    files(folder, *given_rows)
    found = []
    for load_all in (in_order, one_by_one):
        with copied_database(server_dir) as url, connect(url, autocommit=True) as connection:
            reports = [
                (*fates(report), report.duplicate_ids, report.duplicate_urls)
                for report in load_all(url, folder)
            ]
            rows = stored(connection, "foreign_identifier", "url", "title")
            seen = count(connection, "SELECT sum(cardinality(keys)) FROM seen_keys")
            found.append((reports, rows, seen))
    assert found[0] == found[1]


def one_by_one(url: str, folder: Path) -> Iterator[FileReport]:
    """Load the files of a folder one after another."""
    for source in source_files(str(folder), media_type="image"):
        yield loader.load_file(url, source)
