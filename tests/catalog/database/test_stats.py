from collections.abc import Callable

import pytest

from catalog.database import deletion
from catalog.database.connection import Connection
from catalog.database.selection import by_condition
from catalog.database.stats import stats

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def test_an_empty_catalog_counts_nothing(connection: Connection) -> None:
    nothing: dict[str, object] = dict.fromkeys(
        ("providers", "licenses", "removed", "scored", "updated", "synced", "seen", "unseen"), {}
    )
    nothing |= {"deleted": {}, "deleted_for": {}, "total": 0}
    assert [counted.to_json() for counted in stats(connection)] == [
        {"media_type": "image", **nothing},
        {"media_type": "audio", **nothing},
    ]


def test_rows_are_counted_by_provider_licence_freshness_and_fate(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 5)
    add_images("smk", 2)
    connection.execute(
        "UPDATE image SET license = 'cc0', license_version = '1.0', removed_from_source = true,"
        " standardized_popularity = 0.5, updated_on = now() - interval '10 days',"
        " last_synced_with_source = now() - interval '2 years' WHERE provider = 'smk'"
    )
    connection.execute(
        "UPDATE image SET updated_on = now() - interval '24 hours 1 second',"
        " last_synced_with_source = now() + interval '1 minute'"
        " WHERE provider = 'met' AND title = 'picture 0'"
    )
    last = by_condition("image", "provider = 'met' AND title = 'picture 4'", name="w")
    deletion.delete(connection, "image", last, reason="takedown")
    (found,) = stats(connection, ["image"])
    assert found.to_json() == {
        "media_type": "image",
        "total": 6,
        "providers": {"met": 4, "smk": 2},
        "licenses": {"by 4.0": 4, "cc0 1.0": 2},
        "removed": {"smk": 2},
        "scored": {"smk": 2},
        "updated": {"under 1 day": 3, "1 to 7 days": 1, "7 to 30 days": 2},
        "synced": {"under 1 day": 1, "over 1 year": 2, "never": 3},
        "seen": {},
        "unseen": {},
        "deleted": {"met": 1},
        "deleted_for": {"takedown": 1},
    }


def test_a_table_is_read_once(connection: Connection, add_images: AddImages) -> None:
    add_images("met", 10)
    connection.execute("SELECT pg_stat_force_next_flush()")
    before = connection.execute("SELECT pg_stat_get_numscans('image'::regclass)").fetchone()
    stats(connection, ["image"])
    connection.execute("SELECT pg_stat_force_next_flush()")
    after = connection.execute("SELECT pg_stat_get_numscans('image'::regclass)").fetchone()
    assert before
    assert after == (before[0] + 1,)
