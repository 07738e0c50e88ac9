"""What Wikimedia Commons says about a file: `extmetadata`, made of the file's page."""

import re
from typing import Any

from catalog.licenses import License
from catalog.providers.commons_files import AUDIO_EXTENSIONS, IMAGE_EXTENSIONS
from catalog.providers.licensing import license_at, license_of
from catalog.providers.markup import plain_text

# Categories that say how a file came here, or what is to be done with it; not what it shows.
_HOUSEKEEPING = re.compile(
    r"^(?:cc[- ]|pd[- ]|gfdl|licen[cs]e|self-published|own work|uploaded|files? |media |pages |"
    r"(?:images?|photos?|photographs) (?:from|with|by|uploaded|taken on)|taken with|supported by|"
    r"quality images|flickr|all media|(?:artworks|items|objects|location|coordinates) |"
    r".*(?:wikidata|template|missing|needing|unidentified|review|bot\b|wikimedia commons|metadata|"
    r"exif|gwtoolset|batch upload|taken on \d{4}-|extracted images))",
    re.IGNORECASE,
)


def tags_of(about: dict[str, Any]) -> list[str]:
    names = (about.get("Categories") or "").split("|")
    return [name for name in names if name and not _HOUSEKEEPING.search(name)]


def license_in(about: dict[str, Any]) -> License:
    name, link = about.get("LicenseShortName"), about.get("LicenseUrl")
    # The public domain templates of Commons have a name and no link.
    if not link and str(name).lower() == "public domain":
        return license_of("pdm", "1.0")
    return license_at(link, name)


def title_of(title: str) -> str:
    name = title.removeprefix("File:")
    stem, dot, extension = name.rpartition(".")
    return stem if dot and extension.lower() in IMAGE_EXTENSIONS | AUDIO_EXTENSIONS else name


def meta_data_of(page: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    return {
        "global_usage_count": max(len(page.get("globalusage") or ()), page.get("most_usage", 0)),
        "date_originally_created": plain_text(about.get("DateTimeOriginal")),
        "last_modified_at_source": about.get("DateTime"),
        "categories": [name for name in (about.get("Categories") or "").split("|") if name],
        "description": plain_text(about.get("ImageDescription")),
        "latitude": about.get("GPSLatitude"),
        "longitude": about.get("GPSLongitude"),
        "map_datum": about.get("GPSMapDatum"),
    }
