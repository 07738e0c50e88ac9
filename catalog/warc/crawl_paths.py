"""Which files a monthly crawl consists of."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import orjson

from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files import storage

LATEST = "latest"
_CRAWL = re.compile(r"CC-MAIN-\d{4}-(?:0[1-9]|[1-4]\d|5[0-3])|CC-NEWS-\d{4}-(?:0[1-9]|1[0-2])")
_NEWS = "CC-NEWS"
_IN_PATH = re.compile(r"(?:^|/)(crawl-data/(CC-MAIN-\d{4}-\d\d)/.*?)/(?:wat|warc)/")
# The news crawl lies by year and month, in WARC files alone.
_NEWS_PATH = re.compile(r"(?:^|/)(crawl-data/CC-NEWS/(\d{4})/(\d\d))/[^/]+$")
_SUFFIXES = (".gz", ".wat", ".warc")
# In the working output: the files of a run that has not ended, so that half a crawl is not
# published as a whole one.
UNFINISHED_LIST = "unfinished.txt"
_COMMON_CRAWL_HOST = "https://data.commoncrawl.org"
_COMMON_CRAWL_LIST = "https://index.commoncrawl.org/collinfo.json"
# Before any work: a wrong address should be reported soon.
_ATTEMPTS = 3


def check_crawl_id(crawl: str) -> str:
    """Return a crawl's id if it can be one: a month's main crawl, or its news.

    Raises:
        UsageError: it cannot.
    """
    if not _CRAWL.fullmatch(crawl):
        raise UsageError(
            f"{crawl!r} is no crawl. Write CC-MAIN-YYYY-WW, as in CC-MAIN-2026-43, or latest; "
            "CC-NEWS-YYYY-MM for the news of a month (--from warc)."
        )
    return crawl


def resolve_crawl(crawl: str, source: str) -> str:
    """Return a crawl's id, for `latest` the newest one that the source has.

    The source is the base URI under which `crawl-data/` lies: `https://`, `s3://` or a directory.

    Raises:
        UsageError: it is no id, or the source cannot be read or has no crawl.
    """
    if crawl != LATEST:
        return check_crawl_id(crawl)
    names = _crawls_of(source)
    found = [name for name in names if _CRAWL.fullmatch(name) and not name.startswith(_NEWS)]
    if not found:
        raise UsageError(f"{source} has no crawl below crawl-data/. Is it the right --source?")
    return max(found)


def _crawls_of(source: str) -> Iterable[str]:
    if storage.is_s3(source):
        return storage.folders(storage.join(source, "crawl-data"))
    if "://" not in source:
        return (path.parent.name for path in Path(source).glob("crawl-data/*/wat.paths.gz"))
    public = source.rstrip("/") == _COMMON_CRAWL_HOST
    uri = _COMMON_CRAWL_LIST if public else storage.join(source, "collinfo.json")
    try:
        return [
            str(entry["id"]) for entry in orjson.loads(storage.read_bytes(uri, attempts=_ATTEMPTS))
        ]
    except CatalogError as error:
        raise UsageError(f"the list of crawls cannot be read: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{uri} is no list of crawls ({type(error).__name__})") from error


def wat_files(source: str, crawl: str) -> list[str]:
    """Return the URIs of a crawl's WAT files, in the crawl's own order.

    Raises:
        UsageError: the source cannot be read, or has no such crawl.
    """
    if crawl.startswith(_NEWS):
        raise UsageError(f"{crawl} has no WAT files: add --from warc.")
    return _files(source, crawl, "wat.paths.gz")


def warc_files(source: str, crawl: str) -> list[str]:
    """Return the URIs of a crawl's WARC files, in the crawl's own order.

    Raises:
        UsageError: the source cannot be read, or has no such crawl.
    """
    return _files(source, crawl, "warc.paths.gz")


def _files(source: str, crawl: str, name: str) -> list[str]:
    folder = crawl
    if crawl.startswith(_NEWS):
        year, month = crawl.split("-")[2:]
        folder = f"{_NEWS}/{year}/{month}"
    listing = storage.join(source, "crawl-data", folder, name)
    try:
        text = gzip.decompress(storage.read_bytes(listing, attempts=_ATTEMPTS)).decode()
    except NotFoundError as error:
        raise UsageError(
            f"{source} has no crawl {crawl}: {listing} does not exist. "
            "https://index.commoncrawl.org/ lists the crawls."
        ) from error
    except CatalogError as error:
        raise UsageError(f"{source} cannot be read: {error}") from error
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"{listing} is no gzipped list of paths ({error})") from error
    return [storage.join(source, line.strip()) for line in text.splitlines() if line.strip()]


def segment_of(uri: str) -> str | None:
    """Return the crawl path before `/wat/` or `/warc/`, or None where a file's path has none.

    >>> segment_of("s3://commoncrawl/crawl-data/CC-MAIN-2024-22/segments/17159.39/wat/a.wat.gz")
    'crawl-data/CC-MAIN-2024-22/segments/17159.39'
    >>> segment_of("/home/me/a.warc.wat.gz") is None
    True
    """
    found = _IN_PATH.search(uri) or _NEWS_PATH.search(uri)
    return found[1] if found else None


def crawl_of(uri: str) -> str | None:
    """Return the crawl that a file belongs to, by its path, or None."""
    found = _IN_PATH.search(uri)
    if found:
        return found[2]
    news = _NEWS_PATH.search(uri)
    return f"{_NEWS}-{news[2]}-{news[3]}" if news else None


def stem_of(uri: str) -> str:
    """Return a WAT file's name without folders and suffixes.

    >>> stem_of("https://data.commoncrawl.org/crawl-data/x/CC-MAIN-2024-00000.warc.wat.gz")
    'CC-MAIN-2024-00000'
    """
    name = uri.partition("?")[0].rpartition("/")[2]
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def output_stem_of(uri: str) -> str:
    """Return the name, without suffix, of what is written of a file.

    Rows made of a WARC file do not go under the name of those made of its WAT.

    >>> output_stem_of("a/b.warc.wat.gz"), output_stem_of("a/b.warc.gz")
    ('b', 'b.warc')
    """
    name = uri.partition("?")[0].removesuffix(".gz")
    return f"{stem_of(uri)}.warc" if name.endswith(".warc") else stem_of(uri)
