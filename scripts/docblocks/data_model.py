"""The generated parts of docs/data-model.md: columns, rules and lists, from the code itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from catalog.cleaning import STEPS
from catalog.cleaning import vocabulary as words
from catalog.licenses import ALLOWED_PAIRS, BY_PATH, from_pair, from_url
from catalog.records import TABLES, Column, ColumnKind, MediaType, TooLong, columns_of
from catalog.text import clean_tag, clean_text, clean_title
from catalog.urls import file_url
from scripts.docblocks.table import code, table

_TYPES = {
    ColumnKind.TEXT: "text",
    ColumnKind.URL: "text",
    ColumnKind.INTEGER: "integer",
    ColumnKind.BIGINT: "bigint",
    ColumnKind.NUMBER: "double precision",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.JSON: "jsonb, an object",
    ColumnKind.TAGS: "jsonb, an array",
    ColumnKind.FILES: "jsonb, an array",
    ColumnKind.TEXT_ARRAY: "text[]",
}
_LINKS = (
    "http://creativecommons.org/licenses/by-sa/3.0/us/deed.es_ES",
    "https://creativecommons.org/licenses/by/4.0/legalcode.de?ref=chooser",
    "//www.creativecommons.org/licenses/by-nd-nc/1.0",
    "http://creativecommons.org/licenses/by-nd-nc/2.0/jp/",
    "http://creativecommons.org/licenses/mark/1.0/",
    "https://creativecommons.org/share-your-work/public-domain/cc0/",
    "https://i.creativecommons.org/l/by-nc/2.5/ca/88x31.png",
    "https://i2.wp.com/i.creativecommons.org/l/by/4.0/88x31.png",
    "https://creativecommons.org/licenses/publicdomain/",
    "https://creativecommons.org/licenses/by/4.0/us/",
    "https://creativecommons.org/licenses/by/",
    "https://creativecommons.org/licenses/GPL/2.0/",
    "https://example.org/creativecommons.org/licenses/by/4.0/",
)
_TITLES = ("File:<i>Rosa</i> &amp; friends", "MÃ¼nchen â€“ StraÃŸe", 'say  "hi"\n')
_URLS = (
    "HTTP://Example.org:80/a b.jpg",
    "//example.org/a.jpg",
    "https://münchen.de/%7eanna/Ü.jpg",
    "http://8.8.8.8:8000/a.jpg",
    "http://192.168.10.1:8000/a.jpg",
    "https://example.org/a/",
    "https://example.org/a.jpg#main",
    "https://example.org?id=7",
    "/a.jpg",
    "javascript:alert(1)",
    "http://localhost/a.jpg",
    "http://user:password@example.org/a.jpg",
)


def image_columns() -> str:
    """Describe every column of the image table that comes from a record."""
    return _columns("image")


def audio_columns() -> str:
    """Describe every column of the audio table that comes from a record."""
    return _columns("audio")


def _columns(media_type: MediaType) -> str:
    rows = ([code(c.name), _TYPES[c.kind], _limits(c), c.doc] for c in columns_of(media_type))
    return table(["column", "type", "limits", "what it holds"], rows)


def _limits(column: Column) -> str:
    over = "cut" if column.too_long == TooLong.TRUNCATE else "null"
    length = f"{column.limit} characters, else {over}" if column.limit else ""
    return ", ".join(filter(None, ["required" if column.required else "", length]))


def merge_rules() -> str:
    """Say for each rule of merging which columns follow it."""
    names: dict[str, list[str]] = defaultdict(list)
    for media_type in TABLES:
        for column in columns_of(media_type):
            names[column.merge.value].append(column.name)
    rows = ([rule, _listed(dict.fromkeys(columns))] for rule, columns in names.items())
    return table(["when a record is seen again", "columns"], rows)


def cleaning_steps() -> str:
    """List the steps of cleaning in their order."""
    rows = (
        [number, code(step.__name__), (step.__doc__ or "").partition("\n")[0]]
        for number, step in enumerate(STEPS, 1)
    )
    return table(["order", "step", "job"], rows)


def rejections() -> str:
    """List every reason for which a record is rejected."""
    required = dict.fromkeys(
        column.name for media_type in TABLES for column in columns_of(media_type) if column.required
    )
    rows = [[code(f"missing_{name}"), f"{code(name)} is missing or unusable"] for name in required]
    rows += [
        [code("invalid_license"), "the licence and version are none of the pairs below"],
        [code("wrong_media_type"), "an audio or video file in image, or an image or film in audio"],
    ]
    return table(["reason", "why"], rows)


def licenses() -> str:
    """List the pairs of licence and version, and the jurisdictions each was ported to."""
    ports: dict[tuple[str, str], set[str]] = defaultdict(set)
    for found in BY_PATH.values():
        ports[found.slug, found.version] |= {found.jurisdiction or ""}
    rows = (
        [
            code(slug),
            version,
            _address(slug, version),
            " ".join(sorted(ports[slug, version])).strip(),
        ]
        for slug, version in sorted(ALLOWED_PAIRS)
    )
    return table(["license", "version", "license_url of the pair", "ports"], rows)


def _address(slug: str, version: str) -> str:
    found = from_pair(slug, version)
    return found.url.removeprefix("https://creativecommons.org") if found else ""


def license_links() -> str:
    """Show what links resolve to."""
    rows = []
    for link in _LINKS:
        found = from_url(link)
        named = [found.slug, found.version, found.jurisdiction or "", found.url] if found else []
        rows.append([code(link), *(code(word) for word in named or ["", "", "", ""])])
    return table(["link", "license", "version", "jurisdiction", "license_url"], rows)


def text_examples() -> str:
    """Show what becomes of texts."""
    rows = [[_shown(text), "title", _shown(clean_title(text))] for text in _TITLES]
    rows += [[_shown(r"caf\u00e9"), "tag", _shown(clean_tag(r"caf\u00e9"))]]
    rows += [[_shown("a\x00b <i>c</i>"), "any other text", _shown(clean_text("a\x00b <i>c</i>"))]]
    return table(["given", "as", "stored"], rows)


def _shown(text: str | None) -> str:
    escaped = (text or "").replace("\x00", "NUL").replace("\n", "↵")
    return f"`{escaped}`" if text else "null"


def url_examples() -> str:
    """Show what becomes of URLs."""
    return table(["given", "stored"], ([code(url), code(file_url(url)) or "null"] for url in _URLS))


def tag_rules() -> str:
    """List the tags that are dropped."""
    rows = [
        ["whole tag, in any case", _listed(sorted(words.DENIED_TAGS))],
        [
            "machine tags of a namespace",
            _listed(f"{n}:…" for n in sorted(words.DENIED_TAG_NAMESPACES)),
        ],
    ]
    return table(["dropped", "which"], rows)


def vocabularies() -> str:
    """List categories, file types and ways of ingestion."""
    usual: dict[str, list[str]] = defaultdict(list)
    for provider, category in words.DEFAULT_CATEGORIES.items():
        usual[category].append(provider)
    rows = [
        *[
            [f"category of {media}", _listed(sorted(names))]
            for media, names in ((t.name, t.categories) for t in TABLES.values())
        ],
        *[[f"usual category {code(name)}", _listed(sorted(of))] for name, of in usual.items()],
        *[
            [f"file type of {media}", _listed(sorted(types))]
            for media, types in ((t.name, t.filetypes) for t in TABLES.values())
        ],
        [
            "other names of file types",
            _listed(f"{a} → {b}" for a, b in words.FILETYPE_ALIASES.items()),
        ],
        ["ingestion_type", _listed(sorted(words.INGESTION_TYPES))],
    ]
    return table(["what", "values"], rows)


def _listed(names: Iterable[str], show: Callable[[object], str] = code) -> str:
    return ", ".join(show(name) for name in names)
