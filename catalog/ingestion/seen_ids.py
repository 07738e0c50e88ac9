"""Where the landing files of a pull lie, and which records they hold already."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.files import storage
from catalog.landing import landing_folder, landing_uri
from catalog.providers.base import Provider
from catalog.records import MediaType

# How many ids of a media type are remembered to drop duplicates. APIs that repeat records do so
# within a few pages.
REMEMBERED = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the files of a pull go.

    Attributes:
        output: a directory or `s3://` URI.
        day: the day that the files are filed under.
        name: what file names begin with; pulls of different options have different names.
        reingestion: the day on which an old day is pulled again.
    """

    output: str
    day: date
    name: str = "page"
    reingestion: date | None = None

    def folder(self, provider: Provider, media_type: MediaType) -> str:
        """Return the folder of one media type, below the output."""
        slug = provider.media[media_type]
        return landing_folder(media_type, slug, day=self.day, reingestion=self.reingestion)

    def file(self, provider: Provider, media_type: MediaType, step: int) -> str:
        """Return the place of one step's file."""
        return landing_uri(
            self.output,
            media_type,
            provider.media[media_type],
            day=self.day,
            name=f"{self.name}-{step:06d}",
            reingestion=self.reingestion,
        )


class Seen:
    """The ids of the newest records, so that one that comes again is written once.

    A pull that goes on reads them back from the files that it wrote before.
    """

    def __init__(self, provider: Provider, target: Target, step: int) -> None:
        self._newest: Mapping[MediaType, _Newest] = {
            media_type: _Newest(REMEMBERED, _written_ids(provider, target, media_type, step))
            for media_type in provider.media
        }

    def before(self, media_type: MediaType, identifier: str) -> bool:
        """Note an id, and tell whether it was there."""
        return not self._newest[media_type].add(identifier)


class _Newest:
    """The newest so many of distinct texts; adding one takes no longer for those that left."""

    def __init__(self, most: int, given: Iterable[str]) -> None:
        self._most = most
        self._known: set[str] = set()
        self._order: deque[str] = deque()
        for text in given:
            self.add(text)

    def add(self, text: str) -> bool:
        """Note a text, and tell whether it is new."""
        if text in self._known:
            return False
        self._known.add(text)
        self._order.append(text)
        if len(self._order) > self._most:
            self._known.remove(self._order.popleft())
        return True


def _written_ids(
    provider: Provider, target: Target, media_type: MediaType, step: int
) -> Iterator[str]:
    """Yield the newest ids of the files before a step, oldest first."""
    if not step:
        return
    folder = storage.join(target.output, target.folder(provider, media_type))
    first, last = f"{folder}/{target.name}-", target.file(provider, media_type, step)
    names = [
        name
        for name in storage.iter_files(folder, ".parquet")
        if name.startswith(first) and name < last
    ]
    found: list[list[str | None]] = []
    left = REMEMBERED
    for name in reversed(names):
        if left <= 0:
            break
        ids = _ids_in(storage.read_bytes(name))  # Parquet is read from its end; S3 streams are not
        found.append(ids)
        left -= len(ids)
    for ids in reversed(found):
        yield from (name for name in ids if name)


def _ids_in(data: bytes) -> list[str | None]:
    file = pq.ParquetFile(pa.BufferReader(data))
    ids: list[str | None] = file.read(["foreign_identifier"]).column(0).to_pylist()
    return ids
