"""Fixed lists: names of file types, usual categories, ways of ingestion, tags that say nothing.

Categories, their defaults and the tag lists are those of the catalogs before this one.
"""

from collections.abc import Mapping

# Extensions and the last words of media types, as sources write them -> as we store them.
FILETYPE_ALIASES: Mapping[str, str] = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "pjpeg": "jpg",
    "tif": "tiff",
    "svg+xml": "svg",
    "x-ms-bmp": "bmp",
    "mpeg": "mp3",
    "mp31": "mp3",  # Jamendo's names for two bit rates
    "mp32": "mp3",
    "oga": "ogg",
    "x-wav": "wav",
    "wave": "wav",
    "x-flac": "flac",
    "aif": "aiff",
    "x-aiff": "aiff",
    "midi": "mid",
    "x-m4a": "m4a",
}
# Neither picture nor sound: such a file belongs to neither table.
VIDEO_FILETYPES = frozenset({"avi", "flv", "mkv", "mov", "mp4", "mpg", "ogv", "webm", "wmv"})

_DEFAULTS: Mapping[str, str] = {
    "photograph": "animaldiversity capl floraon inaturalist nappy sciencemuseum stocksnap worms",
    "digitized_artwork": "brooklynmuseum clevelandmuseum deviantart digitaltmuseum mccordmuseum met"
    " museumsvictoria nga rijksmuseum thorvaldsenmuseum",
    "illustration": "phylopic svgsilh",
}
# What an image is where its source does not say: provider -> category.
DEFAULT_CATEGORIES: Mapping[str, str] = {
    provider: category for category, names in _DEFAULTS.items() for provider in names.split()
}

INGESTION_TYPES = frozenset({"commoncrawl", "provider_api", "sql_bulk_load"})
INGESTION_ALIASES: Mapping[str, str] = {"common_crawl": "commoncrawl"}
BULK_PROVIDERS = frozenset({"inaturalist", "nga", "wellcome"})

# Whole tags, in lower case. The licences are there because a licence is no subject.
DENIED_TAGS = frozenset(
    {
        "no person",
        "squareformat",
        "undefined",
        "uploaded",
        "flickriosapp",
        ":",
        "=",
        "cc0",
        "pdm",
        "by",
        "by-nc",
        "by-nd",
        "by-sa",
        "by-nc-nd",
        "by-nc-sa",
    }
)
# Machine tags (`namespace:name=value`) of these namespaces tell how a file came to its site.
DENIED_TAG_NAMESPACES = frozenset({"uploaded", "flickriosapp"})
