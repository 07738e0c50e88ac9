#!/usr/bin/env bash
# Installs one locked requirements file and this project into .venv: `scripts/install.sh requirements.txt`.
set -euo pipefail
cd "$(dirname "$0")/.."
requirements=$1
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
    echo "Python 3.11, 3.12 or 3.13 is needed, but $python is $("$python" --version 2>&1). Name another one: make PYTHON=python3.12 ..." >&2
    exit 1
}
echo "setting up .venv from $requirements (once; the next run starts at once)" >&2
if command -v uv >/dev/null; then
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$requirements"
    uv pip install --quiet --python .venv/bin/python --no-deps --editable .
else
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .
fi
