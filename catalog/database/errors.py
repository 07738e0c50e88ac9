"""What can go wrong between us and a database."""

from catalog.errors import CatalogError


class DatabaseError(CatalogError):
    """The database could not do what was asked."""


class UnreachableError(DatabaseError):
    """The database cannot be reached."""


class MigrationError(DatabaseError):
    """The database's migrations do not fit this version of the catalog."""


class BusyError(DatabaseError):
    """Somebody else is at it."""
