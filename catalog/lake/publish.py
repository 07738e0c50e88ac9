"""Publish the working output of an extraction as a partition of the lake.

The job behind Glue's `ProcessCommonCrawlData`. In order: hold files against reports, merge them
into parts below `_staging/`, write the manifest, put the partition in its place, register it,
remove the working output. Killed anywhere, it is run again and goes on; nothing is removed before
all that follows from it is in place.

On a local disk the partition appears by a rename. S3 has no rename: there the partition is taken
out of the Glue catalog before the first object is touched and registered after the last, so that
Athena sees the old partition, or none, or the new one.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from catalog.engine import Engine, TaskReport
from catalog.errors import CatalogError, UsageError
from catalog.files import storage
from catalog.lake.extract_output import (
    Prefer,
    WorkingFile,
    WorkingOutput,
    check_finished,
    list_names,
    read_working_output,
    working_uri,
)
from catalog.lake.glue import GlueTable
from catalog.lake.lake import (
    MANIFEST,
    Manifest,
    partition_uri,
    read_manifest,
)
from catalog.lake.merge import MergePart, part_uri, read_done
from catalog.warc.crawl_paths import check_crawl_id

Parts = dict[str, tuple[WorkingFile, ...]]


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """How to publish.

    Attributes:
        part_mb: about how large a part becomes, in MB of working files.
        memory_mb: what one merge may take before it goes to disk.
        max_failed: how many per cent of the WAT files may be missing because they failed.
        max_incomplete: how many per cent of them may have ended inside a record.
        prefer: which rows to take where pages were read from WAT and from WARC.
        replace: whether working files that were published before may be left out now.
        keep_output: whether the working output stays.
        dry_run: whether only to check and to say what would be done.
    """

    part_mb: int = 256
    memory_mb: int = 2048
    max_failed: float = 0.0
    max_incomplete: float = 0.0
    prefer: Prefer | None = None
    replace: bool = False
    keep_output: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What became of it; in a dry run, what would."""

    uri: str
    action: Literal["published", "unchanged", "planned"]
    rows: int
    parts: int
    inputs: int
    failed: tuple[str, ...]
    incomplete: tuple[str, ...] = ()


def publish(
    crawl: str,
    *,
    output: str,
    lake: str,
    glue: GlueTable | None = None,
    engine: Engine | None = None,
    options: PublishOptions = PublishOptions(),
    on_part: Callable[[TaskReport, int], None] = lambda report, parts: None,
) -> Published:
    """Make the working output of a crawl its partition of the lake.

    With a Glue table, in which the partition is then registered, the lake must be in S3. The engine
    merges the parts; by default this process does, one after another, each with all cores.
    `on_part` is told the report of each, and how many there are.

    Raises:
        UsageError: there is nothing to publish, or publishing would lose published rows.
        CatalogError: the working output is not what its reports say. Nothing was changed.
    """
    _check_request(crawl, lake, glue)
    staging = storage.join(lake, "_staging", f"crawl={crawl}")
    _bring_back(staging, lake, crawl)
    existing = read_manifest(lake, crawl)
    check_finished(output, crawl, existing.known if existing else ())
    if existing and _is_published(existing, output, lake):
        done = _describe("unchanged", lake, existing)
    else:
        working = read_working_output(
            output,
            crawl,
            max_failed=options.max_failed,
            max_incomplete=options.max_incomplete,
            prefer=options.prefer,
        )
        _refuse_loss(existing, working, lake, crawl, staging, options)
        parts = plan_parts(working.files, options.part_mb * 2**20)
        if options.dry_run:
            return _planned(lake, crawl, working, parts)
        manifest = _prepare(
            MergePart(staging, parts, options.memory_mb), crawl, working, engine, on_part
        )
        _put_in_place(staging, lake, manifest, glue)
        done = _describe("published", lake, manifest)
    if not options.dry_run:
        _finish(crawl, output, lake, staging, glue, keep_output=options.keep_output)
    return done


def plan_parts(files: Iterable[WorkingFile], part_bytes: int) -> Parts:
    """Divide the working files, in order, into parts; the same files give the same parts."""
    groups: list[list[WorkingFile]] = [[]]
    taken = 0
    for file in files:
        if groups[-1] and taken + file.bytes > part_bytes:
            groups.append([])
            taken = 0
        groups[-1].append(file)
        taken += file.bytes
    return {f"part-{n:05}.parquet": tuple(group) for n, group in enumerate(groups) if group}


def _check_request(crawl: str, lake: str, glue: GlueTable | None) -> None:
    check_crawl_id(crawl)
    if glue and not storage.is_s3(lake):
        raise UsageError(f"Athena cannot read {lake}: a Glue table needs a lake in S3.")


def _is_published(existing: Manifest, output: str, lake: str) -> bool:
    """Tell whether all that is left of the working output is in the partition already.

    That is so when it was kept, and when an earlier run was killed while it removed it.
    """
    known = {facts.name: facts.sha256 for facts in existing.inputs}
    if not list_names(output, existing.crawl) <= existing.known or not _is_whole(existing, lake):
        return False
    found = storage.iter_files(working_uri(output, existing.crawl), ".parquet")
    merged = (uri for uri in found if uri.rpartition("/")[2] not in existing.left_out)
    return all(known.get(uri.rpartition("/")[2]) == _digest(uri) for uri in merged)


def _is_whole(manifest: Manifest, lake: str) -> bool:
    sizes = dict(storage.iter_sizes(partition_uri(lake, manifest.crawl), ".parquet"))
    found = {uri.rpartition("/")[2]: size for uri, size in sizes.items()}
    return found == {part.name: part.bytes for part in manifest.parts}


def _refuse_loss(
    existing: Manifest | None,
    working: WorkingOutput,
    lake: str,
    crawl: str,
    staging: str,
    options: PublishOptions,
) -> None:
    """Refuse to put fewer files in the place of more, unless that is wanted."""
    if options.replace:
        return
    target = partition_uri(lake, crawl)
    if existing:
        kept = {file.name for file in working.files} | set(working.left_out)
        lost = {facts.name for facts in existing.inputs} - kept
        if lost:
            raise UsageError(
                f"{target} holds {len(lost)} files that the working output has not, such as "
                f"{min(lost)}. Extract them again, or give up their rows: --replace."
            )
    elif any(storage.iter_files(target, ".parquet")) and not storage.exists(_staged(staging)):
        raise UsageError(
            f"{target} holds files without a manifest, which this did not publish. "
            "Put the new rows in their place: --replace."
        )


def _staged(staging: str) -> str:
    return part_uri(staging, MANIFEST)


def _prepare(
    task: MergePart,
    crawl: str,
    working: WorkingOutput,
    engine: Engine | None,
    on_part: Callable[[TaskReport, int], None],
) -> Manifest:
    """Merge all parts below the staging place and write the manifest there, last."""
    storage.write_bytes(storage.join(task.staging, "started"), b"")  # fails here or nowhere
    _clear_strays(task)
    for report in engine.run(task, task.parts) if engine else map(task, task.parts):
        if report.status == "failed":
            raise CatalogError(report.error)
        on_part(report, len(task.parts))
    merged = [read_done(task.staging, part) for part in task.parts]
    inputs = tuple(facts for part in merged if part for facts in part.inputs)
    parts = tuple(part.part for part in merged if part)
    rows = sum(part.rows for part in parts)
    missing = working.failed, working.incomplete, working.left_out
    manifest = Manifest(crawl, rows, parts, inputs, *missing)
    storage.write_bytes(_staged(task.staging), manifest.to_json())
    return manifest


def _clear_strays(task: MergePart) -> None:
    """Remove what an earlier run, killed or differently planned, left in the staging place."""
    storage.remove_leftovers(task.staging)
    wanted = {part_uri(task.staging, part) for part in task.parts}
    for uri in list(storage.iter_files(task.staging)):
        is_part = uri.startswith(storage.join(task.staging, "partition"))
        is_scratch = uri.startswith(storage.join(task.staging, "scratch"))
        if is_scratch or (is_part and uri not in wanted):
            storage.delete(uri)


def _put_in_place(staging: str, lake: str, manifest: Manifest, glue: GlueTable | None) -> None:
    target = partition_uri(lake, manifest.crawl)
    if storage.is_s3(lake):
        if glue:
            glue.hide(manifest.crawl)
        _copy_into_place(staging, target, manifest)
    else:
        _rename_into_place(Path(staging), Path(target))
    if not _is_whole(manifest, lake):
        raise CatalogError(f"{target} is not what was put there. Publish again.")


def _rename_into_place(staging: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(_replaced(staging))
    (staging / "partition").rename(target)


def _replaced(staging: Path) -> Path:
    return staging / "replaced"


def _bring_back(staging: str, lake: str, crawl: str) -> None:
    """Undo a rename of the old partition that was not followed by that of the new one."""
    target, replaced = Path(partition_uri(lake, crawl)), _replaced(Path(staging))
    if storage.is_s3(lake) or not replaced.exists():
        return
    if target.exists():
        shutil.rmtree(replaced)
    else:
        replaced.rename(target)


def _copy_into_place(staging: str, target: str, manifest: Manifest) -> None:
    """Copy the parts, the manifest last: where there is no manifest, the copy is not finished."""
    storage.delete(storage.join(target, MANIFEST))
    wanted = {storage.join(target, part.name) for part in manifest.parts}
    for uri in list(storage.iter_files(target)):
        if uri not in wanted:
            storage.delete(uri)
    for part in manifest.parts:
        storage.copy(part_uri(staging, part.name), storage.join(target, part.name))
    storage.copy(_staged(staging), storage.join(target, MANIFEST))


def _finish(
    crawl: str,
    output: str,
    lake: str,
    staging: str,
    glue: GlueTable | None,
    *,
    keep_output: bool,
) -> None:
    """Register the partition, then remove what is no longer needed."""
    if glue:
        glue.ensure(lake)
        glue.show(lake, crawl)
    storage.delete_tree(staging)
    if not keep_output:
        storage.delete_tree(working_uri(output, crawl))


def _digest(uri: str) -> str:
    with storage.open_read(uri) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _describe(
    action: Literal["published", "unchanged"], lake: str, manifest: Manifest
) -> Published:
    uri = partition_uri(lake, manifest.crawl)
    counts = manifest.rows, len(manifest.parts), len(manifest.inputs)
    return Published(uri, action, *counts, manifest.failed, manifest.incomplete)


def _planned(lake: str, crawl: str, working: WorkingOutput, parts: Parts) -> Published:
    rows = sum(file.rows for file in working.files)
    counts = rows, len(parts), len(working.files)
    uri = partition_uri(lake, crawl)
    return Published(uri, "planned", *counts, working.failed, working.incomplete)
