"""The Smithsonian's names: of units, of who has made a work, and of its files."""

from typing import Any

from catalog.providers.fields import names_in

IDS = "https://ids.si.edu/ids/deliveryService?"  # serves any size, as `max` says
NATURAL_HISTORY = "ANTHRO BIRDS BOTANY EDUCATION ENTO FISHES HERPS INV MAMMALS MINSCI PALEO"
UNITS = {
    **{f"NMNH{unit}": "national_museum_of_natural_history" for unit in NATURAL_HISTORY.split()},
    "ACM": "anacostia_museum",
    "CHNDM": "cooper_hewitt_museum",
    "FBR": "field_book_project",
    "FSG": "freer_gallery_of_art",
    "HAC": "gardens",
    "OFEO-SG": "gardens",
    "HMSG": "hirshhorn_museum",
    "NASM": "air_and_space_museum",
    "NMAAHC": "african_american_history_museum",
    "NMAH": "american_history_museum",
    "NMAI": "american_indian_museum",
    "NMAfA": "african_art_museum",
    "NPG": "portrait_gallery",
    "NPM": "postal_museum",
    "NZP": "zoo_and_conservation",
    "SAAM": "american_art_museum",
    "SIA": "institution_archives",
    "SIL": "libraries",
    "CFCHFOLKLIFE": "ralph_rinzler_archive",
}
SOURCES = {unit: f"smithsonian_{name}" for unit, name in UNITS.items()}
# From whoever made the work to whoever had a part in it; the first kind that has a name wins.
ROLES = (
    {"artist", "attributed to", "creator", "maker", "photographer", "author", "inventor"},
    {"designer", "architect", "engraver", "illustrator", "painter", "printmaker", "sculptor"},
    {"manufacturer", "printer", "publisher", "studio", "workshop", "factory", "foundry"},
    {"collector", "collected by", "field collector", "biological collector", "prepared by"},
    {"after", "copy after", "school of", "circle of", "follower of", "possibly by", "culture"},
    {"editor", "compiler", "contributor", "correspondent", "depositor", "issuing authority"},
    {"owner", "former owner", "previous owner", "donor", "associated person", "user"},
)


def creators(freetext: dict[str, Any]) -> str | None:
    named = [
        (str(entry.get("label")).lower(), entry.get("content"))
        for entry in freetext.get("name") or ()
    ]
    for roles in ROLES:
        found = [name for role, name in named if role in roles and name and names_in(name)]
        if found:
            return " and ".join(filter(None, ("; ".join(found[:-1]), found[-1])))
    return None


def url_of(image: dict[str, Any]) -> str:
    """Return where the image is; of some the answer gives a page, not the file that it shows.

    Natural History's images have their own address for an id.
    """
    content = str(image["content"])
    if "://" in str(image.get("idsId")):
        return content
    is_file = IDS in content or content.rpartition(".")[2].lower() in {"jpg", "jpeg", "png"}
    return content if is_file or not image.get("idsId") else f"{IDS}id={image['idsId']}"
