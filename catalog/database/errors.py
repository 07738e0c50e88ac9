"""What can go wrong between us and a database."""

from typing import TYPE_CHECKING

from catalog.errors import CatalogError

if TYPE_CHECKING:  # who only prints an error needs no driver
    import psycopg


class DatabaseError(CatalogError):
    """The database could not do what was asked."""


class UnreachableError(DatabaseError):
    """The database cannot be reached."""


class MigrationError(DatabaseError):
    """The database's migrations do not fit this version of the catalog."""


class BusyError(DatabaseError):
    """Somebody else is at it."""


_HINTS = {
    "25006": "Either this server is a copy that can only be read: then name the one that it is a "
    "copy of. Or this login's sessions only read: see its default_transaction_read_only.",
    "42501": "This login may not do that: see Roles in docs/operations.md.",
    # Where a rule came after a record that breaks it, each change of that record is refused.
    "23514": "docs/data-model.md says what a record may be; one that was there before this rule "
    "`catalog db status` tells how to find.",
    # A lock or a deadlock: whoever was in the way goes on.
    **dict.fromkeys(("55P03", "40P01", "40001"), "Run the same command again."),
    # A load finds its own tables there already, in a session that another client has left.
    "42P07": "A pooler must leave a session to its client (PgBouncer: pool_mode = session).",
}


def hint(error: BaseException) -> str:
    """Return what to do about an error of PostgreSQL, known by its SQLSTATE; empty: nothing known.

    https://www.postgresql.org/docs/current/errcodes-appendix.html
    """
    return _HINTS.get(getattr(error, "sqlstate", None) or "", "")


def is_lost(error: BaseException) -> bool:
    """Tell whether an error ended the connection: the server said so, or says nothing any more."""
    state = getattr(error, "sqlstate", None) or "08"
    return state.startswith(("08", "57P"))


def primary_message(error: "psycopg.Error") -> str:
    """Return what the server said, without the row in which it said it."""
    return error.diag.message_primary or str(error).partition("\n")[0] or type(error).__name__
