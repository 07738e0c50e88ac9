"""Credits that name no picture, but follow one another as the pictures do.

"Photos: Ann Lee, CC BY 4.0; Bob Ray, CC BY-SA 4.0" at the end of an article of two pictures, or a
caption "Left: ..., right: ...": as many as there are pictures that nothing else credits.
"""

import re
from itertools import groupby, pairwise

from catalog.pages import credit_words, surroundings
from catalog.pages.assigned import WEAK, Assigned, CreditPlace
from catalog.pages.content_works import content_works
from catalog.pages.credits import Credit
from catalog.pages.document import Document

_LONGEST_LABEL = 60
_FEWEST_NAMED = 3
_LAST_FIRST = re.compile(
    r"\b(?:right|bottom|below|lower|rechts|unten|droite|bas|derecha|abajo|destra|sotto)\b", re.I
)


def in_order(
    document: Document, assigned: list[Assigned], left: list[Credit]
) -> tuple[list[Assigned], list[Credit]]:
    """Return the credits with those of lists and of figures given to the pictures in order."""
    assigned = _in_figures(assigned)
    assigned, left = _between(document, assigned, left)
    placed = {id(each.credit): each for each in assigned if each.place in WEAK}
    loose = [*left, *(each.credit for each in placed.values())]
    sure = [each for each in assigned if id(each.credit) not in placed]
    taken = {media.key for each in sure for media in each.media}
    runs = _runs(document, sorted(loose, key=lambda c: (c.line.index, c.start)))
    for group in (run for run in runs if _is_labelled(document, run[0])):
        open_ = [
            m for m in content_works(document) if m.media_type == "image" and m.key not in taken
        ]
        if len(open_) == len(group):
            found = [
                Assigned(credit, (media,), CreditPlace.ORDER, credit.line.node)
                for credit, media in zip(group, open_, strict=True)
            ]
            done = {id(credit) for credit in group}
            kept = [each for each in assigned if id(each.credit) not in done]
            return kept + found, [credit for credit in left if id(credit) not in done]
    listed = {id(credit) for run in runs for credit in run}
    apart = [e for e in placed.values() if id(e.credit) in listed and _is_apart(document, e)]
    done = {id(each) for each in apart}
    kept = [each for each in assigned if id(each) not in done]
    return kept, [*left, *(each.credit for each in apart)]


def _is_apart(document: Document, found: Assigned) -> bool:
    """Tell whether other words stand between a picture and a credit: a list of what made it up."""
    if found.place is CreditPlace.ABOVE or found.around.tag == "td":  # or below it in its column
        return False
    beside = document.lines.before(found.credit.line)
    above = next((line for line in beside if line.text or line.media), None)
    return above is not None and not above.media


def _between(
    document: Document, assigned: list[Assigned], left: list[Credit]
) -> tuple[list[Assigned], list[Credit]]:
    """Give list entries that are spelt otherwise the pictures between those of their neighbours."""
    named = sorted(
        (each for each in assigned if each.place is CreditPlace.MATCHED and len(each.media) == 1),
        key=lambda each: each.credit.line.index,
    )
    if len(named) < _FEWEST_NAMED or not left:
        return assigned, left
    pictures = [media for media in content_works(document) if media.media_type == "image"]
    places = {media.key: place for place, media in enumerate(pictures)}
    order = [places.get(each.media[0].key, -1) for each in named]
    if order != sorted(set(order)) or order[0] < 0:
        return assigned, left
    by_line = {credit.line.index: credit for credit in left if credit.license}
    found = []
    for (one, at), (other, end) in pairwise(zip(named, order, strict=True)):
        first, last = one.credit.line.index + 1, other.credit.line.index
        if last - first == end - at - 1:
            beside = zip(range(first, last), pictures[at + 1 : end], strict=True)
            found += [(by_line[line], media) for line, media in beside if line in by_line]
    done = {id(credit) for credit, _ in found}
    given = [Assigned(c, (media,), CreditPlace.ORDER, c.line.node) for c, media in found]
    return assigned + given, [credit for credit in left if id(credit) not in done]


def _in_figures(assigned: list[Assigned]) -> list[Assigned]:
    """Give the credits of a caption to the pictures of its figure, if there are as many."""
    done: list[Assigned] = []
    for _, found in groupby(assigned, key=lambda each: (each.place, each.around.mem_id)):
        group = list(found)
        media = group[0].media
        shared = group[0].place is CreditPlace.CAPTION and len(group) == len(media) > 1
        same = all(each.media == media and each.credit.slug for each in group)
        if shared and same and not _LAST_FIRST.search(group[0].credit.ahead):
            pairs = zip(group, media, strict=True)
            group = [Assigned(each.credit, (one,), each.place, each.around) for each, one in pairs]
        done += group
    return done


def _runs(document: Document, credits: list[Credit]) -> list[list[Credit]]:
    """Return runs of two and more credits that follow one another."""
    runs: list[list[Credit]] = []
    for credit in credits:
        if credit.chosen is None or credit.at.area != surroundings.CONTENT or credit.at.figure:
            continue
        last = runs[-1][-1].line if runs else None
        if last and (last is credit.line or next(document.lines.after(last), None) is credit.line):
            runs[-1].append(credit)
        else:
            runs.append([credit])
    return [run for run in runs if len(run) > 1]


def _is_labelled(document: Document, first: Credit) -> bool:
    if credit_words.OF_SEVERAL.match(first.words):
        return True
    above = next(document.lines.before(first.line), None)
    label = above is not None and len(above.text) <= _LONGEST_LABEL
    said = above.text if above else ""
    return label and bool(credit_words.OF_SEVERAL.match(said) or credit_words.LABEL.match(said))
