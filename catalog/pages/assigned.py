"""A credit and the media that it is of."""

from dataclasses import dataclass
from enum import StrEnum

from selectolax.lexbor import LexborNode

from catalog.pages.credits import Credit
from catalog.pages.elements import Embedded


class CreditPlace(StrEnum):
    """How a credit and its picture belong together."""

    CAPTION = "caption"
    FILE = "same file"
    MATCHED = "same number, photographer or title"
    LINKED = "links to the file"
    ORDER = "as many credits as pictures"
    LINE = "same line"
    BOX = "same box"
    BELOW = "line below the picture"
    ABOVE = "line above the picture"
    BACKGROUND = "background of its section"
    MAIN = "names the main picture"
    ONLY = "only picture of the article"
    ALL = "all pictures of the article"


# Places that tell no more than that both stand near.
WEAK = frozenset((CreditPlace.BELOW, CreditPlace.ABOVE, CreditPlace.ONLY))


@dataclass(frozen=True, slots=True)
class Assigned:
    """A credit and the media that it is of.

    Attributes:
        around: the element that holds both.
    """

    credit: Credit
    media: tuple[Embedded, ...]
    place: CreditPlace
    around: LexborNode

    @property
    def box(self) -> LexborNode:
        """The caption, card or cell that the credit stands in, or its line's own element."""
        if self.place in (CreditPlace.CAPTION, CreditPlace.BOX):
            return self.around
        node = self.credit.line.node
        return node.parent if node.parent and node.parent.tag == "td" else node
