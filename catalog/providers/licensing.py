"""The licence of a work, as answers give it: by a link, by words, by a name."""

from catalog import licenses
from catalog.errors import RecordRejected
from catalog.licenses import License

# The licences that the catalog takes: Creative Commons' six, and its public domain tools.
CC_LICENSES = frozenset({"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
PUBLIC_DOMAIN = frozenset({"cc0", "pdm"})
ALL_LICENSES = CC_LICENSES | PUBLIC_DOMAIN


def license_at(url: str | None) -> License:
    """Return the licence behind a link.

    Raises:
        RecordRejected: `missing_license` or `unknown_license`.
    """
    if not url:
        raise RecordRejected("missing_license")
    found = licenses.from_url(url)
    if found is None:
        raise RecordRejected("unknown_license", url[:200])
    return found


def license_of(slug: str, version: str) -> License:
    """Return a licence by its words, such as ("by-sa", "4.0").

    Raises:
        RecordRejected: `unknown_license`.
    """
    found = licenses.from_pair(slug, version)
    if found is None:
        raise RecordRejected("unknown_license", f"{slug} {version}")
    return found


def license_named(text: str | None) -> License:
    """Return the licence that a text names, such as "CC BY-NC-SA 4.0".

    Raises:
        RecordRejected: `missing_license` or `unknown_license`.
    """
    if not text:
        raise RecordRejected("missing_license")
    found = licenses.from_text(text)
    if found is None:
        raise RecordRejected("unknown_license", text[:200])
    return found
