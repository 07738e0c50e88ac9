"""iNaturalist, open data in a public bucket of AWS.

Docs: https://github.com/inaturalist/inaturalist-open-data
Licences: each photo's code; CC0, the six Creative Commons licences in version 4.0, and PD, which is
the Public Domain Mark. GFDL photos are rejected.
Limits: the API is not for bulk use; the four files are, and change once a month.

The files are joined before they are parsed (catalog/ingestion/bulk.py). A photo may belong to
several observations: it is one record, of the first observation that names a taxon. Its title is
the taxon's scientific name: none of the four files has the vernacular ones.
"""

from typing import Any

from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.providers.base import ALL_LICENSES, Dump, Expect, Payload, Provider, license_of
from catalog.records import MediaRecord

BUCKET = "https://inaturalist-open-data.s3.amazonaws.com"
MOST_TAGS = 20
LICENSES = {
    **{f"CC-{slug.upper()}": (slug, "4.0") for slug in ("by", "by-sa", "by-nd", "by-nc")},
    **{f"CC-{slug.upper()}": (slug, "4.0") for slug in ("by-nc-sa", "by-nc-nd")},
    "CC0": ("cc0", "1.0"),
    "PD": ("pdm", "1.0"),
}


def parse_photo(row: dict[str, Any]) -> MediaRecord:
    photo_id = row["photo_id"]
    if not row["extension"]:
        raise RecordRejected("missing_extension")
    return MediaRecord(
        media_type="image",
        license_info=license_info(row["license"]),
        foreign_identifier=str(photo_id),
        foreign_landing_url=f"https://www.inaturalist.org/photos/{photo_id}",
        url=f"{BUCKET}/photos/{photo_id}/original.{row['extension']}",
        filetype=row["extension"],
        creator=row.get("name") or row.get("login"),
        creator_url=(
            f"https://www.inaturalist.org/users/{row['observer_id']}"
            if row.get("observer_id")
            else None
        ),
        title=row.get("taxon"),
        tags=[name for name in (row.get("ancestors") or ())[-MOST_TAGS:] if name],
        meta_data={
            "observed_on": row.get("observed_on"),
            "quality_grade": row.get("quality_grade"),
            "taxon_rank": row.get("rank"),
            "latitude": row.get("latitude"),
            "longitude": row.get("longitude"),
        },
        width=row.get("width"),
        height=row.get("height"),
        category="photograph",
        ingestion_type="sql_bulk_load",
    )


def license_info(code: str | None) -> License:
    if not code:
        raise RecordRejected("missing_license")
    if code.upper() not in LICENSES:
        raise RecordRejected("license_not_accepted", code)
    return license_of(*LICENSES[code.upper()])


PROVIDER = Provider(
    name="inaturalist",
    title="iNaturalist",
    media={"image": "inaturalist"},
    docs="https://github.com/inaturalist/inaturalist-open-data",
    license_policy="CC0, Creative Commons 4.0, public domain",
    licenses=ALL_LICENSES,
    rate_limit="none for the files",
    url=f"{BUCKET}/photos.csv.gz",
    id_path=("photo_id",),
    page=Payload("rows", (), keys=("photo_id", "license", "observer_id")),
    others=(Payload("row", None, keys=("photo_id", "license", "observer_id")),),
    bulk=Dump(
        files=("photos.csv.gz", "observations.csv.gz", "observers.csv.gz", "taxa.csv.gz"),
        load="inaturalist_load",
        rows="inaturalist_photos",
        delimiter="\t",
        quote=None,
    ),
    schedule="monthly",
    expect=Expect(min_records=50_000_000),
    parse=parse_photo,
)
