"""What can be somebody's name: by its words, its length and its letters."""

import re

from catalog.pages.name_words import NO_NAME, NO_PERSON, PARTICLES

LONGEST_NAME = 100
_MOST_WORDS = 9
_MOST_OF_PERSON = 6
_MOST_UNCASED = 3
# What is no part of a name is blanked, letter by letter, so that places stay true.
GAP = "\x1f"
# The gap where a service was named, which says that a name stands before it: "ann via Flickr".
SERVICE_GAP = "\x1e"
ANY_GAP = GAP + SERVICE_GAP
_BEFORE = re.compile(
    r"^(?:(?:the|by|von|par|por|via|from|user|member|nutzer|benutzer|flickr user)(?:\s|:\s?)|@"
    r"|[a-z]{2}:(?=user:)|(?:author|photographer|urheber(?:in)?|autor(?:in)?)\s(?=\S+\s\S))+"
    r"(?=\S)", re.I
)  # fmt: skip
_THING = re.compile(
    r"(?:The|An?|El|La|Los|Las|Les?|Une?|Una|Der|Die|Das|Eine?|Il|Lo|Gli|Os?|As|Uma?|Het|Een)\s"
    r"(?P<first>[^\W\d_A-Z]\w{0,30})"
)
_LEFT_OVER = frozenset((
    "and", "und", "et", "y", "e", "in", "via", "auf", "on", "from", "at", "cc", "by", "von", "the",
    "of", "der", "aka", "user", "stream", "or", "oder",
))  # fmt: skip
_WORD = re.compile(r"[\w'’.&-]+")
_POSSESSED = re.compile(r"['’]s$")
_INITIAL = re.compile(r"(?:^|[\s.])\w\.$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$")
_HANDLE = re.compile(r"(?:^|:)User:|^[A-Z]{3,8}$|[a-z][A-Z]|[a-zA-Z]\d|_|\w[.-][a-z]")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|pdf|html?|php)$", re.I)


def is_noise(piece: str) -> bool:
    """Tell whether a text has only words that are no part of a name, or no letters."""
    return all(word in NO_NAME or not any(map(str.isalpha, word)) for word in _words(piece))


def _words(text: str) -> list[str]:
    return [word.strip(".'’&-").lower() for word in _WORD.findall(text)]


def is_person(name: str) -> bool:
    """Tell whether each word begins as those of names do: "Ann van der Lee", "Museum of Bees"."""
    words = name.split()
    if not 2 <= len(words) <= _MOST_OF_PERSON or any(w.lower() in NO_PERSON for w in words):
        return False
    own = [word for word in words if word.lower() not in PARTICLES]
    if name.upper() == name.lower() and len(own) > _MOST_UNCASED:
        return False  # a sentence in letters that know no case
    return len(own) > 1 and not any(word[0].islower() or word[0].isdigit() for word in own)


def is_handle(name: str) -> bool:
    """Tell whether a word is one that people call themselves: "ann_lee", "annlee42", "AnnLee"."""
    return " " not in name and name.isascii() and bool(_HANDLE.search(name)) and name != "USA"


def clean_name(text: str) -> str | None:
    """Return a text as somebody's name, or None where it is none."""
    name = " ".join(_BEFORE.sub("", _bare(text)).split())
    while " " in name and name.rpartition(" ")[2].lower() in _LEFT_OVER:
        name = _bare(name.rpartition(" ")[0])
    name = name if _INITIAL.search(name) else name.rstrip(".")
    name = _POSSESSED.sub("", name).lstrip(". ©")
    if name.count("(") == name.count(")") + 1:
        name = f"{name})"  # which was taken off above
    if not 2 <= len(name) <= LONGEST_NAME or "://" in name or _FILE.search(name):
        return None
    words = _words(name)
    if not any(map(str.isalpha, name)) or len(words) > _MOST_WORDS or is_noise(name):
        return None
    return None if any(word in NO_PERSON for word in words) else name


def is_thing(text: str) -> bool:
    """Tell whether words begin with an article and no name: "El molino viejo", not "El País"."""
    found = _THING.match(text)
    return found is not None and found["first"] not in PARTICLES


def is_phrase(name: str) -> bool:
    """Tell whether words in lower case are no name: "bee on flower", but "ann lee"."""
    words = name.split()
    return len(words) > 2 or any(word in NO_NAME for word in words)


def _bare(text: str) -> str:
    return text.replace(GAP, " ").replace(SERVICE_GAP, " ").strip(" ,;:|/()[]\"'“”„«»-–—©Ⓒ*=~_📷📸")
