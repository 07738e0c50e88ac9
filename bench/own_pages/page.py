"""A page, what is right to take from it, and the addresses and words that many pages use."""

from dataclasses import dataclass

CC = "https://creativecommons.org"
BY4 = f"{CC}/licenses/by/4.0/"
BY2 = f"{CC}/licenses/by/2.0/"
SA4 = f"{CC}/licenses/by-sa/4.0/"
SA3 = f"{CC}/licenses/by-sa/3.0/"
NC4 = f"{CC}/licenses/by-nc/4.0/"
ND4 = f"{CC}/licenses/by-nc-nd/4.0/"
NCSA2 = f"{CC}/licenses/by-nc-sa/2.0/"
NCSA4 = f"{CC}/licenses/by-nc-sa/4.0/"
ZERO = f"{CC}/publicdomain/zero/1.0/"
HOME = "https://site.example"
TEXT = (
    "<p>The river rises in the hills and takes the water of eleven brooks before it reaches the "
    "town, where it turns two mills and a saw. In spring it leaves its bed, and the meadows stand "
    "under water for a week or two; then the storks come.</p>"
)


@dataclass(frozen=True, slots=True)
class Work:
    """One medium that the page puts under a licence.

    Attributes:
        url: relative to the page.
        license: slug and version, as `by 4.0`.
        creator: as the page names it, None where it names nobody.
        title: what it is called, where that is asked; empty for nothing.
        original: the address that its credit links to, where that is asked.
    """

    url: str
    license: str
    creator: str | None = None
    title: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One page.

    Attributes:
        kind: the row of docs/page-reading.md that it belongs to.
        name: a sentence about it.
        html: the page.
        works: what is right to take; nothing else is.
        url: where the page is.
    """

    kind: str
    name: str
    html: str
    works: tuple[Work, ...] = ()
    url: str = f"{HOME}/2024/river"
