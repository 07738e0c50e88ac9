"""Tables that are no form of Openverse's, and what else stands in the way, told in words."""

from pathlib import Path

import psycopg
import pytest

from catalog.database import migrate
from catalog.database.adopt.adoption import adopt
from catalog.database.adopt.forms import UnknownFormError, form, recognise
from catalog.database.adopt.plan import plan
from catalog.database.adopt.state import AdoptionRequest
from catalog.database.connection import connect
from catalog.database.errors import DatabaseError, MigrationError
from tests.catalog.database.adopt.old_rows import database_of, fill, in_place, usual

pytestmark = pytest.mark.postgres
TOMBSTONE = {"deleted_on": "2023-05-01 00:00+00", "deleted_reason": "takedown"}


@pytest.mark.parametrize(
    ("name", "said", "tables"),
    [
        ("cccatalog_2020", "CC Catalog (2021 and before)", 2),
        ("openverse_catalog_2022", "Openverse Catalog (2021 to 2023)", 2),
        ("openverse_2023", "Openverse (2023)", 4),
        ("openverse_2024", "Openverse (2024 and after)", 4),
    ],
)
def test_each_form_is_recognised(server_dir: Path, name: str, said: str, tables: int) -> None:
    with database_of(server_dir, name) as url, connect(url) as connection:
        found = recognise(connection)
        assert (form(found), len(found)) == (said, tables)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE image ADD view_count int", "image has a column view_count that no form has"),
        ("ALTER TABLE image DROP license", "image has no column license"),
        (
            "ALTER TABLE image ALTER meta_data TYPE text",
            "image.meta_data is text, not json or jsonb",
        ),
        ("ALTER TABLE deleted_image DROP deleted_on", "deleted_image has no column deleted_on"),
        (
            "DROP TABLE deleted_audio; CREATE VIEW deleted_audio AS SELECT 1 AS identifier",
            "deleted_audio is no plain table",
        ),
        ("CREATE TABLE newer () INHERITS (image)", "image is no plain table, or others inherit"),
        ("DROP TABLE image, audio CASCADE", "there is nothing to take over"),
    ],
)
def test_what_is_not_known_is_named(old: str, change: str, said: str) -> None:
    with connect(old, autocommit=True) as connection:
        connection.execute(change)  # type: ignore[arg-type]
        with pytest.raises(UnknownFormError, match=said):
            recognise(connection)


def test_columns_of_july_2021_had_other_names_and_types(old: str) -> None:
    # WordPress/openverse-catalog, docker/local_postgres/0006 (5d1ecb2, 8ac0298) and 7ef1b9b.
    files = [{"url": "https://audio.example.org/7.ogg", "filetype": "ogg"}]
    fill(old, "audio", [usual(7, "audio") | {"genres": ["rock", "pop"], "alt_files": files}])
    fill(old, "image", [usual(8)])
    with connect(old, autocommit=True) as connection:
        connection.execute(
            "ALTER TABLE audio RENAME genres TO genre; ALTER TABLE audio RENAME alt_files TO"
            " alt_audio_files; ALTER TABLE audio ALTER genre TYPE jsonb USING to_jsonb(genre);"
            "ALTER TABLE audio ALTER category TYPE varchar(80)[] USING ARRAY[category];"
            "ALTER TABLE image ALTER category TYPE varchar(80)[] USING ARRAY[category]"
        )
        adopt(in_place(old))
        query = "SELECT genres, alt_files, category FROM audio"
        assert connection.execute(query).fetchone() == (["rock", "pop"], files, "music")
        query = "SELECT category FROM image"
        assert connection.execute(query).fetchone() == ("photograph",)


def test_columns_of_early_2020_stay_behind_and_are_named(old: str) -> None:
    # cc-archive/cccatalog, src/cc_catalog_airflow/local_postgres (ebf8582).
    fill(old, "image", [usual(1)])
    with connect(old, autocommit=True) as connection:
        connection.execute(
            "ALTER TABLE image ADD id serial, ADD perceptual_hash varchar(255),"
            " ADD tags_list varchar(255)[], ADD view_count int NOT NULL DEFAULT 0"
        )
        left = ["id", "perceptual_hash", "tags_list", "view_count"]
        told = [f"image: the column {name} stays behind" for name in left]
        assert plan(in_place(old)).remains == told
        adopt(in_place(old))
        assert connection.execute("SELECT count(*) FROM image").fetchone() == (1,)


def test_a_table_may_lack_what_no_record_needs(old: str) -> None:
    fill(old, "image", [usual(1)])
    with connect(old, autocommit=True) as connection:
        connection.execute("ALTER TABLE image DROP title, DROP tags, DROP creator")
        adopt(in_place(old))
        query = "SELECT title, tags, creator FROM image"
        assert connection.execute(query).fetchone() == (None, None, None)


@pytest.mark.parametrize(
    "change",
    [
        "DROP INDEX image_identifier_key; ALTER TABLE image DROP CONSTRAINT image_pkey",
        "ALTER TABLE image DROP CONSTRAINT image_pkey, ALTER identifier DROP NOT NULL",
    ],
)
def test_rows_that_no_identifier_tells_apart_stand_in_the_way(old: str, change: str) -> None:
    with connect(old, autocommit=True) as connection:
        connection.execute(change)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError, match="each row of image needs an identifier of its own"):
        plan(in_place(old))


def test_scores_that_cannot_be_looked_up_are_not_left_behind_unsaid(server_dir: Path) -> None:
    with database_of(server_dir, "openverse_catalog_2022") as url:
        fill(url, "image", [usual(n) | {"meta_data": {"views": n}} for n in range(1, 5)])
        with connect(url, autocommit=True) as connection:
            # As of July 2021 (9446c7f).
            connection.execute(
                "REFRESH MATERIALIZED VIEW image_popularity_constants;"
                "REFRESH MATERIALIZED VIEW image_view; DROP INDEX image_view_identifier_idx;"
                "ALTER MATERIALIZED VIEW image_view RENAME standardized_popularity"
                " TO standardized_image_popularity"
            )
            query = "SELECT standardized_image_popularity FROM image_view ORDER BY identifier"
            before = connection.execute(query).fetchall()  # type: ignore[arg-type]
            assert None not in {score for (score,) in before}
            with pytest.raises(DatabaseError, match="the scores in image_view cannot be looked"):
                adopt(in_place(url))
            without = in_place(url, without=("standardized_popularity",))
            assert plan(without).tables[0].counts["rows"] == 4
            connection.execute("CREATE UNIQUE INDEX ON image_view (identifier)")
            adopt(in_place(url))
            kept = "SELECT standardized_popularity FROM image ORDER BY identifier"
            assert connection.execute(kept).fetchall() == before
            assert connection.execute(query).fetchall() == before  # type: ignore[arg-type]


def test_scores_that_the_column_lacks_come_from_the_view(server_dir: Path) -> None:
    # WordPress/openverse, docker/upstream_db (19844ee, 408b3d0): the column came first, then the
    # views went.
    with database_of(server_dir, "openverse_catalog_2022") as url:
        fill(url, "image", [usual(n) | {"meta_data": {"views": n}} for n in range(1, 4)])
        with connect(url, autocommit=True) as connection:
            connection.execute(
                "REFRESH MATERIALIZED VIEW image_popularity_constants;"
                "REFRESH MATERIALIZED VIEW image_view;"
                "ALTER TABLE image ADD standardized_popularity double precision;"
                "UPDATE image SET standardized_popularity = 0.125 WHERE meta_data ->> 'views' = '2'"
            )
            query = "SELECT standardized_popularity FROM image_view ORDER BY meta_data ->> 'views'"
            first, _, third = connection.execute(query).fetchall()
            adopt(in_place(url))
            kept = "SELECT standardized_popularity FROM image ORDER BY meta_data ->> 'views'"
            assert connection.execute(kept).fetchall() == [first, (0.125,), third]
            assert None not in first + third


def test_tombstones_of_the_time_when_they_had_no_key_are_taken_over(server_dir: Path) -> None:
    # WordPress/openverse, docker/upstream_db/0003 and 0006 between 1e021d6 and 7c166b4.
    with database_of(server_dir, "openverse_2023") as url:
        fill(url, "deleted_image", [usual(n) | TOMBSTONE for n in (1, 2)])
        fill(url, "image", [usual(3)])
        with connect(url, autocommit=True) as connection:
            connection.execute(
                "CREATE TABLE keyless (LIKE deleted_image);"
                "INSERT INTO keyless SELECT * FROM deleted_image; DROP TABLE deleted_image;"
                "ALTER TABLE keyless RENAME TO deleted_image"
            )
            adopt(in_place(url))
            query = "SELECT deleted_reason FROM deleted_image"
            assert connection.execute(query).fetchall() == [("takedown",), ("takedown",)]


def test_tombstones_that_nothing_tells_apart_stand_in_the_way(server_dir: Path) -> None:
    with database_of(server_dir, "openverse_2023") as url:
        fill(url, "deleted_image", [usual(1) | TOMBSTONE])
        with connect(url, autocommit=True) as connection:
            connection.execute(
                "CREATE TABLE keyless (LIKE deleted_image);"
                "INSERT INTO keyless SELECT * FROM deleted_image;"
                "INSERT INTO keyless SELECT * FROM deleted_image; DROP TABLE deleted_image;"
                "ALTER TABLE keyless RENAME TO deleted_image"
            )
        with pytest.raises(DatabaseError, match="each row of deleted_image needs an identifier"):
            plan(in_place(url))


def test_a_column_that_no_form_has_may_be_left_behind(old: str) -> None:
    fill(old, "image", [usual(1)])
    with connect(old, autocommit=True) as connection:
        connection.execute("ALTER TABLE image ADD view_count int DEFAULT 3")
        adopt(in_place(old, without=("view_count",)))
        query = "SELECT view_count FROM before_adoption.image"
        assert connection.execute(query).fetchone() == (3,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "CREATE TABLE report (image uuid REFERENCES image (identifier))",
            "the foreign key report_image_fkey of report refers to image: drop it",
        ),
        (
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
            "CREATE TRIGGER mine AFTER INSERT ON image EXECUTE FUNCTION f()",
            "image has a trigger mine: drop it",
        ),
        (
            "CREATE TABLE providers (name text PRIMARY KEY);"
            "ALTER TABLE image ADD CONSTRAINT known FOREIGN KEY (provider) REFERENCES providers",
            "the foreign key known of image refers to providers: drop it",
        ),
        ("ALTER TABLE image ADD CONSTRAINT mine CHECK (width > 0)", "image has a check mine: drop"),
        (
            "CREATE RULE mine AS ON DELETE TO image DO INSTEAD NOTHING",
            "image has a rule mine: drop it",
        ),
        (
            "ALTER TABLE image ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON image USING (true)",
            "image has a policy mine: drop it",
        ),
        ("ALTER TABLE image ENABLE ROW LEVEL SECURITY", "image has row security: drop it"),
        ("CREATE PUBLICATION mine FOR TABLE image", "the publication mine has image: drop it"),
        ("CREATE PUBLICATION mine FOR ALL TABLES", "the publication mine has image: drop it"),
        (
            "CREATE TABLE works (provider varchar(80)); ALTER TABLE image INHERIT works",
            "image is a part of works: drop it",
        ),
    ],
)
def test_what_would_stay_with_the_old_tables_stands_in_the_way(
    old: str, change: str, said: str
) -> None:
    with connect(old, autocommit=True) as connection:
        connection.execute(change)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError, match=said):
        adopt(in_place(old))


def test_what_a_subscription_writes_would_be_missed_so_it_stands_in_the_way(old: str) -> None:
    with connect(old, autocommit=True) as connection:
        connection.execute(
            "CREATE SUBSCRIPTION mine CONNECTION 'dbname=none' PUBLICATION theirs"
            " WITH (connect = false, slot_name = NONE)"
        )
        try:
            # As it is once the subscription has looked at the other side.
            connection.execute("SET allow_system_table_mods = on")
            connection.execute(
                "INSERT INTO pg_subscription_rel (srsubid, srrelid, srsubstate)"
                " SELECT oid, 'image'::regclass, 'r' FROM pg_subscription WHERE subname = 'mine'"
            )
            with pytest.raises(DatabaseError, match="a subscription writes to image: drop it"):
                adopt(in_place(old))
        finally:
            connection.execute("DROP SUBSCRIPTION mine")


def test_who_does_not_own_the_tables_is_told_whose_they_are(old: str) -> None:
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute(
            "CREATE ROLE deploy; CREATE ROLE someone LOGIN; CREATE ROLE member LOGIN"
        )
        connection.execute("GRANT deploy TO member")
        for table in ("image", "audio", "deleted_image", "deleted_audio"):
            connection.execute(f"ALTER TABLE {table} OWNER TO deploy")
        name = connection.info.dbname
        connection.execute(f"GRANT CREATE ON DATABASE {name} TO someone")
        fill(old, "image", [usual(1)])
        try:
            with pytest.raises(DatabaseError, match="image belongs to deploy: log in as that role"):
                adopt(in_place(old.replace("postgres@", "someone@")))
            with pytest.raises(DatabaseError, match="GRANT CREATE ON DATABASE"):
                adopt(in_place(old.replace("postgres@", "member@")))
            connection.execute(f"GRANT CREATE ON DATABASE {name} TO deploy")
            connection.execute("GRANT CREATE ON SCHEMA public TO deploy")
            with pytest.raises(DatabaseError, match="may not read image_popularity_metrics"):
                adopt(in_place(old.replace("postgres@", "member@")))
            for table in ("image_popularity_metrics", "audio_popularity_metrics", "audioset_view"):
                connection.execute(f"ALTER TABLE {table} OWNER TO deploy")
            adopt(in_place(old.replace("postgres@", "member@")))
            query = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
            owners = connection.execute(f"{query} AND tablename !~ 'popularity_metrics'")
            assert owners.fetchall() == [("deploy",)]
        finally:
            connection.execute("DROP OWNED BY deploy, someone, member CASCADE")
            connection.execute("DROP ROLE deploy, someone, member")


def test_rows_that_a_policy_hides_are_not_left_behind_unseen(old: str, empty: str) -> None:
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute(
            "ALTER TABLE image ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY mine ON image USING (provider = 'met'); CREATE ROLE someone LOGIN;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO someone"
        )
        try:
            with pytest.raises(DatabaseError, match="policies of image keep rows from this role"):
                adopt(AdoptionRequest(empty, source=old.replace("postgres@", "someone@")))
        finally:
            connection.execute("DROP OWNED BY someone; DROP ROLE someone")


def test_migrating_such_a_database_says_what_to_do(old: str) -> None:
    told = pytest.raises(MigrationError, match="`catalog db adopt` takes it over")
    with connect(old, autocommit=True) as connection, told:
        list(migrate.migrate(connection))
    fill(old, "image", [usual(1)])
    adopt(in_place(old))  # what the attempt left behind is in nobody's way


def test_a_catalog_of_ours_needs_no_adoption(database: str) -> None:
    with pytest.raises(DatabaseError, match="is a catalog of this program already"):
        adopt(in_place(database))
