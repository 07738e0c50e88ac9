"""iNaturalist's four files, small: six photos, one of them of two observations."""

import gzip
from pathlib import Path

from catalog.providers.inaturalist import PROVIDER

PHOTOS = """photo_uuid photo_id observation_uuid observer_id extension license width height position
u1 10 o1 7 jpg CC-BY 800 600 0
u2 10 o2 7 jpg CC-BY 800 600 1
u3 11 o2 7 jpeg CC0 640 480 0
u4 4000005 o3 8 png GFDL 1 1 0
u5 4000006 o3 8 png PD 1024 768 0
u6 4000007 gone 9 jpg CC-BY-NC-SA 5 5 0
"""
OBSERVATIONS = """\
observation_uuid observer_id latitude longitude taxon_id quality_grade observed_on
o1 7 1.5 2.5  casual 2026-01-01
o2 7 1.5 2.5 3 research 2026-01-02
o3 8   2 research 2026-01-03
"""
OBSERVERS = """observer_id login name
7 fern Fern
8 moss -
"""
TAXA = """taxon_id ancestry rank_level rank name active
1  100 stateofmatter Life true
2 1 70 kingdom Plantae true
3 1/2 10 species Dryopteris true
"""


def packed(text: str) -> bytes:
    """Return a table as it is published; `-` stands for an empty field."""
    return gzip.compress(text.replace(" ", "\t").replace("\t-", "\t").encode(), mtime=0)


def write_files(folder: Path) -> Path:
    """Write the four files and return their folder."""
    assert PROVIDER.bulk
    folder.mkdir()
    tables = (PHOTOS, OBSERVATIONS, OBSERVERS, TAXA)
    for name, text in zip(PROVIDER.bulk.files, tables, strict=True):
        (folder / name).write_bytes(packed(text))
    return folder
