"""Glue job ProcessCommonCrawlData: publish the newest crawl's output in the lake.

Merges the working output of `Common Crawl ETL` into the partition of its crawl, registers it and
removes the output. Running it again is safe: see `catalog.lake.publish`.
"""

import argparse
import logging
from collections.abc import Sequence

from pyspark.sql import SparkSession

from catalog.engine import SparkEngine
from catalog.lake.extract_output import newest_crawl
from catalog.lake.glue import GlueTable
from catalog.lake.publish import PublishOptions, publish


def main(argv: Sequence[str] | None = None) -> None:
    """Run the job with Glue's arguments; those that Glue adds for itself are passed over."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--crawl", default="latest", help="the crawl, or latest in --output")
    parser.add_argument("--output", required=True, help="where the extraction wrote")
    parser.add_argument("--lake", required=True)
    parser.add_argument("--database", help="the Glue database to register in")
    parser.add_argument("--table", default="data")
    parser.add_argument("--max-failed", type=float, default=5.0, help="per cent of the files")
    parser.add_argument("--max-incomplete", type=float, default=5.0, help="per cent of the files")
    parser.add_argument("--prefer", choices=["wat", "warc"], help="of pages that were read twice")
    args, _ = parser.parse_known_args(argv)
    crawl = newest_crawl(args.output) if args.crawl == "latest" else args.crawl
    done = publish(
        crawl,
        output=args.output,
        lake=args.lake,
        glue=GlueTable(args.database, args.table) if args.database else None,
        engine=SparkEngine(SparkSession.builder.getOrCreate()),
        options=PublishOptions(
            max_failed=args.max_failed, max_incomplete=args.max_incomplete, prefer=args.prefer
        ),
    )
    logging.getLogger(__name__).warning("%s", done)


if __name__ == "__main__":
    main()
