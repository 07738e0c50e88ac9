"""EMR step of `Common Crawl ETL`: every link to Creative Commons in a crawl, as Parquet.

The same task as `catalog crawl extract`, run by Spark. Running it again goes on where it stopped.
"""

import argparse
import logging
from collections.abc import Sequence

from pyspark.sql import SparkSession

from catalog.engine import SparkEngine
from catalog.files.reading import ATTEMPTS
from catalog.links.links_run import check, plan, run, task_of
from catalog.links.time_budget import PAGE_SECONDS


def main(argv: Sequence[str] | None = None) -> None:
    """Run the step; too many failed files fail it."""
    args = _parser().parse_args(argv)
    job = plan(
        args.crawl,
        source=args.source,
        output=args.output,
        wat=args.wat,
        limit=args.limit,
        kind="WARC" if args.kind == "warc" else "WAT",
    )
    spark = SparkSession.builder.appName("Common Crawl ETL").getOrCreate()
    engine = SparkEngine(spark, stagger=args.stagger)
    task = task_of(job, attempts=args.attempts, page_seconds=args.page_seconds)
    summary = run(job, engine, task=task, max_failed=args.max_failed)
    logging.getLogger(__name__).warning("%s: %s", job.crawl, dict(summary.totals))
    check(summary, args.max_failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--crawl", help="the crawl, or latest")
    parser.add_argument("--source", default="s3://commoncrawl/", help="where crawl-data/ lies")
    parser.add_argument("--output", required=True, help="where <crawl>/<file>.parquet goes")
    parser.add_argument("--limit", type=int, help="the first so many files only")
    parser.add_argument("--wat", action="append", default=[], help="a file, or @list of them")
    parser.add_argument("--from", choices=["wat", "warc"], default="wat", dest="kind")
    parser.add_argument("--max-failed", type=float, default=5.0, help="per cent of the files")
    parser.add_argument("--attempts", type=int, default=ATTEMPTS, help="of one request")
    parser.add_argument("--page-seconds", type=float, default=PAGE_SECONDS, help="for one page")
    parser.add_argument(
        "--stagger", type=float, default=0.0, help="seconds over which the processes begin"
    )
    return parser


if __name__ == "__main__":
    main()
