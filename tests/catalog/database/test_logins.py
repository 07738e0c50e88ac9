"""The roles that log in by IAM, on a server of their own: roles belong to a server."""

from urllib.parse import urlsplit

import psycopg
import pytest

from catalog.database import server
from catalog.database.connection import connect
from catalog.database.migrate import migrate
from catalog.database.sql import statement

pytestmark = pytest.mark.postgres


@pytest.fixture
def login(own_dir):
    url = server.start(own_dir / "db")
    with psycopg.connect(url, autocommit=True) as master:
        master.execute("CREATE ROLE rds_iam")  # RDS has it
        for _ in range(2):
            master.execute(statement("create_logins"))
    yield lambda role: url.replace(f"{urlsplit(url).username}@", f"{role}@")
    server.stop(own_dir / "db")


def test_each_role_may_do_its_work_and_no_more(login):
    with connect(login("catalog_migrator"), autocommit=True) as migrator:
        assert list(migrate(migrator))
    with connect(login("catalog_loader"), autocommit=True) as loader:
        loader.execute("TRUNCATE image")
        loader.execute("CREATE SCHEMA load_1")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            loader.execute("CREATE ROLE another")
    with connect(login("catalog_reader"), autocommit=True) as reader:
        assert reader.execute("SELECT count(*) FROM image").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            reader.execute("DELETE FROM image")
