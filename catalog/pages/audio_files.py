"""The sounds that a page offers: players, links to files, `og:audio`; one claim a recording."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from catalog.licenses import License
from catalog.pages import link_resolution, surroundings
from catalog.pages.document import Document
from catalog.pages.elements import text_of
from catalog.pages.evidence import Claim, Confidence, Evidence, RejectedWork, rejection

MOST_SOUNDS = 200
# What archives append to the names of one recording in several qualities.
_QUALITY = re.compile(r"[-_](?:\d{2,3}k(?:b|bps)?|vbr|hq|lq|sample|low|high)$")
_ORDER = ("mp3", "m4a", "ogg", "oga", "opus", "aac", "flac", "wav", "aiff", "wma", "m4b")

# A file in what a player is set up with: "mp3": "https://...", "url": "https://...".
_PLAYED = re.compile(r'"?\b(?:url|mp3|m4a|ogg|opus)"?\s{0,5}:\s{0,5}["\']([^"\'\s]{4,500})["\']')
# Where those who publish shows and music keep their files.
_KEEPERS = re.compile(
    r"(?:^|\.)(?:archive\.org|blubrry\.com|libsyn\.com|podtrac\.com|podbean\.com|buzzsprout\.com|spreaker\.com"
    r"|anchor\.fm|soundcloud\.com|feedburner\.com|simplecast\.com|transistor\.fm|acast\.com|podigee\.(?:com|io)"
    r"|podlove\.org|castopod\.org|ivoox\.com|audioboom\.com|fireside\.fm|captivate\.fm|megaphone\.fm|op3\.dev"
    r"|amazonaws\.com|cloudfront\.net|googleapis\.com|digitaloceanspaces\.com|b-cdn\.net|backblazeb2\.com"
    r"|dropbox(?:usercontent)?\.com|drive\.google\.com|github(?:usercontent)?\.com|github\.io|wordpress\.com"
    r"|files\.wordpress\.com|wp\.com|jamendo\.com|bandcamp\.com|ccmixter\.org|freesound\.org)$"
)
_OF_RECORDING = re.compile(
    r"\b(?:podcasts?|episodes?|[ée]pisodes?|epis[oó]di[oa]s?|folgen?|sendung(?:en)?|shows?|recordings?|aufnahmen?"
    r"|enregistrements?|grabaci[oó]n(?:es)?|grava[cç][aã]o|audios?|sounds?|music|musik|m[uú]sica|musique|songs?"
    r"|tracks?|albums?|mp3|radio)\b",
    re.IGNORECASE,
)


def recordings(document: Document) -> dict[str, list[tuple[str, str | None]]]:
    """Return the files of each recording, the one to write first, with what their links say."""
    found: dict[str, dict[str, str | None]] = {}
    for url, title in _offered(document):
        name = link_resolution.file_name(url).rpartition(".")[0] or url
        key = _QUALITY.sub("", name)
        found.setdefault(key, {}).setdefault(url, title)
    return {key: sorted(files.items(), key=_rank) for key, files in found.items()}


def recording_key(url: str) -> str:
    """Return what the addresses of one recording in several formats and qualities share.

    >>> recording_key("https://site.example/a/Song_64kb.mp3")
    'site.example/a/song'
    """
    path = link_resolution.work_key(url).partition("?")[0]
    folder, slash, name = path.rpartition("/")
    return folder + slash + _QUALITY.sub("", name.rpartition(".")[0] or name)


def first_of(document: Document, urls: Iterable[str]) -> str:
    """Return the file of a recording to write: the best quality, in the format most can play."""
    keys = set(map(recording_key, urls))
    kin = [url for url, _ in _offered(document) if recording_key(url) in keys]
    return min((*urls, *kin), key=lambda url: _rank((url, None)))


def _offered(document: Document) -> Iterator[tuple[str, str | None]]:
    for media in (*document.media, *document.files):
        if media.media_type != "audio" or media.url is None:
            continue
        about = link_resolution.wiki_file(media.url) is not None  # and the page of a file is none
        behind = "loop" in media.attributes  # music behind a page, a signal: no recording
        at = surroundings.of(document, media.node)
        beside = media.tag == "a" and at.area == surroundings.ASIDE  # what a site offers on each
        if not (about or behind or beside or at.comment):
            yield media.url, _title(media.get("title") or text_of(media.node, longest=200))
    for script in document.players:
        for found in islice(_PLAYED.finditer(script), MOST_SOUNDS):
            url = document.resolve(found[1].replace("\\/", "/"))
            if url and link_resolution.is_audio(url):
                yield url, None
    url = document.resolve(document.meta("og:audio:secure_url", "og:audio", "og:audio:url"))
    if url and link_resolution.is_audio(url):
        yield url, document.meta("og:audio:title")


def _title(text: str) -> str | None:
    """Return a link's text as a title, unless it only says what the link is for."""
    plain = text.strip()
    return plain if len(plain.split()) > 1 and "download" not in plain.lower() else None


def _rank(file: tuple[str, str | None]) -> tuple[bool, int, bool]:
    url = file[0]
    ending = link_resolution.extension(url) or ""
    name = link_resolution.file_name(url).rpartition(".")[0]
    place = _ORDER.index(ending) if ending in _ORDER else len(_ORDER)
    return bool(_QUALITY.search(name)), place, "?" in url


def _is_of_others(document: Document, url: str, said: str) -> bool:
    """Tell whether a file lies at another site, and the licence is not expressly of a recording.

    A site's own recordings lie at the site, or where shows are kept.
    """
    kept = _KEEPERS.search(link_resolution.host_of(url)) or _OF_RECORDING.search(said)
    return not (kept or document.is_of_site(url))


def claims(
    document: Document, found: License, words: Mapping[str, str], author: Mapping[str, Any]
) -> Iterator[Claim | RejectedWork]:
    """Yield a claim for each recording of a page that is under a licence as a whole."""
    for number, files in enumerate(recordings(document).values()):
        url, title = files[0]
        if number >= MOST_SOUNDS:
            yield rejection("page_too_many_sounds", url)
            continue
        if _is_of_others(document, url, words.get("evidence_text", "")):
            yield rejection("file_of_another_site", url)
            continue
        known: dict[str, Any] = {
            "title": title
            or next((t for _, t in files if t), None)
            or document.meta("og:title")
            or document.title(),
            "alt_files": [{"url": other} for other, _ in files[1:]] or None,
            **author,
            "creator": author.get("creator") or document.meta("og:audio:artist"),
        }
        yield Claim(
            "audio", url, found, Evidence.PAGE_LICENSE, Confidence.MEDIUM, known, dict(words)
        )
