import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database.connection import Connection

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def run(database: str, *arguments: str) -> Result:
    arguments = ("popularity", *arguments, "--database-url", database)
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_a_refresh_says_what_it_found_and_changed(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 20, metric="views", values="n + 1")
    dry = run(database, "refresh", "--media", "image", "--dry-run")
    assert "image: 20 scores would change" in dry.stdout
    result = run(database, "refresh", "--provider", "flickr")
    assert result.exit_code == 0
    assert "flickr" in result.stdout
    assert "image: 20 scores changed" in result.stdout
    assert "audio" not in result.stdout
    again = run(database, "refresh", "--media", "image", "--report", "json")
    [report] = json.loads(again.stdout)
    assert (report["media_type"], report["changed"], report["done"]) == ("image", 0, True)


def test_metrics_are_listed_set_and_removed(database: str) -> None:
    run(database, "set", "--media", "image", "--provider", "*", "--metric", "inlinks")
    listed = json.loads(run(database, "list", "--format", "json").stdout)
    assert {"provider": "*", "metric": "inlinks", "percentile": 0.85}.items() <= listed[0].items()
    run(database, "remove", "--media", "image", "--provider", "*")
    assert "inlinks" not in run(database, "list").stdout
