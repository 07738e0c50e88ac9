#!/usr/bin/env bash
# Writes the hash-locked requirements from pyproject.toml. Needs uv; run it after editing the dependencies.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "make lock" "$@"
}
lock pyproject.toml --group cdk --output-file requirements.txt
lock pyproject.toml --group cdk --group dev --constraints requirements.txt --output-file requirements/dev.txt
lock --group aws --constraints requirements.txt --output-file requirements/aws.txt
