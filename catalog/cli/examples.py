"""Examples in the help of commands whose own words have none.

The test of the command line demands an example of every command, and that it can be parsed.
"""

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "aws doctor": ("catalog aws doctor",),
    "auth": ("catalog auth freesound",),
    "batch-update": (
        "catalog batch-update --media image --select where.sql --set set.sql",
        "catalog batch-update --media image --select where.sql --set set.sql --yes",
    ),
    "candidates approve": (
        'catalog candidates approve museum.example --note "whole collection, CC0"',
    ),
    "candidates decisions": ("catalog candidates decisions --format csv",),
    "candidates reject": ('catalog candidates reject wiki.example --note "shows others\' works"',),
    "crawl approve": ("catalog crawl approve --crawl CC-MAIN-2026-43",),
    "crawl refuse": ("catalog crawl refuse --crawl CC-MAIN-2026-43",),
    "crawl estimate": ("catalog crawl estimate --crawl latest --nodes 50",),
    "crawl publish": (
        "catalog crawl publish --crawl CC-MAIN-2026-43 --output work --lake lake --dry-run",
        "catalog crawl publish --crawl CC-MAIN-2026-43 --output work --lake lake",
    ),
    "crawl report": (
        "catalog crawl report --crawl CC-MAIN-2026-43 --lake lake --output report.html",
    ),
    "crawl top-domains": (
        "catalog crawl top-domains --crawl CC-MAIN-2026-43 --lake lake --limit 15",
        "catalog crawl top-domains --crawl CC-MAIN-2026-43 --lake lake --format csv",
    ),
    "db adopt": (
        "catalog db adopt --database-url postgresql://deploy@db.example/openledger",
        "catalog db adopt --database-url postgresql://deploy@new.example/openledger "
        "--from postgresql://reader@old.example/openledger --workers 8 --yes",
    ),
    "db migrate": ("catalog db migrate", "catalog db migrate --db-dir /srv/catalog/db"),
    "db rekey": ("catalog db rekey --media image --twice twice.txt",),
    "db status": ("catalog db status --format json",),
    "db stop": ("catalog db stop",),
    "db url": ("catalog db url --db-dir /srv/catalog/db",),
    "denylist add": (
        "catalog denylist add --provider flickr --creator ann --reason 'asked for it'",
        "catalog denylist add --provider flickr --creator ann --reason 'asked for it' "
        "--delete-existing --yes",
    ),
    "denylist list": ("catalog denylist list --format csv",),
    "denylist remove": ("catalog denylist remove --provider flickr --creator ann",),
    "images extract-page": (
        "catalog images extract-page page.html --url https://museum.example/works/7",
    ),
    "export": ("catalog export --media image --output snapshot",),
    "ingest": (
        "catalog ingest met --date 2026-11-01 --load",
        "catalog ingest clevelandmuseum --limit 100 --output landing",
    ),
    "licenses resolve": (
        "catalog licenses resolve https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    ),
    "links list": ("catalog links list --media image",),
    "load": (
        "catalog load .catalog/landing",
        "catalog load s3://bucket/landing --max-rejected 10",
    ),
    "popularity list": ("catalog popularity list",),
    "popularity refresh": ("catalog popularity refresh --media image --dry-run",),
    "popularity remove": ("catalog popularity remove --media image --provider flickr",),
    "popularity set": (
        "catalog popularity set --media image --provider flickr --metric views",
        "catalog popularity set --media image --provider '*' --metric inlinks",
    ),
    "providers check": ("catalog providers check met smk",),
    "providers list": ("catalog providers list --format json",),
    "providers new": ("catalog providers new mymuseum --url https://api.museum.example/works",),
    "providers parse": ("catalog providers parse met answer.json",),
    "providers status": ("catalog providers status met",),
    "records delete": (
        "catalog records delete --media image --where where.sql --reason 'take-down'",
        "catalog records delete --media image --where where.sql --reason 'take-down' --yes",
    ),
    "records gone": ("catalog records gone --provider met --dry-run",),
    "records renumber": ("catalog records renumber --media image --mapping ids.tsv",),
    "records restore": ("catalog records restore --media image --ids ids.txt --yes",),
    "stats": ("catalog stats --media image", "catalog stats --loads --limit 5"),
}
