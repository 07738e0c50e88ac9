"""What Flickr's numbers mean: licences, and the accounts of institutions.

The licence ids are those that flickr.photos.licenses.getInfo names
(https://www.flickr.com/services/api/flickr.photos.licenses.getInfo.html); 11-16 came with
https://blog.flickr.net/en/2025/06/18/creative-commons-4-0-has-arrived-on-flickr/ and stand so in
the tables of other clients. Every pull asks that method first and stops if an id means something
else than it does here.
"""

from collections.abc import Mapping

from catalog.providers.base import license_of

LICENSES: Mapping[str, tuple[str, str]] = {
    "1": ("by-nc-sa", "2.0"),
    "2": ("by-nc", "2.0"),
    "3": ("by-nc-nd", "2.0"),
    "4": ("by", "2.0"),
    "5": ("by-sa", "2.0"),
    "6": ("by-nd", "2.0"),
    "9": ("cc0", "1.0"),
    "10": ("pdm", "1.0"),
    "11": ("by", "4.0"),
    "12": ("by-sa", "4.0"),
    "13": ("by-nd", "4.0"),
    "14": ("by-nc", "4.0"),
    "15": ("by-nc-sa", "4.0"),
    "16": ("by-nc-nd", "4.0"),
}
LICENSE_OF = {number: license_of(*words) for number, words in LICENSES.items()}
SOURCES: Mapping[str, tuple[str, ...]] = {
    "nasa": (
        "24662369@N07",
        "35067687@N04",
        "29988733@N04",
        "28634332@N05",
        "108488366@N07",
        "136485307@N06",
    ),
    "bio_diversity": ("61021753@N02",),
    "spacex": ("130608600@N05",),
    "woc_tech": ("136629440@N06",),
    "valence_romans": ("150408343@N02",),
    "east_riding": ("138361426@N08",),
    "archief_alkmaar": ("98304311@N03",),
    "bib_gulbenkian": ("26577438@N06",),
    "internet_archive_book_images": ("126377022@N07",),
}
SOURCE_OF = {owner: source for source, owners in SOURCES.items() for owner in owners}
