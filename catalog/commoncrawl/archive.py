"""The archive: old partitions of the lake, bundled for storage that is cheap and slow.

`<archive>/crawls/<crawl>/bundle-NNNNN.tar` holds the partition's files, some gigabytes a bundle,
because cold storage charges by the object. `<archive>/manifests/<crawl>.json` says what lies in
which bundle, with sizes and SHA-256; it stays in warm storage and is written last: what has a
manifest is archived whole. The partition itself is not touched, for Athena cannot read cold
objects; removing it is another decision.
"""

import hashlib
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Literal

import orjson

from catalog import storage
from catalog.commoncrawl.lake import MANIFEST, partition_files, partition_uri, partitions
from catalog.errors import CatalogError

GIB = 2**30
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a bundle; `sha256` is of its bytes, in hex."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """One tar file and what it holds."""

    name: str
    bytes: int
    sha256: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Archived:
    """One archived partition."""

    crawl: str
    bundles: tuple[Bundle, ...]

    def to_json(self) -> bytes:
        """Return the manifest's text, the same for the same facts."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def to_archive(lake: str, archive: str, keep: int) -> list[str]:
    """Return the crawls that are older than the newest `keep` and not archived yet."""
    known = partitions(lake)
    old = known[: max(0, len(known) - keep)]
    return [crawl for crawl in old if read_archived(archive, crawl) is None]


def read_archived(archive: str, crawl: str) -> Archived | None:
    """Return the manifest of an archived partition, or None where there is none."""
    uri = _manifest_uri(archive, crawl)
    if not storage.exists(uri):
        return None
    data: dict[str, Any] = orjson.loads(storage.read_bytes(uri))
    return Archived(data["crawl"], tuple(_bundle(found) for found in data["bundles"]))


def archive_partition(
    lake: str,
    crawl: str,
    archive: str,
    *,
    bundle_bytes: int = 2 * GIB,
    deadline: float | None = None,
    on_bundle: Callable[[Bundle], None] = lambda bundle: None,
) -> Archived | None:
    """Bundle a partition into the archive; go on where an earlier run stopped.

    Args:
        lake: the lake's root.
        crawl: the partition.
        archive: the archive's root, a directory or `s3://`.
        bundle_bytes: about how large a bundle becomes.
        deadline: seconds since 1970 after which no bundle is begun.
        on_bundle: called with each bundle that is in its place.

    Returns:
        What was archived, or None when the deadline came first: then call again.

    Raises:
        UsageError: there is no such partition.
    """
    bundles = []
    for number, files in enumerate(_groups(_files(lake, crawl), bundle_bytes)):
        if deadline is not None and time.time() > deadline:
            return None
        bundle = _put_bundle(archive, crawl, f"bundle-{number:05}.tar", files)
        on_bundle(bundle)
        bundles.append(bundle)
    archived = Archived(crawl, tuple(bundles))
    storage.write_bytes(_manifest_uri(archive, crawl), archived.to_json())
    return archived


def _manifest_uri(archive: str, crawl: str) -> str:
    return storage.join(archive, "manifests", f"{crawl}.json")


def _bundle_uri(archive: str, crawl: str, name: str) -> str:
    return storage.join(archive, "crawls", crawl, name)


def _bundle(data: dict[str, Any]) -> Bundle:
    members = tuple(Member(**member) for member in data["members"])
    return Bundle(data["name"], data["bytes"], data["sha256"], members)


def _files(lake: str, crawl: str) -> list[tuple[str, int]]:
    """Return a partition's files and their sizes, its manifest last."""
    parts = partition_files(lake, crawl)
    manifest = storage.join(partition_uri(lake, crawl), MANIFEST)
    found = [*parts, *([manifest] if storage.exists(manifest) else [])]
    return [(uri, storage.size(uri) or 0) for uri in found]


def _groups(files: Sequence[tuple[str, int]], limit: int) -> Iterator[list[tuple[str, int]]]:
    group: list[tuple[str, int]] = []
    taken = 0
    for uri, size in files:
        if group and taken + size > limit:
            yield group
            group, taken = [], 0
        group.append((uri, size))
        taken += size
    if group:
        yield group


def _put_bundle(archive: str, crawl: str, name: str, files: list[tuple[str, int]]) -> Bundle:
    """Write a bundle and, after it, the note that it is whole; or read that note."""
    note = storage.join(archive, "manifests", crawl, f"{name}.json")
    target = _bundle_uri(archive, crawl, name)
    if storage.exists(note):
        bundle = _bundle(orjson.loads(storage.read_bytes(note)))
        wanted = [(uri.rpartition("/")[2], size) for uri, size in files]
        if [(m.name, m.bytes) for m in bundle.members] == wanted and storage.exists(target):
            return bundle
    with storage.open_write(target) as path:
        members = _write_tar(path, files)
        bundle = Bundle(name, path.stat().st_size, _digest(path), members)
    storage.write_bytes(note, orjson.dumps(asdict(bundle)))
    return bundle


def _write_tar(path: Path, files: list[tuple[str, int]]) -> tuple[Member, ...]:
    """Write a tar without times or owners: the same files give the same bytes."""
    members = []
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for uri, size in files:
            info = tarfile.TarInfo(uri.rpartition("/")[2])
            info.size = size
            with storage.open_read(uri) as stream:
                hashed = _Hashed(stream)
                tar.addfile(info, hashed)
            members.append(Member(info.name, size, hashed.digest.hexdigest()))
    return tuple(members)


class _Hashed:
    """A stream that knows the SHA-256 of what was read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.digest.update(data)
        return data


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def restore_partition(
    crawl: str,
    archive: str,
    lake: str,
    *,
    on_bundle: Callable[[Bundle], None] = lambda bundle: None,
) -> Archived:
    """Put an archived partition back into the lake, every byte held against its SHA-256.

    The manifest comes last, so a partition with one is whole. In S3 it must then be registered, by
    publishing's `--glue-database` or by the crawler.

    Raises:
        CatalogError: nothing of that crawl is archived, it is in the lake already, it is damaged,
            or it is still cold: then it was asked for, and can be had in a day or two.
    """
    archived = read_archived(archive, crawl)
    if archived is None:
        raise CatalogError(f"{archive} holds no archived partition of {crawl}.")
    target = partition_uri(lake, crawl)
    if storage.exists(storage.join(target, archived.bundles[0].members[0].name)) and _whole(
        archived, target
    ):
        raise CatalogError(f"{target} is there already, whole.")
    _thaw([_bundle_uri(archive, crawl, bundle.name) for bundle in archived.bundles])
    for bundle in archived.bundles:
        _unpack(_bundle_uri(archive, crawl, bundle.name), bundle, target)
        on_bundle(bundle)
    return archived


def _whole(archived: Archived, target: str) -> bool:
    members = [member for bundle in archived.bundles for member in bundle.members]
    return all(storage.size(storage.join(target, m.name)) == m.bytes for m in members)


def _unpack(uri: str, bundle: Bundle, target: str) -> None:
    wanted = {member.name: member for member in bundle.members}
    with storage.open_read(uri) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        for info in tar:
            member, content = wanted.pop(info.name, None), tar.extractfile(info)
            if member is None or content is None:
                raise CatalogError(f"{uri} holds {info.name!r}, which its manifest does not know.")
            _put_back(content, member, uri, storage.join(target, member.name))
    if wanted:
        raise CatalogError(f"{uri} lacks {min(wanted)}, which its manifest names.")


def _put_back(content: IO[bytes], member: Member, uri: str, target: str) -> None:
    hashed = _Hashed(content)
    with storage.open_write(target) as path:
        with path.open("wb") as file:
            while block := hashed.read(_BLOCK):
                file.write(block)
        if hashed.digest.hexdigest() != member.sha256:
            raise CatalogError(f"{member.name} in {uri} is damaged: its SHA-256 is another.")


Warmth = Literal["warm", "cold", "thawing"]


def _thaw(uris: list[str]) -> None:
    """Ask for every bundle that lies in cold storage, and stop unless all can be read."""
    cold = [uri for uri in uris if storage.is_s3(uri) and _warmth(uri) != "warm"]
    for uri in cold:
        if _warmth(uri) == "cold":
            bucket, key = storage.split_s3(uri)
            request = {"Days": 7, "GlacierJobParameters": {"Tier": "Bulk"}}
            storage.s3_client().restore_object(
                Bucket=bucket,
                Key=key,
                RestoreRequest=request,  # type: ignore[arg-type]
            )
    if cold:
        raise CatalogError(
            f"{len(cold)} of {len(uris)} bundles are in cold storage. They were asked for; give "
            "the same command again in 12 to 48 hours."
        )


def _warmth(uri: str) -> Warmth:
    bucket, key = storage.split_s3(uri)
    head = storage.s3_client().head_object(Bucket=bucket, Key=key)
    if head.get("StorageClass") not in {"GLACIER", "DEEP_ARCHIVE"}:
        return "warm"
    restore = head.get("Restore", "")
    if not restore:
        return "cold"
    return "warm" if 'ongoing-request="false"' in restore else "thawing"
