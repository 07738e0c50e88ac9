"""The labels behind which a name stands: "Foto:", "by", "©", "Fotografin:", "courtesy of"."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from catalog.pages.name_forms import ANY_GAP
from catalog.pages.name_words import (
    AMBIGUOUS_BY,
    AUTHORS,
    BY,
    CREDITS,
    LICENSES,
    OTHER_LABELS,
    PICTURES,
    SOURCES,
)

Label = tuple[int, bool, int]  # weight, whether it is unsure, where it ends
MOST_LABELS = 8
FIRST = rf"(?:^|(?<=[\s|/(\[.,;:·•>~{ANY_GAP}\"”“»–—-]))"
_COPYRIGHT = (
    r"(?i:(?:©|\(c\)|\bcopy(?:right|left)\b)"
    rf"(?:[\s{ANY_GAP}:,]|©|\(c\)|copyright|\b(?:by|von|par)\b){{0,40}})"
)
_MADE = r"(?:[^\W\d_]{2,12}(?:ed|en|ne?|to|shot|made)\s(?:to\s|on\s)?)?"
_CAPITAL = r"(?=[^\W\d_a-z])"
_PLAIN = r"(?i:photo(?:graph)?|foto|bild|image|picture|illustration|фото|zdj[eę]cie|kuva|fotó)"
_NAMED_BEFORE = re.compile(r"[^\W\d_a-zäöü]\w{1,30}\sda\s$")
# What says whose something is that is not the picture: "a bridge built by John Roe".
_DONE = (
    r"(?<!ed )(?<!built )(?<!held )(?<!led )(?<!written )(?<!known )(?<!ut )(?<!lt )(?<!it )"
    r"(?<!ebt )(?<!ées )(?<!ée )(?<!é )(?<!ado )(?<!ida )(?<!ido )(?<!ato )(?<!ata )(?<!uita )"
)
# "A mill by the river"; behind a title, which is a gap, it is the name of an account.
_NO_PLACE = (
    rf"(?:(?<=[{ANY_GAP}]\s)|(?!(?i:by)\s(?:the|an?|its|his|her|their)\s(?!(?:original|user|artist"
    r"|photographer|author|flickr|member|creator|illustrator|late|great)\b)[a-z]))"
)
# What a text has, in lower case, that has a label of these: to look for that takes no time.
_NEEDED = {
    AUTHORS: (":",),
    SOURCES: (":",),
    CREDITS: (
        "redit",
        "rédit",
        "nachweis",
        "rechte",
        "attribution",
        "vermerk",
        "byline",
        "提供",
        "제공",
    ),
    "courtesy": ("courtesy", "thanks", "merci", "cortes"),
}


def _needed_by(pattern: str) -> tuple[str, ...]:
    return next((words for part, words in _NEEDED.items() if part in pattern), ("",))


# Labels, how much each says of the name behind it, and whether only the name itself can tell that
# it is one ("foto de Barcelona").
_LABELS = tuple(
    (weight, unsure, _needed_by(pattern), re.compile(pattern))
    for weight, unsure, pattern in (
        (7, False, rf"{FIRST}(?i:(?:图片|圖片|照片|写真|画像)?(?:{AUTHORS})"
                   rf"(?:[ -](?:{PICTURES}))?(?:\(\w{{1,3}}\))?\s?:)"),
        (5, False, rf"{FIRST}(?i:(?:{PICTURES})\s{_MADE}[{ANY_GAP}]{{0,200}}\s?(?:{BY})\s)"),
        (6, False, rf"{FIRST}(?i:(?:{PICTURES})?[ -]?(?:{CREDITS})\b\s?(?:[:–—-]"
                   rf"|(?:goes\s)?to\s|by\s|d[eao]\s(?:l['’]|la\s)?(?:{PICTURES})\s?:)?\s?)"),
        (5, False, rf"{FIRST}(?:(?i:{PICTURES})\s?:|(?i:fot|abb|fig|ph)\.\s{_CAPITAL})\s?"
                   rf"(?:{_COPYRIGHT})?"),
        (5, False, rf"{FIRST}{_DONE}{_NO_PLACE}(?i:(?:{BY})\s(?:the original uploader was\s)?)"),
        (5, False, rf"{FIRST}(?i:(?:taken|made|created|shot|photographed|drawn|contributed|captured"
                   rf"|aufgenommen|fotografiert|prise?|tomada|realizzata)\s(?:{BY})\s)"),
        # "This work is licensed by the Mill Institute under ...".
        (4, False, rf"(?<=icen[sc]ed\s)by\s(?:the\s)?(?:{_CAPITAL}|(?=\w{{1,30}}[_\d]))"),
        (4, False, rf"{FIRST}(?i:(?:shared|uploaded|posted|submitted)\s(?:{BY})\s)"),
        # "Photo credit: The mill, a wheel by Ann Lee is licensed": right before what is licensed.
        (6, False, rf"(?<=\s){_DONE}(?i:{BY})\s"
                   rf"(?=[^\W\d_a-z][^{ANY_GAP}.;:|,()\"”]{{1,60}}\s[{ANY_GAP}])"),
        (3, False, _COPYRIGHT),
        (5, False, rf"[📷📸]\ufe0f?\s?:?\s?(?:(?i:{BY})\s)?"),
        # A title, which is a gap by now: "“Molino” de Ann Lee".
        (3, True, rf"(?<=[{ANY_GAP}]\s)(?:de|di)\s{_CAPITAL}"),
        (5, False, r"(?:图片|圖片|照片|摄影|攝影)由\s?"),
        (7, False, r"(?:图片|圖片|照片|插图|插圖)?作者[为為是]\s?"),
        # "圖／Ann Lee", as Taiwan's press has it.
        (5, False, rf"{FIRST}(?:图片?|圖片?|照片|摄影|攝影|写真|撮影)"
                   rf"\s?(?:/|[来來]自|(?=[{ANY_GAP}]))\s?"),
        # "Picture: The mill, de Ann Lee", "adapted from the work of Ann Lee".
        (5, True, rf",\s(?:de|di|da|van)\s{_CAPITAL}"),
        (3, True, rf"\b(?:the\s)?(?:art)?work\sof\s{_CAPITAL}"),
        (3, True, rf"{FIRST}(?i:(?:{PICTURES}|obra)"
                  rf"(?:\sd[ei]\s(?:portada|cabecera|capa|copertina))?\s(?:{AMBIGUOUS_BY})){_CAPITAL}"),
        (5, False, rf"{FIRST}(?i:gallery|galer[ií]a|galerie|(?:photo)?stream|account)\s"
                   r"(?i:of|by|de|von|di)\s"),
        (3, True, rf"^(?:De|Di|Da|Van)\s{_CAPITAL}"),
        (3, True, rf"{FIRST}(?i:{_PLAIN}|photographer|fotografin?|fotógraf[oa])\s{_CAPITAL}"),
        # One word that is all there is between the label and the licence.
        (3, False, rf"(?:^|(?<=[·•|/(—–,;.{ANY_GAP}]\s)|(?<=\()){_PLAIN}\s"
                   rf"(?=[\w.-]{{2,40}}\s?[·•|/,({ANY_GAP}])"),
        (2, False, rf"{FIRST}(?i:(?:(?:{PICTURES})\s)?(?:courtesy(?:\sof)?"
                   r"|cortes[ií]a\sd[ei]|thanks\sto"
                   r"|merci\s[àa])\s:?)"),
        (1, False, rf"{FIRST}(?i:(?:(?:{PICTURES})[ -]?)?(?:{SOURCES})\s?:)"),
        (2, False, rf"(?:{FIRST}(?i:from|after|in|nach|aus)\s|\()"
                   r"(?=[^\W\d_a-z][\w'’-]{1,40}(?:\s(?:and|&|und)\s[\w'’-]{2,40})?\set\sal\b)"),
        (1, True, rf"{FIRST}(?i:via|from|after)\s"),
        # Any word before a colon, in whatever language.
        (0, True, rf"(?:^|[.;|·•({ANY_GAP}]\s?)[^\W\d_][^\W\d_ .-]{{1,20}}"
                  r"(?:\s[^\W\d_]{1,12})?\s?:"),
    )
)  # fmt: skip


@lru_cache(maxsize=256)  # of one credit it is asked for each thing that its name is wanted for
def labels_in(text: str) -> tuple[Label, ...]:
    """Return each label: its weight, whether it is unsure, and where it ends."""
    return tuple(_iter_labels(text, text.lower()))


def _iter_labels(text: str, lower: str) -> Iterator[Label]:
    for weight, unsure, needed, pattern in _LABELS:
        if not any(word in lower for word in needed):
            continue
        for label in islice(pattern.finditer(text), MOST_LABELS):
            words = label[0].lower().strip(": ").split()
            if words == ["da"] and _NAMED_BEFORE.search(
                text, max(0, label.start() - 40), label.end()
            ):
                continue  # "Portal da Copa"
            if not any(word in OTHER_LABELS or word.startswith(LICENSES) for word in words):
                yield weight, unsure, label.end()
