from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.pq import TransactionStatus

from catalog.database import selection
from catalog.database.connection import Connection
from catalog.database.selection import Preview, by_condition, by_creator, by_ids, preview
from catalog.errors import CatalogError, NotFoundError, UsageError

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def count(connection: Connection, condition: str) -> int:
    return preview(connection, "image", by_condition("image", condition, name="w.sql")).total


def test_a_preview_counts_by_provider_and_shows_a_few(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    add_images("smk", 3)
    found = preview(connection, "image", by_condition("image", "title <> 'picture 0'", name="w"))
    assert found.by_provider == {"smk": 2, "met": 1}
    assert sorted(row[1:] for row in found.sample) == [
        ("met", "id-1", "picture 1", "https://met.org/1"),
        ("smk", "id-1", "picture 1", "https://smk.org/1"),
        ("smk", "id-2", "picture 2", "https://smk.org/2"),
    ]


@pytest.mark.parametrize(
    "condition",
    [
        "provider = 'met'",
        "WHERE provider = 'met'",
        "where provider = 'met';",
        "provider = 'met' -- the museum",
        "/* the museum */ provider LIKE 'm%'",
        "image.provider = 'met'",
        "provider ~ '^m[a-z]{2}$'",
        "provider = 'met' AND '%(x)s {y} %%' <> title",
    ],
)
def test_a_condition_may_be_written_as_people_write_it(
    connection: Connection, add_images: AddImages, condition: str
) -> None:
    add_images("met", 2)
    add_images("smk", 3)
    assert count(connection, condition) == 2


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("provder = 'met'", 'column "provder" does not exist'),
        ("provider = ", "syntax error"),
        ("true); DELETE FROM image; --", "syntax error"),
        (
            "true)); SELECT provider, count(*) FROM image WHERE ((true",
            "cannot insert multiple commands",
        ),
        ("true) OR (true", None),
        ("true\n); DROP TABLE image; SELECT (1", "syntax error"),
        ("title", "argument of WHERE must be type boolean"),
        ("1 / (width - width) = 1 OR 1 / 0 = 1", "division by zero"),
        ("nextval('license_change_id_seq') > 0", "cannot execute nextval.* in a read-only"),
        ("set_config('transaction_read_only', 'off', false) = 'off'", "cannot set|read-write mode"),
    ],
)
def test_bad_sql_is_refused_in_postgres_own_words_and_changes_nothing(
    connection: Connection, add_images: AddImages, condition: str, said: str | None
) -> None:
    add_images("met", 2)
    if said is None:
        assert count(connection, condition) == 2
    else:
        with pytest.raises(UsageError, match=f"PostgreSQL refuses the condition: .*({said})"):
            count(connection, condition)
    assert connection.execute("SELECT count(*) FROM image").fetchone() == (2,)


FRAGMENTS = st.sampled_from(
    ["$1", "%", "%s", "%(x)s", "\\", "E'\\", "U&'\\0", "\0", "'", '"', "--", "/*", "*/", "$a$"]
    + ["(", ")", ";", "\n", "\r", "\u2028", "true", "title", "LIKE 'a%'", "=", "DELETE FROM image"]
    + ["COMMIT", "1/0", "{}", "::", "b'", "*", "x" * 5000, "nextval('x')", "[1]", " OR ", " "]
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(FRAGMENTS | st.text(max_size=4), min_size=1, max_size=12).map("".join))
@example("$1")
@example("true = $1")
@example("$2 IS NULL")
@example("true)\0")
@example("title = 'caf\udce9'")
@example("true); DELETE FROM image --")
@example("true) OR (true")
@example("\\")
@example("'" * 100_001)
@example("/*" * 50_000)
@example("(" * 50_000)
@example("true OR " * 20_000 + "true")
def test_whatever_a_condition_holds_is_counted_or_refused_in_a_line_and_changes_nothing(
    connection: Connection, text: str
) -> None:
    try:
        count(connection, text)
    except CatalogError as error:
        said = str(error)
        assert "\n" not in said
        assert len(said) < 1000
    assert connection.info.transaction_status is TransactionStatus.IDLE
    assert connection.execute("SELECT to_regclass('image') IS NOT NULL").fetchone() == (True,)


@pytest.mark.parametrize("text", ["", "  \n", "WHERE", "-- later", ";", "/* none */"])
def test_an_empty_condition_is_not_everything(text: str) -> None:
    with pytest.raises(UsageError, match=r"w.sql holds no condition"):
        by_condition("image", text, name="w.sql")


def test_ids_are_identifiers_or_the_providers_own(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 4)
    row = connection.execute("SELECT identifier FROM image WHERE title = 'picture 0'").fetchone()
    assert row
    text = f"# two of the Met\n{row[0]}\n\nmet\tid-1\nmet\tid-1\nmet\tid-9\n{'0' * 32}\n"
    found = preview(connection, "image", by_ids("image", text, name="ids"))
    assert (found.by_provider, found.missing) == ({"met": 2}, 2)


@pytest.mark.parametrize("text", ["id-1", "\tid-1", "met\t", "not-a-uuid-at-all"])
def test_a_line_that_is_no_id_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="ids.txt, line 2 is neither an identifier"):
        by_ids("image", f"met\tid-0\n{text}\n", name="ids.txt")


def test_a_file_without_ids_is_an_error() -> None:
    with pytest.raises(UsageError, match="ids.txt holds no ids"):
        by_ids("image", "# none\n", name="ids.txt")


def test_a_creator_is_found_by_name_whatever_its_case(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 2, creator="Ann O'Nym")
    add_images("met", 2, creator="Ann O'Nym")
    found = preview(connection, "image", by_creator("image", "flickr", creator="ANN o'nym"))
    assert found.by_provider == {"flickr": 2}


def test_a_creator_is_found_by_page_whatever_its_scheme_and_last_slash(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 1)
    connection.execute("UPDATE image SET creator_url = 'http://flickr.com/ann/'")
    page = "https://flickr.com/ann"
    found = preview(connection, "image", by_creator("image", "flickr", creator_url=page))
    assert found.total == 1


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.sql").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8 text"):
        selection.read_text(str(tmp_path / "w.sql"))
    with pytest.raises(NotFoundError, match="does not exist"):
        selection.read_text(str(tmp_path / "other.sql"))


def test_an_empty_selection_previews_as_nothing(connection: Connection) -> None:
    assert preview(connection, "image", by_condition("image", "false", name="w")) == Preview({}, ())
