#!/usr/bin/env bash
# Writes the hash-locked requirements from pyproject.toml. Needs uv; run it after editing the dependencies.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --generate-hashes --no-annotate --custom-compile-command "make lock" "$@"
}
lock_here() { lock --universal --python-version 3.11 "$@"; }
# Without markers: pip would read them for the machine that it runs on, not for the one it installs for.
lock_there() { lock --constraints requirements.txt --python-platform "$1" --python-version "$2" "${@:3}"; }

lock_here pyproject.toml --extra all --group cdk --output-file requirements.txt
lock_here pyproject.toml --extra all --group cdk --group dev --constraints requirements.txt --output-file requirements/dev.txt
lock_there aarch64-manylinux_2_28 3.13 --group lambda --output-file requirements/lambda.txt
lock_there aarch64-manylinux_2_28 3.11 --group cluster --output-file requirements/cluster.txt
