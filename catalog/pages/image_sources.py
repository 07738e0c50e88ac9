"""The addresses under which one picture element offers its file: src, srcset, lazy attributes.

HTML Living Standard 4.8.4 (`srcset`, `picture`); the `data-` names are what scripts that load
pictures late (lazysizes, WordPress, Jetpack, Drupal blazy) and lightboxes use.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from catalog.pages import link_resolution

LONGEST_SRCSET = 20_000
MOST_CANDIDATES = 40
# The one to show first: they stand where the script finds the address that `src` only holds free.
LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-srcset", "data-lazy-srcset",
    "data-orig-file", "data-large-file", "data-full", "data-full-src", "data-image", "data-url",
    "data-echo", "data-hi-res-src", "data-zoom-image", "data-large_image", "data-img-src",
    "data-lsrc", "data-large",
)  # fmt: skip
_FULL = (
    "data-orig-file", "data-full", "data-full-src", "data-zoom-image", "data-large_image",
    "data-hi-res-src", "data-original", "data-large",
)  # fmt: skip
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_LARGER = frozenset((*_FULL, *_SETS))
_LATE = frozenset((*LAZY, "srcset"))
_DESCRIPTOR = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wxh](?:,+|$)")
_PLACEHOLDER = re.compile(
    r"(?:^|[-_./])(?:placeholder|blank|spacer|transparent|loading|loader|lazy|1x1|grey|gray|pixel)"
    r"(?=[-_.]|$)",
    re.IGNORECASE,
)


def srcset(value: str) -> Iterator[tuple[str, float]]:
    """Yield (address, width) of each candidate; a density counts as so many times one pixel.

    Behind a descriptor a comma may be followed by the next address at once, as minifiers write it.

    >>> list(srcset("a.jpg 320w, b,c.jpg 2x,d.jpg 3x ,e.jpg"))
    [('a.jpg', 320.0), ('b,c.jpg', 2.0), ('d.jpg', 3.0), ('e.jpg', 1.0)]
    """
    yield from islice(_candidates(value[:LONGEST_SRCSET].split()), MOST_CANDIDATES)


def _candidates(words: list[str]) -> Iterator[tuple[str, float]]:
    address = ""
    for word in words:
        found = _DESCRIPTOR.match(word)
        if address:
            yield address, float(found[1]) if found else 1.0
        address = (word[found.end() :] if found else word).lstrip(",")  # "a.jpg 320w ,b.jpg 640w"
        if address.endswith(","):
            if address.rstrip(","):
                yield address.rstrip(","), 1.0
            address = ""
    if address:
        yield address, 1.0


def largest(value: str) -> tuple[str, float] | None:
    """Return the widest candidate of a `srcset`."""
    return max(srcset(value), key=lambda pair: pair[1], default=None)


def shown(attributes: Mapping[str, str | None]) -> str:
    """Return the address of what a visitor sees, as it is written: late ones included."""
    raw = (attributes.get("src") or "").strip()
    if _LATE.isdisjoint(attributes):
        return raw
    if raw and not raw.startswith("data:") and not _PLACEHOLDER.search(raw.partition("?")[0]):
        return raw
    for name in LAZY:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return (largest(value) or (value, 0))[0] if "srcset" in name else value
    widest = largest(attributes.get("srcset") or "")
    if widest and not widest[0].startswith("data:"):
        return widest[0]
    return raw


def best(attributes: Mapping[str, str | None], raw: str) -> str:
    """Return the address of the largest file that the element names; `raw` where no other."""
    if _LARGER.isdisjoint(attributes):
        late = (attributes.get("data-src") or "").strip()
        # "mill-20x15.jpg", blurred, until the script puts "mill.jpg" there.
        blurred = late and link_resolution.has_size(raw) and not link_resolution.has_size(late)
        return late if blurred and link_resolution.is_image_address(late) else raw
    for name in _FULL:
        value = (attributes.get(name) or "").strip()
        if value and link_resolution.is_image_address(value):
            return value
    offered = [
        candidate
        for name in _SETS
        if attributes.get(name)
        for candidate in srcset(attributes[name] or "")
        if not candidate[0].startswith("data:")
    ]
    if not offered:
        return raw
    address, width = max(offered, key=lambda pair: pair[1])
    # A name without a size is the file from which the sizes were made.
    unsized = link_resolution.has_size(address) and not link_resolution.has_size(raw)
    return raw if unsized or width <= 1 else address
