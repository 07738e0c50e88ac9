"""The EMR step "Common Crawl Provider Images ETL": `catalog images extract` on a Spark cluster.

spark-submit extract_provider_images.py --crawl CC-MAIN-2026-43 --output s3://commonsmapper/ \
        --inputs s3://commonsmapper-v2/runs/common-crawl-provider-images/CC-MAIN-2026-43/inputs-1.txt
"""

import argparse
import logging
import sys

from pyspark.sql import SparkSession

from catalog.engine import RunSummary, SparkEngine
from catalog.files.reading import ATTEMPTS
from catalog.images.image_task import ExtractImages
from catalog.images.images_run import check, domains_of, run
from catalog.images.page_plan import PageRequests, plan, read_plan
from catalog.images.reviews import approved
from catalog.links.time_budget import PAGE_SECONDS
from catalog.pages.evidence import Confidence

logger = logging.getLogger("extract_provider_images")


def main(arguments: list[str]) -> RunSummary:
    """Extract the media of the providers that are named, or of all that are approved."""
    args = _parser().parse_args(arguments)
    wanted = read_plan(args.inputs) if args.inputs else _plan(args)
    task = ExtractImages(
        args.crawl,
        args.source,
        args.output,
        Confidence(args.confidence),
        attempts=args.attempts,
        page_seconds=args.page_seconds,
        opted_out=args.include_opted_out,
    )
    spark = SparkSession.builder.appName("Common Crawl Provider Images ETL").getOrCreate()
    summary = run(wanted, SparkEngine(spark), task, max_failed=args.max_failed)
    for name, count in sorted(summary.totals.items()):
        logger.warning("%s: %d", name, count)
    check(summary, args.max_failed)
    return summary


def _plan(args: argparse.Namespace) -> list[PageRequests]:
    known = approved(args.reviews) if args.reviews else {}
    domains = domains_of(args.provider, [], known) if args.provider else known
    return plan(args.lake, args.crawl, domains or domains_of((), (), {}), limit=args.limit)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--crawl", required=True)
    parser.add_argument("--lake", help="Where to plan from, if there is no plan yet.")
    parser.add_argument("--inputs", help="The plan, as the state machine wrote it.")
    parser.add_argument("--source", default="s3://commoncrawl/")
    parser.add_argument("--output", required=True)
    parser.add_argument("--reviews", help="The file of decisions; its approved domains are read.")
    parser.add_argument("--provider", action="append", default=[])
    levels = [level.value for level in Confidence]
    parser.add_argument("--confidence", choices=levels, default="medium")
    parser.add_argument("--limit", type=int, help="the first so many pages only, of a new plan")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS, help="of one request")
    parser.add_argument("--page-seconds", type=float, default=PAGE_SECONDS, help="for one page")
    parser.add_argument("--include-opted-out", action="store_true", help="see the command")
    parser.add_argument("--max-failed", type=float, default=5.0, help="per cent of the groups")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
