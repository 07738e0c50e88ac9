"""`catalog crawl archive` and `catalog crawl restore`."""

import click

from catalog.cli.lake_options import lake_options
from catalog.commoncrawl.archive import (
    GIB,
    Archived,
    Bundle,
    archive_partition,
    restore_partition,
    to_archive,
)

_archive = click.option(
    "--archive",
    required=True,
    metavar="PLACE",
    help="The archive's root: a directory or s3://bucket/prefix.",
)


@click.command(name="archive")
@click.option("--lake", required=True, metavar="PLACE", help="The lake's root.")
@_archive
@click.option(
    "--keep",
    default=12,
    show_default=True,
    type=click.IntRange(min=0),
    help="How many of the newest partitions are not archived.",
)
@click.option("--crawl", metavar="ID", help="Archive this partition, however new.")
@click.option(
    "--bundle-gib",
    default=2,
    show_default=True,
    type=click.IntRange(min=1),
    help="About how large a bundle becomes.",
)
@click.option("--dry-run", is_flag=True, help="Say which partitions; copy nothing.")
def archive_command(
    *, lake: str, archive: str, keep: int, crawl: str | None, bundle_gib: int, dry_run: bool
) -> None:
    """Copy old partitions into an archive, bundled, with checksums.

    The lake keeps what it has. What is archived already is not copied again; a run that was killed
    goes on at the bundle where it stopped.
    """
    crawls = [crawl] if crawl else to_archive(lake, archive, keep)
    if not crawls:
        click.echo("nothing to archive", err=True)
    for each in crawls:
        if dry_run:
            click.echo(f"would archive {each}", err=True)
            continue
        archived = archive_partition(
            lake, each, archive, bundle_bytes=bundle_gib * GIB, on_bundle=_say
        )
        if archived:
            _summarize("archived", archived)


@click.command(name="restore")
@lake_options
@_archive
def restore_command(*, crawl: str, lake: str, archive: str) -> None:
    """Put an archived partition back into the lake.

    From S3's cold storage that takes two calls: the first asks for the bundles, which can be read
    in 12 to 48 hours; the second restores them.
    """
    _summarize("restored", restore_partition(crawl, archive, lake, on_bundle=_say))


def _say(bundle: Bundle) -> None:
    click.echo(f"{bundle.name}: {len(bundle.members)} files, {bundle.bytes:,} bytes", err=True)


def _summarize(verb: str, archived: Archived) -> None:
    size = sum(bundle.bytes for bundle in archived.bundles)
    click.echo(
        f"{verb} {archived.crawl}: {size:,} bytes in {len(archived.bundles)} bundles", err=True
    )
