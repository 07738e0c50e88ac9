#!/usr/bin/env bash
# Installs one locked requirements file and this project into .venv: `scripts/install.sh requirements.txt`.
# It needs Python and nothing else: pip is fetched where Python comes without it, and a .venv that is
# half made, moved, or of a Python that is gone is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=$1
python=${PYTHON:-python3}
command -v "$python" >/dev/null || {
    echo "there is no $python. Install Python 3.11 or newer, or name one: make PYTHON=python3.12 ..." >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || {
    echo "Python 3.11 or newer is needed, but $python is $("$python" --version 2>&1). Name another one: make PYTHON=python3.12 ..." >&2
    exit 1
}
"$python" -c 'import sys; sys.exit(sys.version_info[:2] > (3, 14))' ||
    echo "$("$python" --version 2>&1) is newer than what the project was tried with; going on." >&2

# Whether .venv is whole: its Python runs, it is of this folder, and pip (or uv) can install into it.
whole() {
    [ -f .venv/pyvenv.cfg ] && grep -qF "$PWD/.venv" .venv/bin/activate 2>/dev/null &&
        .venv/bin/python -c '' 2>/dev/null
}
begin() {
    rm -rf .venv
    if [ -n "$uv" ]; then
        uv venv --quiet --python "$python" .venv
    else
        "$python" -m venv --without-pip .venv || {
            echo "$python cannot make an environment. Install its venv package (Debian, Ubuntu: apt install python3-venv), then give the same command again." >&2
            exit 1
        }
    fi
}

uv=$(command -v uv || true)
echo "setting up .venv from $requirements (once; the next run starts at once)" >&2
whole || begin
if [ -n "$uv" ]; then
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$requirements"
    uv pip install --quiet --python .venv/bin/python --no-deps --editable .
    exit
fi
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 || .venv/bin/python scripts/get_pip.py
pip install --quiet --require-hashes -r "$requirements"
# setuptools warns of folders named like the package: this is its own.
PYTHONWARNINGS=ignore pip install --quiet --no-deps --editable .
