#!/usr/bin/env bash
# The whole job on the sample crawl that ships with the project: needs no network and no account.
set -euo pipefail
cd "$(dirname "$0")/.."
crawl=CC-MAIN-2026-43
demo=demo-output
rm -rf "$demo"
mkdir -p "$demo"

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() {
    printf '$ %s\n' "$*"
    "$@"
}

step "Find every link to Creative Commons in a crawl"
run catalog crawl extract --crawl "$crawl" --source sample --output "$demo/work"

step "Merge what was found into the lake"
run catalog crawl publish --crawl "$crawl" --output "$demo/work" --lake "$demo/lake"

step "Ask which domains link most"
run catalog crawl top-domains --crawl "$crawl" --lake "$demo/lake" --limit 15

step "Draw it"
run catalog crawl report --crawl "$crawl" --lake "$demo/lake" --output "$demo/report.html"

step "Done. Open $demo/report.html in a browser."
