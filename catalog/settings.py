"""What the environment may set. Nothing is read at import: callers ask when they need a value."""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from catalog.errors import UsageError

CONTACT = "openverse@wordpress.org"
COMMON_CRAWL = "https://data.commoncrawl.org/"
DEFAULT_DB_DIR = Path(".catalog/db")


@dataclass(frozen=True, slots=True)
class Settings:
    """One process's settings.

    Attributes:
        contact: the address in the User-Agent, so that a site can reach the operator.
        common_crawl: base URI under which `crawl-data/` lies.
        database_url: a PostgreSQL URL, or None for the embedded server in `db_dir`. It may hold a
            password: it is kept out of `repr`.
        db_dir: where the embedded server keeps its data.
        turns_dir: where it is noted whose turn it is to ask a provider; None for a folder in the
            temporary directory. Processes that share it share one pace.
    """

    contact: str = CONTACT
    common_crawl: str = COMMON_CRAWL
    database_url: str | None = field(default=None, repr=False)
    db_dir: Path = DEFAULT_DB_DIR
    turns_dir: Path | None = None

    @property
    def turns(self) -> Path:
        """The folder of the turns."""
        return self.turns_dir or Path(tempfile.gettempdir()) / "catalog-turns"

    @property
    def user_agent(self) -> str:
        """What we call ourselves to other people's servers."""
        return f"OpenverseCatalog/0.1 (+https://openverse.org; {self.contact})"


def load_settings() -> Settings:
    """Read DATABASE_URL and CATALOG_CONTACT, _COMMON_CRAWL, _DB_DIR and _TURNS_DIR."""
    env = os.environ
    turns_dir = env.get("CATALOG_TURNS_DIR")
    return Settings(
        contact=env.get("CATALOG_CONTACT", CONTACT),
        common_crawl=env.get("CATALOG_COMMON_CRAWL", COMMON_CRAWL),
        database_url=env.get("DATABASE_URL") or None,
        db_dir=Path(env.get("CATALOG_DB_DIR", DEFAULT_DB_DIR)),
        turns_dir=Path(turns_dir) if turns_dir else None,
    )


def secret(name: str) -> str:
    """Return the secret of that name from the environment.

    Raises:
        UsageError: it is not set.
    """
    value = os.environ.get(name)
    if not value:
        raise UsageError(
            f"{name} is not set. Set it in the environment (it is never written down)."
        )
    return value
