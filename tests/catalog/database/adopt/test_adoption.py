"""Whole adoptions of small tables: what every kind of row becomes, and that all works on it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database import popularity, refresh
from catalog.database.adopt.adoption import abandon, adopt, undo
from catalog.database.adopt.plan import plan
from catalog.database.connection import connect
from catalog.database.deletion import delete, restore
from catalog.database.refresh_workers import RefreshRequest as Refresh
from catalog.database.rekey import rekey
from catalog.database.selection import by_condition
from catalog.errors import UsageError
from catalog.records import columns_of
from tests.catalog.database.adopt.old_rows import (
    IMAGES,
    database_of,
    fill,
    filled,
    in_place,
    rows,
    sounds,
    usual,
)
from tests.catalog.database.loading import image, landing, load

pytestmark = pytest.mark.postgres
TOMBSTONE = {"deleted_on": "2023-05-01 00:00+00", "deleted_reason": "takedown"}


def records(url: str, table: str = "image", *, before: bool = False) -> dict[Any, dict[str, Any]]:
    """Return all rows of a table by their identifiers."""
    schema = "before_adoption" if before else "public"
    with connect(url) as connection:
        connection.row_factory = psycopg.rows.dict_row  # type: ignore[assignment]
        found = connection.execute(f"SELECT * FROM {schema}.{table}").fetchall()  # type: ignore[arg-type]
    return {row["identifier"]: row for row in found}  # type: ignore[call-overload]


def set_aside(url: str) -> dict[Any, tuple[str, Any]]:
    with connect(url) as connection:
        found = connection.execute(
            "SELECT identifier, reason, other_identifier, old_row FROM catalog_adoption.set_aside"
        ).fetchall()
    assert all(row["identifier"] == str(identifier) for identifier, _, _, row in found)
    return {identifier: (reason, other) for identifier, reason, other, _ in found}


@pytest.mark.parametrize("media_type", ["image", "audio"])
def test_every_kind_of_row_becomes_what_loading_would_make_of_it_or_is_set_aside(
    old: str, media_type: Any
) -> None:
    kinds = IMAGES if media_type == "image" else sounds()
    given = list(rows(2 * len(kinds), media_type))
    fill(old, media_type, (row for _, row in given))
    adopt(in_place(old))
    with connect(old, autocommit=True) as connection:
        found = rekey(connection, media_type)
        assert (found.changed, found.twice, found.unusable) == (0, [], 0)
        unchecked = "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"
        assert connection.execute(unchecked).fetchone() == (0,)
    kept, aside, before = (
        records(old, media_type),
        set_aside(old),
        records(old, media_type, before=True),
    )
    assert len(kept) + len(aside) == len(given)
    own = {"created_on", "updated_on", "last_synced_with_source", "removed_from_source"}
    for number, (name, row) in enumerate(given):
        kind, identifier = kinds[name], row["identifier"]
        if kind.aside:
            assert (name, aside[identifier]) == (name, (kind.aside, None))
            continue
        was, found = before[identifier], kept[identifier]
        expected = {c.name: was.get(c.name) for c in columns_of(media_type)}
        expected |= filled(kind.expected, number)
        expected |= {each: was[each] for each in own}
        score = filled(kind.expected, number).get(
            "standardized_popularity", was["standardized_popularity"]
        )
        assert (name, {each: found[each] for each in expected}) == (name, expected)
        assert (name, found["standardized_popularity"]) == (name, score)


def test_of_several_rows_with_one_id_or_one_file_the_oldest_that_lives_stays(old: str) -> None:
    def row(number: int, **given: Any) -> dict[str, Any]:
        return usual(number) | {"created_on": f"2021-01-{number:02d} 00:00+00"} | given

    given = [
        row(1, foreign_identifier="7"),
        row(2, foreign_identifier="7 "),
        row(3, url="https://a.example.org/x.jpg", removed_from_source=True),
        row(4, url="http://a.example.org/x.jpg"),
        row(5, url="https://münchen.de/x.jpg"),
        row(6, url="https://xn--mnchen-3ya.de/x.jpg"),
    ]
    fill(old, "image", given)
    adopt(in_place(old))
    identifiers = [each["identifier"] for each in given]
    first, second, third, fourth, fifth, sixth = identifiers
    assert set(records(old)) == {first, fourth, fifth}
    assert set_aside(old) == {
        second: ("duplicate_id", first),
        third: ("duplicate_url", fourth),
        sixth: ("duplicate_url", fifth),
    }


def test_a_moment_that_no_reader_knows_becomes_the_latest_other_one_of_its_row(old: str) -> None:
    first, second = "1999-03-04 05:06:07.000008+00", "1998-01-01 00:00:00+00"
    last = "9999-12-31 23:59:59.999999+00"
    moments = [
        ("infinity", first, second),
        (second, "infinity", "-infinity"),
        ("4713-01-01 00:00:00+00 BC", "294276-12-31 00:00:00+00", first),
        ("infinity", "infinity", None),
        ("1970-01-01 00:00:00+00", last, last),
        ("0001-01-01 00:00:00+00", second, "1969-12-31 23:59:59+00"),
    ]
    names = ("created_on", "updated_on", "last_synced_with_source")
    given = [usual(n) | dict(zip(names, row, strict=True)) for n, row in enumerate(moments)]
    fill(old, "image", given)
    fill(old, "deleted_image", [usual(9) | TOMBSTONE | {"deleted_on": "infinity"}])
    adopt(in_place(old))
    with connect(old) as connection:
        query = f"SELECT {', '.join(f'{name}::text' for name in names)} FROM image"
        kept = connection.execute(f"{query} ORDER BY identifier").fetchall()  # type: ignore[arg-type]
        assert kept == [
            (first, first, second),
            (second, second, second),
            (first, first, first),
            ("2000-01-01 00:00:00+00", "2000-01-01 00:00:00+00", None),
            ("1970-01-01 00:00:00+00", last, last),
            (second, second, second),
        ]
        assert len(connection.execute("SELECT * FROM image").fetchall()) == 6
        query = "SELECT deleted_on = last_synced_with_source FROM deleted_image"
        assert connection.execute(query).fetchone() == (True,)  # type: ignore[arg-type]


def test_what_was_deleted_stays_away_whatever_its_row_lacks(old: str, tmp_path: Path) -> None:
    odd = [
        usual(1) | TOMBSTONE,
        usual(2) | TOMBSTONE | {"license": "xx", "title": "x" * 6000},
        usual(3) | TOMBSTONE | {"foreign_identifier": None, "license_version": None},
        usual(4) | TOMBSTONE | {"url": "https://img.example.org:443/%7e4.jpg"},
        usual(5) | TOMBSTONE | {"deleted_reason": None},
    ]
    fill(old, "deleted_image", odd)
    adopt(in_place(old))
    assert set_aside(old) == {}
    found = records(old, "deleted_image")
    assert [found[row["identifier"]]["deleted_reason"] for row in odd] == [*["takedown"] * 4, ""]
    assert {row["deleted_on"].isoformat() for row in found.values()} == {
        "2023-05-01T00:00:00+00:00"
    }
    again = [
        image(1, url="https://other.example.org/1.jpg"),
        image(2, url="https://other.example.org/2.jpg"),
        image(103, url="https://img.example.org/3.jpg"),
        image(104, url="https://img.example.org/~4.jpg"),
        image(105),
    ]
    report = load(old, landing(tmp_path / "again.parquet", again))
    assert (report.inserted, sum(report.rejected.values())) == (1, 4)


@pytest.mark.parametrize(
    "old",
    [
        "openverse_catalog_2022",
        "openverse_2024",
        pytest.param("cccatalog_2020", marks=pytest.mark.slow),
        pytest.param("openverse_2023", marks=pytest.mark.slow),
    ],
    indirect=True,
)
def test_all_works_on_what_was_taken_over(old: str, tmp_path: Path) -> None:
    fill(old, "image", [usual(n) | {"license_version": "2"} for n in range(300)])
    fill(old, "audio", [usual(n, "audio") for n in range(1000, 1020)])
    with psycopg.connect(old, autocommit=True) as connection:
        has_views = connection.execute("SELECT to_regclass('image_view')").fetchone()
        for view in ("image_popularity_constants", "image_view") if has_views != (None,) else ():
            connection.execute(f"REFRESH MATERIALIZED VIEW {view}")  # type: ignore[arg-type]
    run(old, "db", "adopt", "--workers", "1", "--yes")
    status = run(old, "db", "status", "--format", "json")
    assert all(row["applied_on"] for row in json.loads(status))
    same = [
        usual(n) | {"meta_data": json.dumps(usual(n)["meta_data"]), "tags": usual(n)["tags"]}
        for n in range(300)
    ]
    for row in same:
        for name in ("identifier", "created_on", "updated_on", "removed_from_source"):
            row.pop(name)
    fresh = [image(n) for n in range(500, 510)]
    cursor = tmp_path / "cursor"
    snapshot = str(tmp_path / "snapshot")
    run(old, "export", "--output", snapshot, "--cursor-file", str(cursor))
    report = load(old, landing(tmp_path / "1.parquet", [*same, *fresh]))
    assert (report.read, report.inserted, report.duplicate_urls) == (310, 10, 0)
    has_category = "CC Catalog" not in run(old, "db", "adopt")
    assert report.unchanged == (300 if has_category else 0)
    with connect(old, autocommit=True) as connection:
        popularity.set_metric(connection, popularity.Metric("image", "flickr", "views"))
        assert refresh.refresh(old, Refresh("image")).done
        one = by_condition("image", "foreign_identifier = '7'", name="w.sql")
        assert delete(connection, "image", one, reason="takedown").done == 1
        assert load(old, landing(tmp_path / "2.parquet", [image(7)])).rejected == {"deleted": 1}
        gone = by_condition("deleted_image", "true", name="w.sql")
        assert restore(connection, "image", gone).done == 1
    assert "flickr" in run(old, "stats")
    assert "Title 500" in run(old, "records", "show", "https://img.example.org/500.jpg")
    assert "flickr" in run(old, "records", "search", "title 500")
    told = [
        json.loads(line) for line in run(old, "changes", "--cursor-file", str(cursor)).splitlines()
    ]
    assert Counter(row["change"] for row in told)["inserted"] == 11  # with the restored one
    run(old, "links", "list", "--media", "image")


def test_scores_of_a_view_and_what_they_were_scaled_by_are_kept(server_dir: Path) -> None:
    with database_of(server_dir, "openverse_catalog_2022") as url:
        fill(url, "image", [usual(n) | {"meta_data": {"views": n}} for n in range(100)])
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("REFRESH MATERIALIZED VIEW image_popularity_constants")
            connection.execute("REFRESH MATERIALIZED VIEW image_view")
            connection.execute("CREATE ROLE api_reader")
            connection.execute("GRANT SELECT ON image, image_view TO api_reader")
            connection.execute("CREATE VIEW titles AS SELECT title FROM image")
            query = "SELECT identifier, standardized_popularity FROM image_view ORDER BY 1"
            before = connection.execute(query).fetchall()
            outcome = adopt(in_place(url))
            assert outcome.remains == (
                "the view public.titles goes on reading the old tables: make it again",
            )
            assert connection.execute(query).fetchall() == before
            metric = connection.execute(
                "SELECT metric, percentile, value, constant FROM popularity_metric"
                " WHERE media_type = 'image' AND provider = 'flickr'"
            ).fetchone()
            assert metric == ("views", 0.85, 84, pytest.approx(84 * 0.15 / 0.85))
            connection.execute("SET ROLE api_reader")
            assert connection.execute("SELECT count(*) FROM image").fetchone() == (100,)
            assert connection.execute("SELECT count(*) FROM image_view").fetchone() == (100,)
            connection.execute("RESET ROLE")
            undo(in_place(url))
            assert connection.execute(query).fetchall() == before
            kind = connection.execute(
                "SELECT relkind FROM pg_class WHERE oid = 'image_view'::regclass"
            )
            assert kind.fetchone() == ("m",)
            connection.execute("DROP OWNED BY api_reader; DROP ROLE api_reader")


def test_what_stays_with_the_old_tables_is_told_before_and_after(old: str) -> None:
    fill(old, "image", [usual(1)])
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute(
            "CREATE INDEX mine ON image (title) WHERE title <> ''; COMMENT ON TABLE image IS 'x';"
            "COMMENT ON COLUMN image.url IS 'x'; ALTER TABLE image SET (fillfactor = 70);"
            "CREATE STATISTICS both_ends ON width, height FROM image;"
            'ALTER TABLE image ALTER creator TYPE text COLLATE "C";'
            "CREATE VIEW gone AS SELECT identifier FROM deleted_image;"
            "CREATE FUNCTION name_of(i image) RETURNS text LANGUAGE sql AS 'SELECT i.title';"
            "CREATE TABLE batch_run (mine int); CREATE ROLE curious; CREATE ROLE nosy;"
            "GRANT SELECT (identifier, title) ON image TO curious; GRANT UPDATE (title) ON image"
            " TO nosy WITH GRANT OPTION"
        )
        of_tables = [
            "image: the index mine ON public.image USING btree (title) WHERE (title <> ''::text)"
            " stays with the old table",
            "image: the comment on it stays with the old table",
            "image: the comment on url stays with the old table",
            "image: the collation of creator stays with the old table",
            "image: the statistics both_ends stays with the old table",
            "image: the setting fillfactor=70 stays with the old table",
        ]
        of_others = [
            "the function public.name_of goes on reading the old tables: make it again",
            "the view public.gone goes on reading the old tables: make it again",
        ]
        assert plan(in_place(old)).remains == [*of_tables, *of_others]
        told = adopt(in_place(old)).remains
        moved = "the table batch_run is in before_adoption: its name was needed"
        assert [each.replace("before_adoption.image", "public.image") for each in told] == [
            *of_tables,
            *of_others,
            moved,
        ]
        query = (
            "SELECT has_column_privilege('curious', 'image', 'title', 'SELECT'),"
            " has_column_privilege('curious', 'image', 'url', 'SELECT'),"
            " has_column_privilege('nosy', 'image', 'title', 'UPDATE WITH GRANT OPTION')"
        )
        assert connection.execute(query).fetchone() == (True, False, True)
        connection.execute("DROP OWNED BY curious, nosy; DROP ROLE curious, nosy")


def test_tables_may_lie_in_a_schema_of_any_name(old: str) -> None:
    fill(old, "image", [usual(1)])
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute('ALTER SCHEMA public RENAME TO "Media Data"')
        request = in_place(old + "&options=-csearch_path%3D%22Media%5C%20Data%22")
        assert plan(request).remains == []
        assert adopt(request).remains == ()
        query = 'SELECT count(*) FROM "Media Data".image, "Media Data".schema_migration'
        assert connection.execute(query).fetchone() > (0,)
        undo(request)
        abandon(request)
        assert plan(request).remains == []


def test_a_plain_view_of_scores_shows_the_new_table_unless_it_shows_more(old: str) -> None:
    # As of July 2020 (cc-archive/cccatalog, 9d5b18a).
    fill(old, "image", [usual(1)])
    fill(old, "audio", [usual(2, "audio")])
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute(
            "CREATE VIEW image_view AS SELECT identifier, title, 0.5::float AS"
            " standardized_popularity FROM image;"
            "CREATE VIEW audio_view AS SELECT identifier, 1 AS mine FROM audio"
        )
        said = "the view public.audio_view goes on reading the old tables: make it again"
        assert plan(in_place(old)).remains == [said]
        assert adopt(in_place(old)).remains == (said,)
        connection.execute("UPDATE image SET title = 'new'")
        assert connection.execute("SELECT title FROM image_view").fetchone() == ("new",)
        assert connection.execute("SELECT mine FROM audio_view").fetchone() == (1,)
        undo(in_place(old))
        assert connection.execute("SELECT title FROM image_view").fetchone() == ("Title 1",)


def test_undone_the_old_tables_are_as_they_were_and_another_adoption_may_begin(old: str) -> None:
    fill(old, "image", (row for _, row in rows(100)))
    before = str(sorted(records(old).items()))
    with connect(old) as connection:
        definition = (
            "SELECT indexdef FROM pg_indexes"
            " WHERE schemaname = 'public' AND tablename = 'image' ORDER BY 1"
        )
        indexes = connection.execute(definition).fetchall()
    adopt(in_place(old))
    assert len(records(old)) < 100
    undo(in_place(old))
    assert str(sorted(records(old).items())) == before
    with connect(old) as connection:
        assert connection.execute(definition).fetchall() == indexes
    with pytest.raises(UsageError, match="was undone"):
        adopt(in_place(old))
    abandon(in_place(old))
    with connect(old) as connection:
        left = connection.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ 'adopt|catalog_new'"
        ).fetchall()
    assert left == []
    adopt(in_place(old))
    assert len(records(old)) + len(set_aside(old)) == 100


def test_where_the_old_tables_were_dropped_there_is_no_way_back(old: str) -> None:
    fill(old, "image", [usual(1)])
    adopt(in_place(old))
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute("DROP SCHEMA before_adoption CASCADE")
    with pytest.raises(UsageError, match="before_adoption was dropped, so only a backup"):
        undo(in_place(old))
    assert "adopted since" in run(old, "db", "adopt")
    assert len(records(old)) == 1


def run(url: str, *arguments: str) -> str:
    """Run a command on the database, and return what it printed."""
    result = CliRunner().invoke(cli, [*arguments, "--database-url", url], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout
