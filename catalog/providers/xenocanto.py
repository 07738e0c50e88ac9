"""xeno-canto, sounds of birds and other animals, API v3.

Docs: https://xeno-canto.org/explore/api
Licences: every recording's own, by a link that may have no scheme.
Limits: one request a second, with a key. Its operator does not want sound files to be fetched in
mass: here their descriptions are read, and no file. He is to be asked before the first pull.

A query must be made of tags; here each group of animals is one list. Counts are texts. Behind a
full last page the API counts one page more, which holds an entry without an id. Where a species is
under pressure its recordings have no file.
"""

from datetime import date
from typing import Any

from catalog.apis.paginators import PageNumber
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.numbers import whole_number
from catalog.providers.base import (
    CC_LICENSES,
    PUBLIC_DOMAIN,
    Auth,
    ErrorRule,
    Payload,
    Provider,
    license_at,
    sets_of,
)
from catalog.providers.fields import milliseconds, unique
from catalog.records import MediaRecord

_GROUPS = ("birds", "grasshoppers", "bats", "frogs", "land mammals")
_META = ("cnt", "loc", "lat", "lon", "alt", "method", "sex", "stage", "q", "date", "time", "rmk")


def parse_recording(found: dict[str, Any]) -> MediaRecord:
    number = found["id"]
    if not found.get("file"):
        raise RecordRejected("no_file")
    names = [found.get("en"), found.get("grp"), *str(found.get("type") or "").split(", ")]
    species = " ".join(found[name] for name in ("gen", "sp", "ssp") if found.get(name))
    sonogram = found.get("sono") or {}
    return MediaRecord(
        media_type="audio",
        license_info=license_at(found["lic"]),
        foreign_identifier=number,
        foreign_landing_url=f"https://xeno-canto.org/{number}",
        url=found["file"],
        thumbnail=sonogram.get("full") or sonogram.get("large"),
        filetype=str(found.get("file-name") or "").rpartition(".")[2].lower() or None,
        creator=found.get("rec"),
        title=f"{found.get('en') or species} ({species})",
        tags=unique(*names, species, *(found.get("also") or ())),
        duration=milliseconds(found.get("length")),
        sample_rate=whole_number(found.get("smp")),
        meta_data={name: found.get(name) for name in _META},
    )


PROVIDER = Provider(
    name="xenocanto",
    title="xeno-canto",
    media={"audio": "xenocanto"},
    docs="https://xeno-canto.org/explore/api",
    license_policy="every recording's own",
    licenses=CC_LICENSES | PUBLIC_DOMAIN,
    rate_limit="one request a second; no mass download of sound files",
    ask_first="xeno-canto's operator wants to be asked: https://xeno-canto.org/contact",
    url="https://xeno-canto.org/api/3/recordings",
    auth=Auth(secret="XENOCANTO_API_KEY", query="key"),
    paginator=PageNumber("page", "per_page", 500, pages=("numPages",)),
    page=Payload("page", ("recordings",), keys=("id", "lic"), envelope=("numRecordings",)),
    others=(Payload("recording", None, keys=("id", "lic")),),
    errors=(
        ErrorRule("stop", path=("error",), values=("client_error",)),
        ErrorRule("fail", path=("error",)),
    ),
    item_params={"query": "nr:{id}"},
    limits=HttpLimits(delay=4),
    schedule="quarterly",
    start_date=date(2008, 1, 1),
    sets=sets_of("query", [f'grp:"{group}"' for group in _GROUPS]),
    parse=parse_recording,
)
