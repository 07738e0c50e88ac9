#!/usr/bin/env bash
# Every check that needs no test run. Stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
ruff check .
ruff format --check .
mypy
lint-imports
python -m scripts.generate_sql --check
python -m scripts.generate_docs --check
