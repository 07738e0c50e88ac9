#!/usr/bin/env bash
# Bootstrap action of crawl clusters: unpacks the catalog and its libraries, from our own bucket only.
# Usage: install.sh s3://BUCKET/bootstrap/ /opt/openverse
set -euo pipefail
source=${1%/}
home=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for name in SHA256SUMS catalog.zip dependencies.zip; do
    aws s3 cp --only-show-errors "$source/$name" "$name"
done
sha256sum --quiet --check SHA256SUMS
sudo mkdir -p "$home"
for name in dependencies.zip catalog.zip; do
    sudo python3 -m zipfile -e "$name" "$home"
done
sudo chmod -R a+rX "$home"
