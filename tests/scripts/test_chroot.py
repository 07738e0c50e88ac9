"""The README's two commands on a Debian that has nothing but Python, make and git.

    PROOF_DEBIAN="bookworm trixie forky" make proof ARGS=tests/scripts/test_chroot.py

Each suite is a chroot that debootstrap makes (minutes, some 300 MB), so that it is asked for.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MIRROR = "http://deb.debian.org/debian"
SUITES = os.environ.get("PROOF_DEBIAN", "").split()
PACKAGES = "python3,make,git,ca-certificates"
USER = 1000
# Tests that once asked for more than an ordinary user of a bare machine has: Node, a terminal, a
# foreground, shared memory (/dev/shm is not there), a root's rights.
TESTS = (
    "tests/catalog/cli/test_boundary.py tests/catalog/test_engine.py tests/stacks"
    " tests/catalog/apis/test_rate_limit.py tests/catalog/files/test_storage.py"
    " tests/catalog/database/adopt/test_interruptions.py"
)
pytestmark = pytest.mark.slow


def reason() -> str:
    """Say why no chroot can be made here; nothing when one can."""
    if not SUITES:
        return "PROOF_DEBIAN names no suite, such as trixie"
    if os.geteuid() != 0:
        return "only root can make a chroot"
    if not shutil.which("debootstrap"):
        return "debootstrap is not installed"
    return ""


@pytest.fixture(scope="module", params=SUITES or ["none"])
def machine(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Make a chroot with an ordinary user, and the project in a folder of a name with spaces."""
    if told := reason():
        pytest.skip(told)
    with tempfile.TemporaryDirectory(prefix="chroot-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        root.chmod(0o755)
        script = Path("/usr/share/debootstrap/scripts")
        known = [] if (script / request.param).exists() else [str(script / "sid")]
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}"]
            + [request.param, name, MIRROR, *known],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            pytest.skip(f"debootstrap {request.param}: {made.stdout[-200:]}")
        for file in ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt"):
            shutil.copy(Path("/") / file, root / file)
        inside(root, "useradd --uid 1000 --create-home ann", user=0)
        project = root / "home" / "ann" / "my projects" / "ø catalog (1)"
        subprocess.run(["git", "clone", "--quiet", ROOT, project], check=True)
        subprocess.run(["chown", "-R", "1000:1000", root / "home" / "ann"], check=True)
        yield root


def inside(root: Path, command: str, *, user: int = USER) -> str:
    """Run a command in the chroot, with /proc and /dev, and return what it said."""
    home = "/home/ann/my projects/ø catalog (1)" if user else "/"
    kept = ("PIP_INDEX_URL", "PIP_CERT", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE")
    given = [f"{name}={os.environ[name]}" for name in kept if name in os.environ]
    given += [f"{k}={v}" for k, v in os.environ.items() if k.lower().endswith("_proxy")]
    bare = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "TERM=dumb", "LANG=C", *given]
    mount = 'mount -t proc proc "$0/proc"; mount --bind /dev "$0/dev"; exec "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-ec", mount, root]
        + [shutil.which("chroot") or "/usr/sbin/chroot", f"--userspec={user}:{user}", root]
        + [*bare, "HOME=/home/ann" if user else "HOME=/root"]
        + ["sh", "-ec", f'umask 077; cd "$0"; {command}', home],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}"
    return done.stdout


def test_the_demo_runs_in_a_shell_that_ignores_ctrl_c(machine: Path) -> None:
    assert "Done. Open demo-output/report.html" in inside(machine, "trap '' INT; make demo")


def test_the_tests_run_without_node(machine: Path) -> None:
    assert " failed" not in inside(machine, f"trap '' INT; make test ARGS='{TESTS}'")
