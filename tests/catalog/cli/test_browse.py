import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from catalog.cli import cli

pytestmark = pytest.mark.postgres
COMMAND = [sys.executable, "-m", "catalog", "browse"]


def test_it_prints_an_address_serves_it_and_ends_at_ctrl_c(database: str, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", "--quiet", "--database-url", database],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        address = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/)\?token=([\w-]{32})\n", said)
        assert address, said
        assert requests.get(f"{address[1]}image", timeout=10).status_code == 403
        page = requests.get(f"{address[1]}image.json?token={address[2]}", timeout=10)
        assert page.json()["total"] == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert address[2] not in process.stderr.read()
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_what_cannot_be_served_is_told(database: str) -> None:
    def run(*options: str) -> str:
        arguments = ["browse", "--database-url", database, *options]
        return str(CliRunner().invoke(cli, arguments).exception)

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run("--port", port) == (
            f"port {port} cannot be used: Address already in use. Choose another: --port N."
        )
    assert run("--lake", "/nowhere") == "--lake: there is no directory /nowhere"
    assert run("--candidates", "/tmp") == "--candidates: /tmp is a folder. Name the file in it."


def test_after_the_demo_it_shows_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from catalog.cli.browse import _demo

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("CATALOG_DB_DIR", raising=False)
    assert _demo(None, None) is None
    (tmp_path / "demo-output" / "db").mkdir(parents=True)
    assert _demo(None, None) == Path("demo-output")
    assert _demo("postgresql://db.example/x", None) is None
    assert _demo(None, tmp_path / "db") is None
    (tmp_path / ".catalog" / "db").mkdir(parents=True)
    assert _demo(None, None) is None
