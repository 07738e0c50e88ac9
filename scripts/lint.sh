#!/usr/bin/env bash
# Every check that needs no test run. Stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
ruff check .
ruff format --check .
mypy
lint-imports
actionlint
python -m scripts.generate_sql --check
python -m scripts.generate_docs --check
# The site is built as a check of its links and anchors.
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
NO_MKDOCS_2_WARNING=1 python -m mkdocs build --quiet --strict --site-dir "$site"
