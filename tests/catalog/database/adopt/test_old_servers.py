"""Catalogs on servers as old as the one that Openverse's projects ran, PostgreSQL 13."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from catalog.database import postgres_binaries, server
from catalog.database.adopt.adoption import adopt
from catalog.database.errors import DatabaseError
from tests.catalog.database.adopt.dying import content
from tests.catalog.database.adopt.old_rows import AdoptionRequest, in_place
from tests.catalog.database.adopt.test_interruptions import fill_old
from tests.catalog.database.test_server_versions import SERVERS, without_builtin_locale
from tests.conftest import FAST

pytestmark = [pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def thirteen(own_dir: Path) -> Iterator[str]:
    """Return the URL of a database on PostgreSQL 13."""
    programs = SERVERS / "13" / "bin"
    if not (programs / "postgres").exists():
        pytest.skip(f"no PostgreSQL 13 in {SERVERS}: scripts/postgres_servers.sh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_binaries, "bin_dir", lambda: programs)
        patch.setattr(postgres_binaries, "run", without_builtin_locale)
        url = server.start(own_dir / "db", FAST)
    try:
        yield url
    finally:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(postgres_binaries, "bin_dir", lambda: programs)
            server.stop(own_dir / "db", mode="immediate")


@pytest.mark.parametrize("follow", [False, True])
def test_a_catalog_on_postgresql_13_is_copied_whole(
    thirteen: str, empty: str, old: str, follow: bool
) -> None:
    fill_old(thirteen, 5_000)
    with psycopg.connect(thirteen) as connection:
        assert connection.info.server_version // 10_000 == 13
    with pytest.raises(DatabaseError, match="needs PostgreSQL 14 or newer, and this server is 13"):
        adopt(in_place(thirteen))
    adopt(AdoptionRequest(empty, thirteen, follow=follow, workers=2))
    copied = content(empty)
    with psycopg.connect(old, autocommit=True) as connection:
        connection.execute("DROP TABLE image, audio, deleted_image, deleted_audio CASCADE")
        connection.execute("DROP TABLE image_popularity_metrics, audio_popularity_metrics CASCADE")
    fill_old(old, 5_000)
    adopt(in_place(old))
    assert content(old) == copied
