"""What the environment and a configuration file may set; nothing is read at import.

An option of the command line comes first, then a variable of the environment, then the file. The
file is `catalog.toml` in the working directory (or the one that CATALOG_CONFIG names), or the table
`[tool.catalog]` of a `pyproject.toml` there. DATABASE_URL, which other programs use too, comes last
of all that names a database.
"""

import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from catalog.errors import UsageError

CONTACT = "openverse@wordpress.org"
COMMON_CRAWL = "https://data.commoncrawl.org/"
DEFAULT_DB_DIR = Path(".catalog/db")
CONFIG_VARIABLE = "CATALOG_CONFIG"
# Set by many other programs for a database of their own.
GENERIC_DATABASE = "DATABASE_URL"


def _setting(text: str, default: Any, *, shown: str = "", secret: bool = False) -> Any:
    """Declare a setting: what it is, and its default as people read it."""
    metadata = {"help": text, "default": shown or str(default)}
    return field(default=default, repr=not secret, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """One process's settings. The variable of `db_dir` is CATALOG_DB_DIR, its key `db-dir`.

    Attributes:
        contact: the address in the User-Agent, so that a site can reach the operator.
        common_crawl: base URI under which `crawl-data/` lies.
        database_url: a PostgreSQL URL, or None for the embedded server in `db_dir`. It may hold a
            password: it is kept out of `repr`.
        db_dir: where the embedded server keeps its data.
        turns_dir: where it is noted whose turn it is to ask a provider; None for a folder below the
            user's runtime or cache directory. Processes that share it share one pace.
        asked: names of providers whose operators were asked, and agreed, divided by commas.
    """

    contact: str = _setting("Address in the User-Agent, so that a site can reach you.", CONTACT)
    common_crawl: str = _setting("Where `crawl-data/` lies.", COMMON_CRAWL)
    database_url: str | None = _setting(
        "A PostgreSQL server of your own.",
        None,
        shown=f"{GENERIC_DATABASE}, or the embedded server",
        secret=True,
    )
    db_dir: Path = _setting("Directory of the embedded server.", DEFAULT_DB_DIR)
    turns_dir: Path | None = _setting(
        "Folder where it is noted whose turn it is to ask a provider; who shares it shares a pace.",
        None,
        shown="one below your runtime or cache directory",
    )
    asked: str = _setting(
        "Providers that want to be asked before they are pulled, and have agreed, by commas.",
        "",
        shown="none",
    )

    @property
    def turns(self) -> Path:
        """The folder of the turns; one for each user, since one may not write into another's."""
        return self.turns_dir or _user_dir("turns")

    @property
    def user_agent(self) -> str:
        """What we call ourselves to other people's servers."""
        return f"OpenverseCatalog/0.1 (+https://openverse.org; {self.contact})"


def _user_dir(what: str) -> Path:
    """Return a directory of this user's for what need not be kept (XDG base directories).

    Where there is neither a runtime nor a cache directory (a Lambda, a container without a home) it
    is one in the temporary directory, named by the user.
    """
    env = os.environ
    given = (env.get("XDG_RUNTIME_DIR"), env.get("XDG_CACHE_HOME"), env.get("HOME"))
    runtime, cache, home = (Path(value) if value else None for value in given)
    for base in (runtime, cache, home / ".cache" if home else None):
        if base and _is_ours(base if base.exists() else base.parent):
            return base / "openverse-catalog" / what
    return Path(tempfile.gettempdir()) / f"openverse-catalog-{what}-{os.geteuid()}"


def _is_ours(folder: Path) -> bool:
    """Tell whether a directory is this user's own, and may be written to."""
    try:
        return folder.stat().st_uid == os.geteuid() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False


def load_settings() -> Settings:
    """Read the settings from the environment and the configuration file.

    Raises:
        UsageError: the file cannot be read or has a key that is none, or two databases are named.
    """
    names = [one.name for one in fields(Settings)]
    configured = {key.replace("-", "_"): value for key, value in config().items()}
    filed = {name: configured[name] for name in names if name in configured}
    ambient = {name: value for name in names if (value := os.environ.get(variable(name)))}
    for chosen, where in ((ambient, "the environment"), (filed, "the configuration file")):
        if {"database_url", "db_dir"} <= chosen.keys():
            raise UsageError(f"{where} names two databases, by a URL and a directory. Leave one.")
    if not {"database_url", "db_dir"} & (ambient.keys() | filed.keys()):
        filed["database_url"] = os.environ.get(GENERIC_DATABASE) or None
    if {"database_url", "db_dir"} & ambient.keys():
        filed = {name: value for name, value in filed.items() if name not in _DATABASE}
    chosen = filed | ambient
    paths = {name: Path(chosen[name]) for name in ("db_dir", "turns_dir") if chosen.get(name)}
    return Settings(**(chosen | paths))


_DATABASE = ("database_url", "db_dir")


def variable(name: str) -> str:
    """Return the variable of the environment for a setting.

    >>> variable("db_dir")
    'CATALOG_DB_DIR'
    """
    return f"CATALOG_{name.upper()}"


def config() -> Mapping[str, Any]:
    """Return the configuration file as it stands, empty where there is none.

    Its keys are settings, and tables of a command's options: `[crawl.extract]` with `workers = 4`.

    Raises:
        UsageError: it cannot be read, is no TOML, or has a setting that is none.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return _checked(_read(Path(named)), named)
    if Path("catalog.toml").is_file():
        return _checked(_read(Path("catalog.toml")), "catalog.toml")
    if Path("pyproject.toml").is_file():
        found = _read(Path("pyproject.toml")).get("tool", {}).get("catalog", {})
        return _checked(found, "pyproject.toml [tool.catalog]")
    return {}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read the configuration {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"the configuration {path} is no TOML: {error}") from error


def _checked(found: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    known = [one.name.replace("_", "-") for one in fields(Settings)]
    for key, value in found.items():
        if isinstance(value, dict):
            continue  # a command's options, which the command line knows
        if key not in known:
            raise UsageError(f"{place} has a setting {key!r}, which is none. {like(key, known)}")
        if not isinstance(value, str):
            raise UsageError(f"{place}: {key} must be a text in quotes, not {value!r}")
    return found


def like(name: str, known: list[str]) -> str:
    """Return a sentence that says which name was probably meant, or which there are.

    >>> like("db_dir", ["db-dir", "contact"])
    "Did you mean 'db-dir'?"
    """
    close = get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(known)}."
