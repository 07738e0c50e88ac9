"""Copy old partitions of the lake to cheap storage. The lake keeps its own.

`<archive>/crawls/<crawl>/` gets every file of the partition and, last, `MANIFEST.json` with their
sizes and checksums: a crawl that has it is archived.
"""

import hashlib
from dataclasses import asdict, dataclass

from catalog.files import storage
from catalog.lake.lake import FileFacts, partition_files, partitions, read_manifest

MANIFEST = "MANIFEST.json"


@dataclass(frozen=True, slots=True)
class Archived:
    """What became of one partition."""

    crawl: str
    files: int
    bytes: int


def due(lake: str, archive: str, *, keep: int) -> list[str]:
    """Return the crawls to archive, oldest first: all but the `keep` newest and those archived."""
    old = partitions(lake)[:-keep] if keep else partitions(lake)
    return [crawl for crawl in old if not storage.exists(_manifest(archive, crawl))]


def archive_partition(lake: str, archive: str, crawl: str) -> Archived:
    """Copy a partition's files that are not there yet, then write the manifest.

    Doing it twice gives the same files; killed, it goes on at the next one.

    Raises:
        UsageError: there is no such partition.
    """
    known = _facts(lake, crawl)
    facts = []
    for uri in partition_files(lake, crawl):
        name = uri.rpartition("/")[2]
        target = storage.join(_home(archive, crawl), name)
        if storage.size(target) != storage.size(uri):
            storage.copy(uri, target)
        facts.append(known.get(name) or _measure(uri, name))
    text = {"crawl": crawl, "files": [asdict(fact) for fact in facts]}
    storage.write_json(_manifest(archive, crawl), text)
    return Archived(crawl, len(facts), sum(fact.bytes for fact in facts))


def _facts(lake: str, crawl: str) -> dict[str, FileFacts]:
    manifest = read_manifest(lake, crawl)
    return {part.name: part for part in manifest.parts} if manifest else {}


def _measure(uri: str, name: str) -> FileFacts:
    """Describe a file of a partition that was written before there were manifests: small ones."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    data = storage.read_bytes(uri)
    rows = pq.ParquetFile(pa.BufferReader(data)).metadata.num_rows
    return FileFacts(name, rows, len(data), hashlib.sha256(data).hexdigest())


def _home(archive: str, crawl: str) -> str:
    return storage.join(archive, "crawls", crawl)


def _manifest(archive: str, crawl: str) -> str:
    return storage.join(_home(archive, crawl), MANIFEST)
