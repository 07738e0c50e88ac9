"""`catalog browse`: the catalog as a local web page."""

import os
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.output import say
from catalog.cli.page_options import reviews_option
from catalog.errors import UsageError
from catalog.files import storage
from catalog.images.reviews import REVIEWS
from catalog.settings import load_settings

if TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer

PORT = 8765
# Where `make demo` puts what it makes.
DEMO = Path("demo-output")


@click.command(name="browse")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    help="On 127.0.0.1; 0 is any free one. With the same port, links stay the same.",
)
@click.option("--no-images", is_flag=True, help="Show no pictures and play no sounds.")
@click.option(
    "--allow-edits",
    is_flag=True,
    help="Let the page change something: delete and restore records, decide about candidates.",
)
@click.option("--lake", metavar="PLACE", help="The lake's root, for the pages of crawls.")
@click.option("--landing", metavar="PLACE", help="The landing zone, for the runs of providers.")
@click.option(
    "--candidates", metavar="FILE", help="candidates.json of `catalog candidates`, for the review."
)
@reviews_option
@click.option("--open/--no-open", "open_page", default=False, help="Open it in your browser.")
@database_options
def browse(
    *,
    port: int,
    no_images: bool,
    allow_edits: bool,
    open_page: bool,
    database: DatabaseOptions,
    **places: str | None,
) -> None:
    """Look at the catalog in a browser: records, providers, crawls, review.

    Prints an address with a random token; only who has it can look, and only on this machine. The
    database is read in read-only transactions, and nothing is written without --allow-edits.
    Pictures are fetched by your browser from where they lie, without telling where it comes from.
    Every page is also JSON: add .json to its address.

    After `make demo`, and where nothing else is named, it shows the demo's catalog.

    \b
    catalog browse
    catalog browse --database-url postgresql://reader@db.example/openledger --no-images
    """  # noqa: D301 - \b is click's own
    from catalog.browse.app import create_app, serve
    from catalog.browse.site import BrowseSite

    demo = _demo(database.database_url, database.db_dir)
    if demo:
        database = DatabaseOptions(None, demo / "db")
        places = _of_the_demo(demo, places)
        say(f"showing the demo's catalog, in {demo}")
    with open_database(database) as (url, _):
        pass
    _check_places(lake=places["lake"], landing=places["landing"])
    if places["candidates"] and Path(places["candidates"]).is_dir():
        raise UsageError(f"--candidates: {places['candidates']} is a folder. Name the file in it.")
    server, bound = serve(port)
    site = BrowseSite(
        database_url=url,
        port=bound,
        lake=places["lake"] or "",
        landing=places["landing"] or "",
        candidates=places["candidates"] or "",
        reviews=places["reviews"] or REVIEWS,
        images=not no_images,
        edits=allow_edits,
    )
    server.app = create_app(site)
    _run(server, site.url, open_page=open_page)


def _of_the_demo(demo: Path, places: Mapping[str, str | None]) -> dict[str, str | None]:
    """Fill in where the demo put what was not named."""
    made = {name: f"{demo}/{name}" for name in ("lake", "landing")}
    made["candidates"] = f"{demo}/candidates.json"
    filled = {name: places[name] or place for name, place in made.items()}
    reviews = places["reviews"]
    return filled | {"reviews": f"{demo}/{REVIEWS}" if reviews == REVIEWS else reviews}


def _demo(database_url: str | None, db_dir: Path | None) -> Path | None:
    """Return the demo's folder where its database is named, or nothing else is named or there."""
    settings = load_settings()
    chosen = db_dir or (settings.db_dir if not settings.database_url else None)
    if not database_url and chosen == DEMO / "db" and chosen.is_dir():
        return DEMO
    named = database_url or db_dir or settings.database_url
    used = "CATALOG_DB_DIR" in os.environ or settings.db_dir.exists()
    return None if named or used or not (DEMO / "db").is_dir() else DEMO


def _run(server: "BaseWSGIServer", address: str, *, open_page: bool) -> None:
    # Not held back by --quiet: nobody can look without it.
    click.echo(f"Open {address}", err=True)
    say("Ctrl-C ends it.")
    if open_page:
        webbrowser.open(address)
    try:
        server.serve_forever()
    finally:
        server.server_close()
    raise KeyboardInterrupt  # the server ends in silence at Ctrl-C, and at nothing else


def _check_places(**places: str | None) -> None:
    """Refuse a place that was named and is not there."""
    for name, place in places.items():
        if place and not storage.is_s3(place) and not Path(place).is_dir():
            raise UsageError(f"--{name}: there is no directory {place}")
