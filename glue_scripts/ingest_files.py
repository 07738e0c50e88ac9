"""Glue job openverse-ingest-files: land what a provider publishes as files, if it has changed.

The driver alone works, in processes of its own: the files become one database on its disk. What
landed is written down for the state machine that has it loaded. Running it again is safe: a run
that was killed goes on, and one that was done does nothing (catalog/ingestion/bulk.py).
"""

import argparse
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson

from catalog.engine import ProcessEngine
from catalog.errors import CatalogError, UsageError
from catalog.files import storage
from catalog.ingestion.bulk import run_bulk
from catalog.ingestion.invocations import landed_event
from catalog.providers import registry


def main(argv: Sequence[str] | None = None) -> None:
    """Run the job with Glue's arguments; those that Glue adds for itself are passed over."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--provider", required=True)
    parser.add_argument("--output", required=True, help="the landing zone")
    parser.add_argument("--source", help="where the files lie, if not at the provider's")
    parser.add_argument("--accept", action="store_true", help="take files that hold too few works")
    parser.add_argument("--workers", type=int, help="processes; one for each core if not given")
    args, _ = parser.parse_known_args(argv)
    provider = registry.provider(args.provider)
    if not provider.bulk:
        raise UsageError(f"{provider.name} publishes no files: openverse-ingest pulls it")
    source = args.source or provider.url.rpartition("/")[0]
    today = datetime.now(UTC).date()
    report = run_bulk(
        provider,
        source,
        args.output,
        day=today,
        engine=ProcessEngine(args.workers),
        accept=args.accept,
        complete=args.source is None,
    )
    if report.status == "failed":
        raise CatalogError("some ranges failed; start it again to do those that are left")
    place = storage.join(args.output, "_state", provider.name, "landed.json")
    storage.write_bytes(place, orjson.dumps(landed_event(provider, report, args.output)))
    logging.getLogger(__name__).warning("%s", report)


if __name__ == "__main__":
    main()
