#!/usr/bin/env bash
# The whole job on the sample crawl that ships with the project: needs no network and no account.
# Each command is printed as a shell needs it, and can be given again from this folder as it stands.
set -euo pipefail
cd "$(dirname "$0")/.."
crawl=CC-MAIN-2026-43
demo=demo-output
db=$demo/db
# The demo's database is its own, whatever the environment names for other work.
unset DATABASE_URL CATALOG_DATABASE_URL CATALOG_DB_DIR CATALOG_CONFIG
# A demo that was killed may have left its database running.
[ ! -d "$db" ] || catalog db stop --quiet --db-dir "$db" || true
rm -rf "$demo"
mkdir -p "$demo"

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
step() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
# A word as a shell needs it: plain words stay as they are.
quoted() {
    case $1 in
        '' | *[!A-Za-z0-9_./:=@%+,-]*) printf "'%s'" "${1//\'/\'\\\'\'}" ;;
        *) printf '%s' "$1" ;;
    esac
}
run() {
    printf '$'
    for word in "$@"; do printf ' %s' "$(quoted "$word")"; done
    printf '\n'
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
trap 'catalog db stop --quiet --db-dir "$db" || true' EXIT
run catalog db migrate --db-dir "$db"
run catalog load "$demo/common_crawl_image_data" --rejected-dir "$demo/rejected" --db-dir "$db"

step "Pull the works of a museum from its API, here a small one on this machine, and load them"
run python scripts/provider_api.py 200 catalog ingest clevelandmuseum --url API --delay 0.1 --output "$demo/landing" --load --db-dir "$db"

step "Count how often other sites show these images, and score by that"
run catalog images inlinks --crawl "$crawl" --source sample --output "$demo" --from-catalog --load --db-dir "$db"
run catalog popularity set --media image --provider '*' --metric inlinks --db-dir "$db"
run catalog popularity refresh --db-dir "$db"

step "The museum takes two works down, and the file of a third is lost: pull its list again, and see what is gone"
museum=(--provider clevelandmuseum --delay 0.02 --db-dir "$db")
run python scripts/provider_api.py --gone 5,40 200 catalog ingest clevelandmuseum --url API --delay 0.1 --output "$demo/landing" --again --format jsonl --load --db-dir "$db"
run python scripts/provider_api.py --gone 5,40 200 catalog records gone --landing "$demo/landing" --runs 1 --mirror API "${museum[@]}"
run python scripts/provider_api.py --gone 5,40 --dead 77 200 catalog links check --mirror API --failures 1 --gone-days 0 "${museum[@]}"
run catalog links list --provider clevelandmuseum --db-dir "$db"

step "See what the catalog holds"
run catalog stats --db-dir "$db"

step "Done. Open $demo/report.html and $demo/candidates.html in a browser."
cat <<END
To try any of this with other arguments, give the commands again as they stand above, from this folder, after

    . .venv/bin/activate

    catalog browse --db-dir $db

shows it all in a browser, and

    catalog db stop --db-dir $db

ends the database, which starts again when a command needs it.
END
