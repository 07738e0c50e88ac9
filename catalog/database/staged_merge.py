"""Merging the rows of one file that are staged, and the judgement on what that did.

A load that changes too much, or whose provider gave its works other ids, is refused as a whole.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import replace

from catalog.database import merge
from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError, primary_message
from catalog.database.load_log import check_and_record
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.reject_log import RejectedFile, RejectedRow
from catalog.database.seen import mark_seen

logger = logging.getLogger(__name__)
# Of fewer rows nothing can be concluded.
FEW_ROWS = 20


class RenumberedError(DatabaseError):
    """Nearly all rows of a file are known files under other ids of the same provider."""


Check = Callable[[Connection, FileReport, LoadOptions], None]
# Each runs in the transaction, after the merge and before the commit; it raises to prevent it.
BEFORE_COMMIT: tuple[Check, ...] = (check_and_record, mark_seen)


def merge_staged(
    connection: Connection,
    report: FileReport,
    options: LoadOptions,
    rejected: RejectedFile,
) -> FileReport:
    """Merge what is staged in one transaction, again where other work was in the way."""
    for attempt in range(1, options.attempts + 1):
        try:
            with connection.transaction():
                return merge_once(connection, report, options, rejected)
        except merge.PASSING as error:
            if attempt == options.attempts:
                raise
            logger.info("merge %d of %s: %s", attempt, report.file, primary_message(error))
            time.sleep(random.uniform(0, 0.1 * attempt))  # noqa: S311 - only to fall out of step
    raise AssertionError("the last attempt returns or raises")


def merge_once(
    connection: Connection,
    report: FileReport,
    options: LoadOptions,
    rejected: RejectedFile,
    added: int = 0,
) -> FileReport:
    """Merge what is staged; so many rows of the file were added before."""
    merged = merge.merge(connection, report.media_type)
    merged = replace(merged, inserted=merged.inserted + added)
    done = _with_fates(report, merged, rejected)
    for check in BEFORE_COMMIT:
        check(connection, done, options)
    renumbered = 0
    for refusal in merge.iter_refused(connection):
        rejected.add(refusal)
        renumbered += _is_renumbered(refusal)
    _check_ids(done, renumbered, options, rejected)
    return done


def _is_renumbered(refusal: RejectedRow) -> bool:
    """Say whether another record of the same provider has the row's file."""
    of_a_record = refusal.reason == "duplicate_url" and refusal.other_line is None
    return of_a_record and refusal.other_provider == refusal.provider


def _check_ids(
    report: FileReport, renumbered: int, options: LoadOptions, rejected: RejectedFile
) -> None:
    """Refuse a file whose provider seems to have given its works other ids."""
    if renumbered < FEW_ROWS or renumbered <= options.max_renumbered * report.read:
        return
    mapping = rejected.path or "FILE"
    raise RenumberedError(
        f"{renumbered:,} of {report.read:,} rows of {report.file} have the files of other records "
        f"of their provider, which seems to have changed its ids; nothing of it was loaded. "
        f"`catalog records renumber --media {report.media_type} --mapping {mapping}` gives the "
        "records their new ids; --max-renumbered 100 loads the file as it is."
    )


def _with_fates(report: FileReport, merged: merge.Merged, rejected: RejectedFile) -> FileReport:
    refused = dict(merged.refused)
    return replace(
        report,
        inserted=merged.inserted,
        updated=merged.updated,
        unchanged=report.inserted - merged.refused.total() - merged.inserted - merged.updated,
        duplicate_ids=refused.pop("duplicate_id", 0),
        duplicate_urls=refused.pop("duplicate_url", 0),
        license_changes=merged.license_changes,
        rejected={**rejected.counts, **refused},
    )
