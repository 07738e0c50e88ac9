"""What a merge must keep whatever else goes on: other loads, other statistics, other spellings."""

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from catalog.cleaning import clean_row
from catalog.database import loader, merge, staged_merge
from catalog.database.connection import Connection, connect
from catalog.database.deletion import delete
from catalog.database.renumber import NewId, renumber
from catalog.database.selection import by_condition
from catalog.database.source_files import source_files
from catalog.database.sql import statement
from catalog.landing import write_landing_file
from catalog.records import Row
from tests.catalog.database.loading import (
    crawl_csv,
    fates,
    image,
    landing,
    load,
    rejections,
    stored,
)

pytestmark = pytest.mark.postgres


def test_a_vacuum_of_the_staged_rows_does_not_hide_their_number(
    database: str, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in range(3000)]))
    (source,) = source_files(str(tmp_path / "1.parquet"))
    found: list[Any] = []

    def vacuum(phase: str, _: int) -> None:
        if phase != "merge":
            return
        with connect(database, autocommit=True) as other:
            (name,) = other.execute(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'load\\_%'"
            ).fetchone() or ("",)
            other.execute(f"VACUUM {name}.staged")  # as autovacuum does
            found.extend(
                other.execute(
                    "SELECT relname, reltuples, reloptions @> '{autovacuum_enabled=false}'"
                    f" FROM pg_class WHERE relnamespace = '{name}'::regnamespace"
                    " AND relkind = 'r' ORDER BY relname"
                ).fetchall()
            )

    loader.load_file(database, source, progress=vacuum)
    assert [(table, is_left_alone) for table, _, is_left_alone in found] == [
        ("staged", True),
        ("staged_keys", True),
    ]
    assert 2000 < found[0][1] < 4000  # and not 0; a sample tells it


def changed(numbers: Sequence[int], title: str, **given: Any) -> list[Row]:
    return [image(n, title=title, **given) for n in numbers]


def test_of_two_loads_of_a_new_record_the_later_wins_and_none_is_refused(
    database: str, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, landing(tmp_path / "0.parquet", [image(0)]))
    older = landing(tmp_path / "older.parquet", changed([1], "older"))
    newer = landing(tmp_path / "newer.parquet", changed([1], "newer"))
    has_compared, is_waiting = threading.Event(), threading.Event()

    def hold(*_: Any) -> None:
        if threading.current_thread().name == "older":
            has_compared.set()
            is_waiting.wait(10)

    monkeypatch.setattr(staged_merge, "BEFORE_COMMIT", (hold, *staged_merge.BEFORE_COMMIT))
    reports: dict[str, Any] = {}

    def run(path: Path) -> None:
        reports[path.stem] = load(database, path)

    threads = [threading.Thread(target=run, args=[p], name=p.stem) for p in (older, newer)]
    threads[0].start()
    assert has_compared.wait(10)
    threads[1].start()
    # The newer load waits for its provider before it compares anything.
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while connection.execute(query).fetchone() == (0,):
        continue
    is_waiting.set()
    for thread in threads:
        thread.join()
    assert (fates(reports["older"]), fates(reports["newer"])) == ((1, 1, 0, 0), (1, 0, 1, 0))
    assert stored(connection, "title") == [("Title 0",), ("newer",)]


SEEN = "provider, foreign_identifier, title, url, creator, license, tags, meta_data"


def one_round(url: str, connection: Connection, files: Sequence[Path], before: Path | None) -> None:
    """Load files at once, then the same one after another in the order found, and compare."""
    outcomes = []
    order: Sequence[Path] = files
    for at_once in (len(files), 1):
        connection.execute("TRUNCATE image, load_count, load_history")
        if before:
            load(url, before)
        with ThreadPoolExecutor(at_once) as pool:
            reports = list(pool.map(lambda path: load(url, path), order))
        outcomes.append(
            (
                connection.execute(f"SELECT {SEEN} FROM image ORDER BY 1, 2").fetchall(),
                {r.file: (*fates(r), r.duplicate_urls, dict(r.rejected)) for r in reports},
            )
        )
        history = "SELECT file FROM load_history WHERE read < 1000 ORDER BY id"
        done = [str(file) for (file,) in connection.execute(history).fetchall()]
        order = [path for name in done for path in files if name == str(path)]
    assert outcomes[0] == outcomes[1]


def overlapping(folder: Path, loaders: int) -> list[Path]:
    """Write files that share ids, hand URLs on, and claim one URL for two providers."""
    paths = []
    for number in range(loaders):
        ids = range(number * 20, number * 20 + 60)
        rows = changed(ids, f"of {number}", creator=f"c{number}" if number % 2 else None)
        # Some take the URL of their neighbour.
        moved = [image(n, title="moved", url=image(n + number)["url"]) for n in range(70, 75)]
        other = image("x", provider="smk", source="smk", url=image(65)["url"])
        rows = [
            r
            for r in rows
            if r["foreign_identifier"] not in {m["foreign_identifier"] for m in moved}
        ]
        rows += [*moved, *([other] if number % 2 else [])]
        paths.append(landing(folder / f"{number}.parquet", rows))
    return paths


@pytest.mark.parametrize("loaders", [2, 4])
def test_loads_at_once_leave_what_they_leave_one_after_another(
    loaders: int, database: str, connection: Connection, tmp_path: Path
) -> None:
    files = overlapping(tmp_path, loaders)
    before = landing(tmp_path / "before.parquet", [image(n) for n in range(1, 90, 3)])
    for number in range(2):
        one_round(database, connection, files, before if number else None)


@pytest.mark.slow
@pytest.mark.parametrize("loaders", [2, 4])
def test_loads_at_once_are_like_loads_one_by_one_in_200_rounds(
    loaders: int, database: str, connection: Connection, tmp_path: Path
) -> None:
    files = overlapping(tmp_path, loaders)
    before = landing(tmp_path / "before.parquet", [image(n) for n in range(1, 90, 3)])
    for number in range(100):
        one_round(database, connection, files, before if number % 4 else None)


def remove(connection: Connection, condition: str, table: Any = "image") -> None:
    selection = by_condition(table, condition, name="gone.sql")
    assert delete(connection, table, selection, reason="takedown").done == 1


SPELLINGS = [
    {"foreign_identifier": "other"},
    {"foreign_identifier": "other", "url": "http://img.example.org/1.jpg"},
    {"foreign_identifier": "other", "provider": "smk", "source": "smk"},
    {"foreign_identifier": "other", "url": "https://IMG.example.org:443/1.jpg"},
    {"foreign_identifier": "other", "url": "https://img.example.org/1.jpg#top"},
]


@pytest.mark.parametrize("given", SPELLINGS)
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_deletion_keeps_the_file_out_whatever_it_is_called(
    given: dict[str, Any],
    is_empty: bool,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    first = [image(1)] if is_empty else [image(1), image(2)]
    load(database, landing(tmp_path / "1.parquet", first))
    remove(connection, "foreign_identifier = '1'")
    again = landing(tmp_path / "2.parquet", [image(1, **given)])
    report = load(database, again, rejected=tmp_path / "rejected.jsonl")
    assert (fates(report), report.rejected) == ((1, 0, 0, 0), {"deleted": 1})
    (line,) = rejections(tmp_path / "rejected.jsonl")
    assert (line["reason"], line["detail"]) == ("deleted", "takedown")
    assert line["other_foreign_identifier"] == "1"


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("is_empty", [True, False])
@pytest.mark.parametrize(
    ("deleted", "again"),
    [
        ("https://img.example.org/Bazaar_%28Istanbul%29.jpg", "Bazaar_(Istanbul).jpg"),
        ("https://img.example.org/it's!*(1)%C3%9C.jpg", "it%27s%21%2a%281%29%c3%9c.jpg"),
        ("https://img.example.org/a(1%29.jpg", "a%281).jpg"),
    ],
)
def test_a_deleted_file_stays_away_whether_its_brackets_are_escaped_or_not(
    deleted: str,
    again: str,
    is_empty: bool,
    rows: int,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    others = [] if is_empty else [image("other(1)", url="https://img.example.org/other(1).jpg")]
    load(database, landing(tmp_path / "1.parquet", [image(1, url=deleted), *others]))
    remove(connection, "foreign_identifier = '1'")
    new = [image(f"n({n})", url=f"https://img.example.org/n({n}).jpg") for n in range(1, rows)]
    copy = image("copy", url=f"https://img.example.org/{again}", provider="smk", source="smk")
    report = load(database, landing(tmp_path / "2.parquet", [*new, copy]))
    assert (fates(report), report.rejected) == ((rows, rows - 1, 0, 0), {"deleted": 1})
    there = [*others, *new]
    found = fates(load(database, landing(tmp_path / "3.parquet", there)))
    assert found == (len(there), 0, 0, len(there))


def test_a_record_may_not_move_to_a_deleted_file_and_one_that_has_it_is_left(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1), image(2)]))
    remove(connection, "foreign_identifier = '1'")
    moved = landing(tmp_path / "2.parquet", [image(2, url=image(1)["url"], title="moved")])
    assert load(database, moved).rejected == {"deleted": 1}
    assert stored(connection, "title", "url") == [("Title 2", image(2)["url"])]
    # A tombstone of the same file beside a live record: that record is updated as ever.
    connection.execute("UPDATE deleted_image SET url = %s", [image(2)["url"]])
    newer = landing(tmp_path / "3.parquet", [image(2, title="newer")])
    assert fates(load(database, newer)) == (1, 0, 1, 0)


@pytest.mark.parametrize("is_blocked", [True, False])
def test_a_chain_of_rows_that_hand_on_their_urls_is_followed_in_linear_time(
    is_blocked: bool, database: str, connection: Connection, tmp_path: Path
) -> None:
    def chain(count: int, shift: int, provider: str) -> list[Row]:
        return [
            image(
                n, provider=provider, source=provider, url=f"https://{provider}.org/{n + shift}.jpg"
            )
            for n in range(count)
        ]

    count = 3000
    last = image("last", url=f"https://p.org/{count}.jpg") if is_blocked else image("last")
    load(database, landing(tmp_path / "1.parquet", [*chain(count, 0, "p"), last]))
    moved = landing(tmp_path / "2.parquet", chain(count, 1, "p"))
    report = load(database, moved, max_renumbered=1.0)
    assert (report.updated, report.duplicate_urls) == ((0, count) if is_blocked else (count, 0))


def plan_of(connection: Connection, name: str) -> str:
    lines = connection.execute("EXPLAIN " + statement(name)).fetchall()
    return "\n".join(line for (line,) in lines)


def test_the_chain_is_followed_by_an_index(
    database: str, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[str] = []
    original = merge.statement

    def explained(name: str) -> Any:
        if name == "mark_taken_urls":
            plans.append(plan_of(connections[-1], name))
        return original(name)

    connections: list[Connection] = []
    upsert = merge._upsert

    def spied(opened: Connection, media_type: Any) -> tuple[int, int]:
        connections.append(opened)
        return upsert(opened, media_type)

    monkeypatch.setattr(merge, "statement", explained)
    monkeypatch.setattr(merge, "_upsert", spied)
    rows = [image(n) for n in range(600)]
    load(database, landing(tmp_path / "1.parquet", rows))
    moved = [image(n, url=image(n + 1)["url"]) for n in range(599)]
    load(database, landing(tmp_path / "2.parquet", moved), max_renumbered=1.0)
    assert "claim_giver_idx" in plans[-1]


FULL = {
    "source": "nasa",
    "license_version": "3.0",
    "meta_data": {
        "license_url": "https://creativecommons.org/licenses/by/3.0/us/",
        "raw_license_url": "http://creativecommons.org/licenses/by/3.0/us/",
    },
    "tags": [{"name": "own", "provider": "met"}],
    "category": "illustration",
    "ingestion_type": "commoncrawl",
    "filetype": "png",
    "provider": "met",
}
LESS = {"source": None, "license_version": "3.0", "provider": "met"}
KEPT = ("source", "category", "ingestion_type", "filetype", "tags", "meta_data ->> 'license_url'")


def as_csv(folder: Path, rows: list[Row]) -> Path:
    return crawl_csv(folder / "rows.csv", rows)


def as_landing(folder: Path, rows: list[Row]) -> Path:
    return landing(folder / "rows.parquet", rows)


@pytest.mark.parametrize("write", [as_csv, as_landing])
def test_what_a_file_does_not_say_replaces_nothing(
    write: Callable[[Path, list[Row]], Path],
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    assert fates(load(database, write(tmp_path, [image(1, **FULL)]), media_type="image"))[1] == 1
    before = stored(connection, *KEPT)
    assert before[0][:4] == ("nasa", "illustration", "commoncrawl", "png")
    report = load(database, write(tmp_path, [image(1, **LESS)]), media_type="image")
    assert fates(report) == (1, 0, 0, 1)
    assert stored(connection, *KEPT) == before


@pytest.mark.parametrize("write", [as_csv, as_landing])
def test_what_a_file_does_say_counts_even_where_it_is_what_usually_stands_there(
    write: Callable[[Path, list[Row]], Path],
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    load(database, write(tmp_path, [image(1, **FULL)]), media_type="image")
    said = {"source": "met", "category": "digitized_artwork", "ingestion_type": "provider_api"}
    said |= {
        "filetype": "jpg",
        "meta_data": {"license_url": "https://creativecommons.org/licenses/by/3.0/"},
    }
    said["meta_data"]["raw_license_url"] = said["meta_data"]["license_url"]
    load(database, write(tmp_path, [image(1, **(LESS | said))]), media_type="image")
    assert stored(connection, *KEPT)[0][:4] == ("met", "digitized_artwork", "provider_api", "jpg")
    (url,) = stored(connection, "meta_data ->> 'license_url'")[0]
    assert url == "https://creativecommons.org/licenses/by/3.0/"


def test_an_assumed_link_follows_its_licence_and_an_assumed_type_its_url(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1, **FULL)]))
    less = LESS | {"license_version": "4.0", "url": "https://img.example.org/new.gif"}
    load(database, landing(tmp_path / "2.parquet", [image(1, **less)]))
    assert stored(connection, "filetype", "meta_data ->> 'license_url'") == [
        ("gif", "https://creativecommons.org/licenses/by/4.0/")
    ]


def test_rows_of_a_landing_file_that_must_be_cleaned_again_say_no_more_than_before(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1, **FULL)]))
    row = clean_row(image(1, **LESS), "image")
    row["url"] = "https://img.example.org/1.jpg?" + "x" * 3000  # too long: not sound
    write_landing_file(str(tmp_path / "2.parquet"), "image", [row])
    report = load(database, tmp_path / "2.parquet", max_rejected=1.0)
    assert report.rejected == {"missing_url": 1}


GRANTS = """
CREATE ROLE {role} LOGIN;
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
CREATE SCHEMA load_0123456789abcdef;
"""


def test_a_loader_that_owns_nothing_loads_as_docs_operations_grants_it(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    name = connection.info.dbname
    connection.execute(GRANTS.format(role=f"loader_{name}", database=name))
    url = database.replace("postgres@", f"loader_{name}@")
    try:
        first = landing(tmp_path / "1.parquet", [image(1), image(2)])
        assert fates(load(url, first)) == (2, 2, 0, 0)
        again = landing(tmp_path / "2.parquet", [image(1, title="new", license="by-sa"), image(3)])
        assert fates(load(url, again)) == (2, 1, 1, 0)
        with connect(url, autocommit=True) as loader_connection:
            remove(loader_connection, "foreign_identifier = '1'")
            mapping = [NewId("flickr", "3", "4")]
            assert renumber(loader_connection, "image", mapping, dry_run=False).changed == 1
        left = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'load\\_%'"
        assert connection.execute(left).fetchone() == (1,)  # another role's is left to it
    finally:
        connection.execute(f"DROP OWNED BY loader_{name}; DROP ROLE loader_{name}")


KEEPS_OUT = """
CREATE FUNCTION keep_out() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RETURN CASE WHEN NEW.title LIKE '%secret%' THEN NULL ELSE NEW END; END$$;
CREATE TRIGGER mine BEFORE INSERT OR UPDATE ON image FOR EACH ROW EXECUTE FUNCTION keep_out();
"""


def test_rows_that_a_trigger_of_the_tables_own_keeps_out_are_counted(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute(KEEPS_OUT)
    first = [image(n, title="secret" if n == 7 else f"Title {n}") for n in range(40)]
    found = load(database, landing(tmp_path / "1.parquet", first))
    assert (fates(found), found.rejected) == ((40, 39, 0, 0), {"not_written": 1})
    more = [image(n, title="secret" if n % 20 == 3 else f"Title {n}") for n in range(30, 90)]
    found = load(database, landing(tmp_path / "2.parquet", more))
    assert (fates(found), found.rejected) == ((60, 47, 0, 10), {"not_written": 3})
    query = "SELECT count(*), count(*) FILTER (WHERE title LIKE '%secret%') FROM image"
    assert connection.execute(query).fetchone() == (86, 0)


def test_a_table_that_others_refer_to_is_filled_row_by_row(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute("CREATE TABLE mine (id uuid REFERENCES image (identifier))")
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    assert fates(load(database, path)) == (2, 2, 0, 0)


def test_an_operators_own_index_is_there_after_the_first_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    connection.execute("CREATE INDEX mine_idx ON image (lower(title)) WHERE title <> ''")
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'image' ORDER BY 1"
    before = connection.execute(indexes).fetchall()
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    assert connection.execute(indexes).fetchall() == before


@pytest.mark.parametrize("order", ["as loaded", "at random"])
def test_a_reload_reads_no_block_of_a_large_table_twice(
    database: str, tmp_path: Path, order: str
) -> None:
    rows = [image(n, meta_data={"description": "x" * 500}) for n in range(12_000)]
    with connect(database, autocommit=True) as connection:
        # To analyze the table is to read it, and counts as such.
        connection.execute("ALTER TABLE image SET (autovacuum_enabled = FALSE)")
    load(database, landing(tmp_path / "all.parquet", rows))
    known = rows[:2_000] if order == "as loaded" else rows[::6]
    if order == "at random":
        random.Random(5).shuffle(known)
    path = landing(tmp_path / "known.parquet", known)
    with connect(database, autocommit=True) as connection:
        before, blocks = _heap_reads(connection)
        report = load(database, path, accept_counts=True)
        assert fates(report) == (2_000, 0, 0, 2_000)
        asked = _heap_reads(connection)[0] - before
    assert blocks > 1_000
    assert asked <= (blocks if order == "at random" else blocks / 5)


def _heap_reads(connection: Connection) -> tuple[int, int]:
    """Return the blocks of the table that were asked for so far, and those that it has."""
    found = connection.execute(
        "SELECT heap_blks_read + heap_blks_hit, pg_relation_size(relid) / 8192"
        " FROM pg_statio_user_tables WHERE relname = 'image' AND schemaname = 'public'"
    ).fetchone()
    assert found
    return found
