"""The licence of a work, as answers give it: by a link, by words, by a name."""

from catalog import licenses
from catalog.errors import RecordRejected
from catalog.licenses import License
from catalog.providers.fields import many

# The licences that the catalog takes: Creative Commons' six, and its public domain tools.
CC_LICENSES = frozenset({"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
PUBLIC_DOMAIN = frozenset({"cc0", "pdm"})
ALL_LICENSES = CC_LICENSES | PUBLIC_DOMAIN


def license_at(*given: str | list[str] | None) -> License:
    """Return the licence of the first of several values that is a link to one, or its exact name.

    Where an API has a link it may have a name instead, for some of its works or since a new
    version; one that is not exact ("CC BY") is none.

    Raises:
        RecordRejected: `missing_license` or `unknown_license`.
    """
    said = [link for value in given for link in many(value) if link]
    if not said:
        raise RecordRejected("missing_license")
    for value in said:
        found = licenses.from_url(value) or licenses.from_text(value)
        if found:
            return found
    raise RecordRejected("unknown_license", "; ".join(map(str, said))[:200])


def license_of(slug: str, version: str) -> License:
    """Return a licence by its words, such as ("by-sa", "4.0").

    Raises:
        RecordRejected: `unknown_license`.
    """
    found = licenses.from_pair(slug, version)
    if found is None:
        raise RecordRejected("unknown_license", f"{slug} {version}")
    return found
