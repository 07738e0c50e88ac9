"""Bring the catalog database's tables up to date. Called by each deployment, and by hand.

Migrating twice, or from two places at once, does no harm. `dry_run` only tells what is pending.
A database that is newer than this version is left as it is: so a deployment that is rolled back,
which calls the version before, ends well.
"""

import time
from typing import TYPE_CHECKING, NotRequired, TypedDict

from aws_lambda_powertools import Logger, Tracer

from catalog.database.connection import connect, deployed_url
from catalog.database.migrate import migrate, newer, status
from catalog.database.upgrade import unfinished
from catalog.operations.lambda_input import check_event

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer = Logger(), Tracer()
# Seconds before the end of a call in which nothing more is begun, for what is begun takes some of
# them; and how long is read at most: a deployment waits for ten minutes.
MARGIN, LONGEST = 120, 420


class Event(TypedDict):
    """Whether to look only."""

    dry_run: NotRequired[bool]


class Answer(TypedDict):
    """Names of the migrations that were applied, are pending in a dry run, or are not known."""

    applied: list[str]
    pending: list[str]
    newer: list[str]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def handler(event: Event, context: "LambdaContext") -> Answer:
    """Apply what is pending, each in a transaction, and return the names.

    What an update has to read of large tables is read as far as the time allows. Loads work before
    it is done.
    """
    check_event(event, Event)
    with connect(deployed_url(), autocommit=True) as connection:
        if unknown := newer(connection):
            logger.warning("the database is newer than this version: nothing done", newer=unknown)
            return {"applied": [], "pending": [], "newer": unknown}
        applied = []
        if not event.get("dry_run"):
            left = context.get_remaining_time_in_millis() / 1000 - MARGIN
            deadline = time.time() + min(left, LONGEST)
            applied = [m.label for m in migrate(connection, deadline=deadline)]
        pending = [m.label for m in status(connection) if m.applied_on is None]
        if unread := unfinished(connection):
            logger.warning("call again, or run `catalog db migrate`, to go on", unread=unread)
    logger.info("migrated", applied=applied, pending=pending)
    return {"applied": applied, "pending": pending, "newer": []}
