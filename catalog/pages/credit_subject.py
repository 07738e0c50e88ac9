"""What a credit's words make of it: a picture's credit, a statement on the page, or neither."""

import re
from dataclasses import replace

from catalog.pages import (
    attribution,
    credit_words,
    paper_figures,
    statement_words,
    surroundings,
)
from catalog.pages.credits import Credit
from catalog.pages.document import Document
from catalog.pages.name_words import OWN_WORK

# A page that names so many licences explains them, or is a form to choose one.
FEWEST_EXPLAINED = 4
SHORT = 200
SHORTEST = 80
_FIRST = 3
_FEWEST_WORDS = 2
_ARTICLE = re.compile(r"^(?:an?|the|this|ein|eine|das|die|une?|una?|la|el)\s", re.IGNORECASE)
_OWN_WORK = re.compile(OWN_WORK, re.IGNORECASE)
# "Logo from 1984" by Ann Lee: what a title says is no label.
_TITLE = re.compile(r"[\"“„«][^\"“”„«»]{1,200}[\"“”»]")
_ICON_BY = re.compile(r"\b(?:icon|logo|sprite)(?= (?:by|von|par|por)\b)", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z]{1,10}>", re.IGNORECASE)
_SENTENCE = re.compile(r"\w\.\s|\s\((?=[^()]{2,60}$)")


def is_statement(credit: Credit) -> bool:
    """Tell whether a credit is of the page, its text or the site, and of no single picture."""
    if "statement" not in credit.told:
        credit.told["statement"] = _is_statement(credit)
    return credit.told["statement"]


def _is_statement(credit: Credit) -> bool:
    if credit.slug is None:
        # "All rights reserved" at the foot of a page is the site's.
        return credit.at.area in (surroundings.FOOTER, surroundings.NAV)
    words = credit.words
    if covers_all_pictures(credit) or statement_words.REPUBLISHED.search(words):
        return True
    if statement_words.NOTICE.match(words) and statement_words.is_of_text(words):
        return True
    if any(map(_begins_as_credit, {words, credit.sentence})):
        return credit.at.area == surroundings.FOOTER
    if credit.at.area not in (surroundings.CONTENT, surroundings.ASIDE):
        return True
    licensed = credit.declared or bool(statement_words.LICENSED.search(words))
    licensed = licensed or bool(statement_words.UNDER.search(words))
    if _begins_as_page(credit):
        return True
    if credit.declared and (_is_typed_otherwise(credit) or _is_told_of_nobody(credit)):
        return True
    if licensed and (_is_of_text(words) or statement_words.WHOLE_PAGE.search(words)):
        return True
    # In a sidebar "Title by Author is licensed" is of the site.
    of_page = licensed or credit.is_bare or credit.says(statement_words.WHOLE_PAGE)
    if credit.at.area != surroundings.ASIDE:
        return False
    return of_page or not (credit.says(credit_words.CREDIT) or names_somebody(credit))


def _begins_as_page(credit: Credit) -> bool:
    """Tell whether a sentence begins with the page or its content, and names nobody's work."""
    found = statement_words.WHOLE_PAGE.search(credit.sentence)
    begins = found is not None and found.start() <= _FIRST and credit.license is not None
    if begins and credit.says(_OWN_WORK):
        return False  # "De Ann Lee - Trabajo propio, CC BY 4.0", which is no Dutch "De"
    return (
        begins and not credit.says(credit_words.BY_NAME) and not credit.says(credit_words.PICTURE)
    )


def _is_told_of_nobody(credit: Credit) -> bool:
    """Tell whether words of whatever language declare a licence, and name no one and no picture."""
    told = len(credit.ahead.split()) >= _FEWEST_WORDS and not names_somebody(credit)
    return told and not any(
        credit.says(words)
        for words in (credit_words.CREDIT, credit_words.PICTURE, credit_words.BY_NAME)
    )


def _is_typed_otherwise(credit: Credit) -> bool:
    """Tell whether the chooser's words beside it say that it is of a text, a film, of data."""
    typed = credit.line.node.css('[rel~="dct:type"], [rel~="dc:type"]')
    kinds = {(node.attributes.get("href") or "").rpartition("/")[2] for node in typed}
    return bool(kinds) and not kinds & {"StillImage", "Image", "Sound", "Collection"}


def _begins_as_credit(said: str) -> bool:
    """Tell whether words begin "Photo by", "Figure 2: ... licensed", and are of no whole page."""
    if credit_words.TAKEN_FROM.match(said):
        return True
    if credit_words.NUMBERED.match(said) or credit_words.MAIN.match(said):
        return not statement_words.THIS_PAGE.search(said)
    credits = credit_words.CREDIT.match(said.lstrip(" (\"'[|"))
    return bool(credits) and not statement_words.WHOLE_PAGE.search(said)


def covers_all_pictures(credit: Credit) -> bool:
    """Tell whether a credit is of all pictures of the page: "All photos: Ann Lee, CC BY 4.0"."""
    if paper_figures.says_so(credit.line.text):
        return not paper_figures.is_of_data(credit.sentence)
    said = credit.alone()
    if "<" in said.words:  # markup that was escaped when the page was moved
        said = replace(said, words=_TAG.sub("", said.words))
    others = (statement_words.WISHED, statement_words.OBLIGED, statement_words.ELSEWHERE)
    if any(map(said.says, others)) or _excepts(credit, said):
        return False
    if statement_words.PICTURES_LABEL.search(credit.ahead) and (
        credit.at.area == surroundings.FOOTER or statement_words.TEXT_ONLY.search(credit.line.text)
    ):
        return True
    licensed = said.says(statement_words.LICENSED) or said.says(statement_words.UNDER)
    if said.says(statement_words.INCLUDING_PICTURES) and said.says(statement_words.WHOLE_PAGE):
        return True
    if said.says(statement_words.ALL_PICTURES) or said.says(statement_words.TEXT_AND_PICTURES):
        return licensed or said.says(credit_words.CREDIT)
    notice = credit.at.area != surroundings.CONTENT or len(credit.line.text) <= SHORTEST
    if notice and said.says(statement_words.PICTURES_ARE):
        return True
    return licensed and said.says(statement_words.THESE_PICTURES)


def _excepts(credit: Credit, said: Credit) -> bool:
    """Tell whether it keeps pictures back; "photos are © Ann Lee and licensed" keeps none."""
    found = statement_words.EXCEPT_PICTURES.search(said.words)
    owned = found is not None and found[0].lower().endswith(("©", "copyright"))
    if found and owned and statement_words.LICENSED.search(said.words, found.end()):
        return False
    return credit.says(statement_words.EXCEPT_PICTURES)


def _is_of_text(words: str) -> bool:
    return statement_words.is_of_text(words) and not credit_words.CREDIT.search(words)


def is_credit(credit: Credit) -> bool:
    """Tell whether the words are those of a credit, and no mention in a running text."""
    if credit.slug is None:
        return True
    comes = credit.line.is_heading and credit_words.LICENSE_COMES.search(credit.ahead)
    if comes and not credit.says(credit_words.CREDIT):
        return False  # the title of what follows: "License: Attribution"
    if cites(credit):
        return False
    if credit.link is None:
        said = len(credit_words.ADDRESS.sub("", credit.line.text))
        short = said <= SHORTEST
        labelled = credit.says(credit_words.VIA) or credit_words.PLAIN_LABEL.search(credit.ahead)
        if labelled and said <= SHORT:
            return True
        if credit_words.CREDIT.search(credit.words) or _says_who_made_it(credit):
            return True
        label = credit_words.LABEL.match(credit.ahead) or credit_words.PICTURE.fullmatch(
            credit.ahead.strip(" (:")
        )
        captioned = credit_words.CAPTIONED.match(credit.words) and not is_mentioned(credit)
        if said <= SHORT and (captioned or attribution.leads_to_work(credit)):
            return True
        kept = credit_words.KEPT.search(credit.words)
        return short and (names_somebody(credit) or bool(label) or bool(kept))
    if _is_told(credit) or _tells_of_another(credit) or is_mentioned(credit):
        return credit.says(credit_words.CREDIT) or credit.says(credit_words.BY_NAME)
    if len(credit.line.text) <= SHORT:
        # "The Big Open, CC BY" is a title; "The icons of the mill are under CC BY" is of nobody.
        licensed = credit.says(statement_words.LICENSED) or credit.says(statement_words.UNDER)
        return not (licensed and _is_told_of_nobody(credit))
    alone = credit.alone()
    return credit.says(credit_words.CREDIT) or (
        alone.says(statement_words.LICENSED)
        and (alone.says(credit_words.PICTURE) or alone.says(credit_words.BY_NAME))
    )


def cites(credit: Credit) -> bool:
    """Tell whether it is an entry of a list of sources, which are elsewhere."""
    return credit.says(credit_words.CITATION)


def _says_who_made_it(credit: Credit) -> bool:
    """Tell whether it is ""Mill" by Ann Lee is licensed under CC BY", also in two sentences."""
    picture = credit_words.PICTURE.search(credit.words) and credit_words.USED.match(credit.sentence)
    said = credit if picture else credit.alone()
    if not said.says(credit_words.BY_NAME) or _is_told(credit) or _tells_of_another(credit):
        return False
    licensed = said.says(statement_words.LICENSED) or said.says(credit_words.PICTURE)
    return (bool(picture) or licensed) and names_somebody(credit)


def is_of_another(credit: Credit) -> bool:
    """Tell whether the label before the licence is that of a text, of data, of software."""
    if "of another" not in credit.told:
        credit.told["of another"] = _is_of_another(credit)
    return credit.told["of another"]


def _is_of_another(credit: Credit) -> bool:
    ahead = credit.ahead
    if credit.at.figure is not None:  # which shows the very icon
        ahead = _ICON_BY.sub("image", ahead)
        if credit_words.EDITION.search(ahead) and not credit_words.PICTURE.search(ahead):
            return True
    if credit_words.OF_SOFTWARE.search(ahead) or credit_words.PART_LABEL.search(ahead):
        return True
    said = credit.alone()
    if credit.at.figure is None and said.says(credit_words.DERIVED):
        figure = credit_words.NUMBERED.match(credit.words)  # "Figure 1: Mills. Adapted from Lee"
        return not (figure or said.says(credit_words.PICTURE))
    if said.says(statement_words.LICENSED) and _is_of_text(said.words):
        # A note in a caption on the article's text; not "An image from the Mill Dataset".
        picture = credit_words.PICTURE.match(_ARTICLE.sub("", said.words.lstrip(" \"'([")))
        return credit.at.figure is not None and picture is None
    ahead = _TITLE.sub('""', ahead)
    others = [found.end() for found in credit_words.OF_ANOTHER.finditer(ahead)]
    pictures = [found.start() for found in credit_words.CREDIT.finditer(ahead)]
    if not others or others[-1] < max(pictures, default=-1):
        return False
    # "The mill designed by Bo Diaz. Ann Lee, CC BY 4.0" tells of it in a sentence of its own.
    told = credit.at.figure is not None and ahead[: others[-1]].endswith(("by ", "von "))
    return not (told and _SENTENCE.search(ahead, others[-1]))


def _tells_of_another(credit: Credit) -> bool:
    """Tell whether a sentence speaks of a book, a paper, a lesson, and of no picture."""
    said = credit_words.ADDRESS.sub("", credit.sentence)
    return bool(credit_words.ANOTHER_WORK.search(said)) and not credit_words.PICTURE.search(said)


def _is_told(credit: Credit) -> bool:
    """Tell whether a sentence tells a story: "She published her novel under CC BY"."""
    return bool(statement_words.TOLD.search(credit.sentence)) and not in_brackets(credit)


def is_mentioned(credit: Credit) -> bool:
    """Tell whether a sentence talks of the licence, and puts nothing at hand under it."""
    talked = statement_words.MENTIONED.search(credit.sentence)
    return talked is not None and credit_words.THIS_PICTURE.search(credit.sentence) is None


def in_brackets(credit: Credit) -> bool:
    """Tell whether a line ends with its credit in brackets: "(Figure 5 of Lee 2014. CC BY 4.0)"."""
    text = credit.line.text
    opened = text.rfind("(", max(0, credit.start - SHORT), credit.start)
    ends = not text[credit.end :].strip(" .)")
    return (
        credit.license is not None
        and ends
        and opened >= 0
        and ")" not in text[opened : credit.start]
    )


def is_row(document: Document, credit: Credit) -> bool:
    """Tell whether a licence is a row of the data of the page's item ("License: ...").

    Under a heading "Rights" the row may also say whose it is.
    """
    if credit.ahead.strip() and credit_words.LABEL.match(credit.ahead):
        return True
    previous = next(document.lines.before(credit.line), None)
    if previous is None or not credit_words.LABEL.match(previous.text):
        return False
    if not credit.ahead.strip(" :-–|("):
        return True
    titled = previous.is_heading or previous.node.tag in ("dt", "th")
    return titled and len(credit.line.text) <= SHORT and not credit.says(credit_words.CREDIT)


def names_somebody(credit: Credit) -> bool:
    """Tell whether its words or its links name who made it."""
    return credit.slug is None or attribution.name_of(credit) is not None
