"""How a file is loaded, what it belongs to, and what became of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from catalog.records import MediaType


@dataclass(frozen=True, slots=True)
class Batch:
    """What a file belongs to.

    Attributes:
        key: names the batch wherever it lies; the same for all its files.
        kind: `ingestion`, `reingestion`, `crawl`, `file`; or `part`, which is never compared: a
            pull that asked for chosen works or a limited number.
        provider: of all its rows, where the place tells it.
        files: those of this command, in its order.
        rows: how many rows those hold, or None: only reading them tells, so that the batch is
            compared with its last file.
    """

    key: str
    kind: str
    provider: str | None = None
    files: tuple[str, ...] = ()
    rows: int | None = None

    def is_compared_at(self, file: str) -> bool:
        """Tell whether enough is known, when a file is loaded, to compare the batch."""
        known = self.rows is not None or not self.files or self.files[-1] == file
        return known and self.kind != "part"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load.

    Attributes:
        max_rejected: the share of a file's rows (0 to 1) that may be rejected.
        statement_timeout: seconds that one statement may take, waiting included; None for ever.
        resync_after: rewrite `last_synced_with_source` of an unchanged row when it is older than
            this; None never does.
        accept_counts: load also when a check finds the number of rows abnormal.
        max_renumbered: the share of a file's rows (0 to 1) that may be known under other ids.
        batches: what each file belongs to, by its name; see `load_log.batches`.
        attempts: how often a merge is tried when other loads are in its way.
    """

    max_rejected: float = 0.5
    statement_timeout: float | None = 3600.0
    resync_after: timedelta | None = None
    accept_counts: bool = False
    max_renumbered: float = 0.9
    batches: Mapping[str, Batch] = field(default_factory=dict)
    attempts: int = 8


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file's rows: read = inserted + updated + unchanged + all the others.

    Attributes:
        rejected: rows by the reason for which they were not loaded, but for the duplicates.
        dropped: values that were given and could not be kept, as `dropped.<column>`, or not whole,
            as `dropped.part_of_<column>`.
        rejected_file: where every row that was not loaded is written down, if any.
    """

    file: str
    media_type: MediaType
    read: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate_ids: int = 0
    duplicate_urls: int = 0
    license_changes: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    rejected_file: str | None = None
