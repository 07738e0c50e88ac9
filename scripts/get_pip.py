"""Puts pip into an environment that was made without it: Debian's Python has no ensurepip.

    python -m venv --without-pip .venv && .venv/bin/python scripts/get_pip.py

The wheel comes from the package index (PIP_INDEX_URL, or PyPI) and must be the one whose SHA-256 is
written here, so that it does not matter whether this machine knows the certificate authorities.
"""

import hashlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
INDEX = "https://pypi.org/simple"
HELP = "Install Python's venv package instead (Debian, Ubuntu: apt install python3-venv)."


def fetch(url: str) -> bytes:
    """Return what lies at a URL; the hash vouches for it where the certificate cannot."""
    request = urllib.request.Request(url, headers={"User-Agent": "openverse-catalog-setup"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLCertVerificationError):
            raise
    anybody = ssl._create_unverified_context()
    with urllib.request.urlopen(request, timeout=60, context=anybody) as answer:
        return bytes(answer.read())


def wheel_url(index: str) -> str:
    """Return where the index has the wheel, by its page of links (PEP 503)."""
    page = f"{index.rstrip('/')}/pip/"
    links = re.findall(r'href="([^"]+)"', fetch(page).decode("utf-8", "replace"))
    found = [link for link in map(unescape, links) if f"/{WHEEL}" in link.partition("#")[0]]
    if not found:
        raise ValueError(f"{page} does not list {WHEEL}")
    return urljoin(page, found[0])


def main() -> None:
    """Fetch the wheel, check it, and let the pip in it install itself."""
    try:
        data = fetch(wheel_url(os.environ.get("PIP_INDEX_URL") or INDEX))
    except (OSError, ValueError) as error:
        sys.exit(f"pip cannot be fetched: {error}. {HELP}")
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"the index's {WHEEL} is not the one that was published. {HELP}")
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / WHEEL
        wheel.write_bytes(data)
        install = ("install", "--quiet", "--no-index", "--no-deps", str(wheel))
        done = subprocess.run([sys.executable, str(wheel / "pip"), *install], check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
