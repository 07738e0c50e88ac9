#!/usr/bin/env bash
# The whole job on the sample crawl that ships with the project: needs no network and no account.
set -euo pipefail
cd "$(dirname "$0")/.."
crawl=CC-MAIN-2026-43
demo=demo-output
# A demo that was killed may have left its database running.
[ ! -d "$demo/db" ] || CATALOG_DB_DIR="$demo/db" catalog db stop >/dev/null 2>&1 || true
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

step "Look for providers: which of these domains publish licensed media?"
run catalog candidates --crawl "$crawl" --lake "$demo/lake" --source sample --output "$demo" --reviews "$demo/reviews.json"

step "Decide"
for domain in photos.example museum.example herbarium.example tunes.example; do
    run catalog candidates --reviews "$demo/reviews.json" approve "$domain" --note "every work names its licence"
done
run catalog candidates --reviews "$demo/reviews.json" reject wiki.example --note "an encyclopedia shows others' pictures"

step "Read the media of what was approved"
run catalog images extract --crawl "$crawl" --lake "$demo/lake" --source sample --output "$demo" --reviews "$demo/reviews.json" --reviewed

step "Load them into the catalog"
export CATALOG_DB_DIR="$demo/db"
trap 'catalog db stop >/dev/null 2>&1 || true' EXIT
run catalog db migrate
run catalog load "$demo/common_crawl_image_data" --rejected-dir "$demo/rejected"

step "Pull the works of a museum from its API, here a small one on this machine, and load them"
python scripts/provider_api.py 200 >"$demo/api-url" &
api=$!
trap 'kill "$api" 2>/dev/null || true; catalog db stop >/dev/null 2>&1 || true' EXIT
until [ -s "$demo/api-url" ]; do sleep 0.1; done
run catalog ingest clevelandmuseum --url "$(cat "$demo/api-url")" --delay 0.1 --output "$demo/landing" --load

step "Count how often other sites show these images, and score by that"
run catalog images inlinks --crawl "$crawl" --source sample --output "$demo" --from-catalog --load
run catalog popularity set --media image --provider '*' --metric inlinks
run catalog popularity refresh

step "See what the catalog holds"
run catalog stats

step "Done. Open $demo/report.html and $demo/candidates.html in a browser."
