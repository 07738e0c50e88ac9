"""A database that has paused answers late; a role logs in with a token."""

import contextlib
import logging
import socket
import threading
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from catalog.database import iam_login
from catalog.database.connection import connect
from catalog.database.errors import UnreachableError

pytestmark = pytest.mark.postgres


@pytest.fixture
def paused(database):
    """The test's database behind a port that answers nobody but who asks a second time."""
    query = parse_qs(urlsplit(database).query)
    path = f"{unquote(query['host'][0])}/.s.PGSQL.{urlsplit(database).port or 5432}"
    listener = socket.create_server(("127.0.0.1", 0))

    def copy(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)

    def serve(client):
        with client, socket.socket(socket.AF_UNIX) as server:
            server.connect(path)
            there = threading.Thread(target=copy, args=(client, server))
            there.start()
            copy(server, client)
            there.join()

    def listen():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            clients.append(client)
            if len(clients) == 1:
                continue
            served.append(threading.Thread(target=serve, args=(client,)))
            served[-1].start()

    clients: list[socket.socket] = []
    served = [threading.Thread(target=listen)]
    served[0].start()
    parts = urlsplit(database)
    yield f"postgresql://{parts.username}@127.0.0.1:{listener.getsockname()[1]}{parts.path}"
    for left in (listener, *clients):
        with contextlib.suppress(OSError):
            left.shutdown(socket.SHUT_RDWR)
        left.close()
    for thread in served:
        thread.join()


def test_a_paused_database_is_waited_for_and_each_wait_is_told(paused, caplog):
    caplog.set_level(logging.WARNING, logger="catalog.database.connection")
    with connect(paused, timeout=2) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert "it may be resuming" in caplog.text


def test_a_database_that_stays_away_is_given_up(paused):
    with pytest.raises(UnreachableError, match="cannot connect"):
        connect(paused, timeout=2, resume=0)


def test_a_wrong_login_is_not_waited_for(database, caplog):
    with pytest.raises(UnreachableError, match="does not exist"):
        connect(database.replace(urlsplit(database).path, "/nothing"))
    assert "waiting for" not in caplog.text


def test_a_role_logs_in_with_a_token_and_verifies_the_server(monkeypatch):
    for name, value in {
        "DATABASE_IAM": "catalog_loader",
        "DATABASE_HOST": "openledger.cluster-x.us-east-1.rds.amazonaws.com",
        "DATABASE_PORT": "5433",
        "DATABASE_NAME": "openledger",
        "DATABASE_CA": "/opt/python/rds-ca.pem",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    url = iam_login.url()
    assert url == (
        "postgresql://catalog_loader@openledger.cluster-x.us-east-1.rds.amazonaws.com:5433/openledger"
        "?sslmode=verify-full&sslrootcert=/opt/python/rds-ca.pem"
    )
    token = iam_login.password(url)["password"]
    assert token.startswith(
        "openledger.cluster-x.us-east-1.rds.amazonaws.com:5433/?Action=connect&DBUser=catalog_loader"
    )
    assert iam_login.password("postgresql://me@127.0.0.1/x") == {}
