"""National Gallery of Art, Washington, open data as files on GitHub.

Docs: https://github.com/NationalGalleryOfArt/opendata
Licences: CC0 for images with `openaccess` 1; no other. The files' own licence is not the images'.
Limits: none stated; new files come daily at the most.

The files are joined before they are parsed (catalog/ingestion/bulk.py). Each image is a record, so
a work with several views is several. IIIF gives an image at its full size, but no longer on a side
than 4,096 pixels, though the files name the size of the original. An image with `maxpixels` is
shown in a small size as a quotation ("fair use doctrine" in the data dictionary): it is not open,
whatever else is said of it.
"""

from typing import Any

from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.numbers import whole_number
from catalog.providers.base import Dump, Expect, Payload, Provider, license_of
from catalog.providers.fields import unique
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

DATA = "https://raw.githubusercontent.com/NationalGalleryOfArt/opendata/main/data"
LONGEST_SIDE = 4096


def parse_image(row: dict[str, Any]) -> MediaRecord:
    for name in ("uuid", "iiifurl", "depictstmsobjectid"):
        if not row[name]:
            raise RecordRejected(f"missing_{name}")
    width, height = delivered(row.get("width"), row.get("height"))
    return MediaRecord(
        media_type="image",
        license_info=license_info(row["openaccess"], row.get("maxpixels")),
        foreign_identifier=row["uuid"],
        foreign_landing_url=(
            f"https://www.nga.gov/collection/art-object-page.{row['depictstmsobjectid']}.html"
        ),
        url=f"{row['iiifurl']}/full/max/0/default.jpg",
        thumbnail=row.get("iiifthumburl"),
        filetype="jpg",
        creator=row.get("attribution"),
        title=row.get("title"),
        tags=unique(*(plain_text(term) for term in row.get("terms") or ())),
        meta_data={
            "accession_number": row.get("accessionnum"),
            "classification": row.get("classification"),
            "credit_line": row.get("creditline"),
            "date": row.get("displaydate"),
            "description": row.get("assistivetext"),
            "dimensions": row.get("dimensions"),
            "medium": row.get("medium"),
            "view": row.get("viewtype"),
            "wikidata_id": row.get("wikidataid"),
        },
        width=width,
        height=height,
        ingestion_type="sql_bulk_load",
    )


def license_info(is_open: str | None, most_pixels: int | None) -> License:
    if str(is_open) != "1":
        raise RecordRejected("license_not_accepted", f"openaccess {is_open}")
    if most_pixels:
        raise RecordRejected("license_not_accepted", f"maxpixels {most_pixels}")
    return license_of("cc0", "1.0")


def delivered(width: Any, height: Any) -> tuple[int | None, int | None]:
    """Return the size of the file that IIIF gives of an original of a size.

    >>> delivered(5980, 4756), delivered(3200, 2400), delivered(3200, None)
    ((4096, 3258), (3200, 2400), (None, None))
    """
    wide, high = whole_number(str(width)), whole_number(str(height))
    if not wide or not high:
        return None, None
    scale = min(1.0, LONGEST_SIDE / max(wide, high))
    return max(1, round(wide * scale)), max(1, round(high * scale))


PROVIDER = Provider(
    name="nga",
    title="National Gallery of Art",
    media={"image": "nga"},
    docs="https://github.com/NationalGalleryOfArt/opendata",
    license_policy="CC0 where `openaccess` says so",
    licenses=frozenset({"cc0"}),
    rate_limit="none for the files",
    url=f"{DATA}/published_images.csv",
    id_path=("uuid",),
    page=Payload("rows", (), keys=("uuid", "iiifurl", "openaccess")),
    others=(Payload("row", None, keys=("uuid", "iiifurl", "openaccess")),),
    bulk=Dump(
        files=("published_images.csv", "objects.csv", "objects_terms.csv"),
        load="nga_load",
        rows="nga_images",
    ),
    schedule="weekly",
    expect=Expect(min_records=60_000),
    category="digitized_artwork",
    parse=parse_image,
)
