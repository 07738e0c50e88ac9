"""Counting in-links of a few hosts' images, against merely inflating the file."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
from isal import igzip

from bench.harness import Ratio, slower
from bench.wat_file import build_wat
from catalog.links.hotlinks import CountHotlinks

MEGABYTES = 55
# One page in seventy shows an image of the first; the others are searched for in vain.
HOSTS = frozenset({"i.creativecommons.org", "live.staticflickr.com", "upload.wikimedia.org"})


def ratios() -> Iterator[Ratio]:
    """Yield the one ratio: 60 % of the speed of inflating is 1.67 times its time."""
    with tempfile.TemporaryDirectory(prefix="bench-inlinks-") as name:
        folder = Path(name)
        wat = folder / "one.warc.wat.gz"
        build_wat(wat, MEGABYTES)

        def ours() -> None:
            (folder / "ours" / "one.report.json").unlink(missing_ok=True)
            report = CountHotlinks(str(folder / "ours"), hosts=HOSTS)(str(wat))
            assert report.status == "done", report

        def inflate() -> None:
            with igzip.open(wat) as inflated:
                while inflated.read(1 << 18):
                    pass

        ours()
        assert pq.read_metadata(folder / "ours" / "one.parquet").num_rows > 50
        what = f"in-links of {len(HOSTS)} hosts in {wat.stat().st_size / 1e6:.0f} MB of WAT"
        yield slower(f"{what} / inflate it with python-isal", ours, inflate, at_most=1.67, pairs=7)
