"""Addresses as pages write them: made absolute, checked, compared."""

import re
from functools import lru_cache, reduce
from urllib.parse import quote, unquote, urljoin, urlsplit

LONGEST_URL = 3_000
LONGEST_EXTENSION = 5
IMAGE_EXTENSIONS = frozenset(
    ("jpg", "jpeg", "png", "gif", "bmp", "webp", "tiff", "tif", "svg", "avif")
)
AUDIO_EXTENSIONS = frozenset(
    ("mp3", "ogg", "oga", "opus", "wav", "aiff", "flac", "wma", "aac", "m4a", "m4b")
)

# What needs no care: nearly all addresses of pictures, so the slow way is seldom taken.
_PLAIN = re.compile(r"https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?::\d+)?/[\w./%&=?~+:,;@!()*$-]*")
_PLAIN_PATH = re.compile(r"/[\w.%&=?~+:,;@!()*$-][\w./%&=?~+:,;@!()*$-]*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # `"\ud800"` of a JSON: no encoding can write it
_HOST = re.compile(r"https?://([\w.-]+)(?::\d+)?(?:[/?#]|$)")
_PATH = re.compile(r"https?://[\w.-]+(?::\d+)?(/[^?#]*)")
_FILE_NAME = re.compile(r"^[^?#]*?//[^/?#]+/(?:[^?#]*/)?([^/?#]*)(?:[?#]|$)")
_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})$")
# What services append to the name of one picture in several sizes.
_SIZE_SUFFIX = re.compile(
    r"(?:[-_.](?:\d{2,4}x\d{2,4}|scaled|thumb(?:nail)?|small|medium|large|[smlbzt]))+$"
)
_COPY = re.compile(
    r"(?:-\d{2,4}x\d{2,4}|-scaled|@2x)(?=\.\w{2,5}(?:\.webp)?$)|\.webp(?<=\.jpg\.webp)$"
)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=[\w/])")
_BROKEN_SCHEME = re.compile(r"(https?):/{1,2}")
_PROXY = re.compile(r"i\d\.wp\.com/|web\.archive\.org/web/\d{4,14}[a-z_]*/(?:https?:/{1,2})?")
# A gallery's folders of one file in several sizes.
_SIZE_FOLDER = re.compile(
    r"/(?:thumbs?|thumbnails?|small|medium|large|previews?)(?=/[^/?#]+(?:$|\?))"
)
_SIZE_PATHS = (
    ("/thumb/", re.compile(r"/thumb(/./../[^/]+)/[^/]*$"), r"\1"),
    ("/styles/", re.compile(r"/styles/[^/]*/(?:public|private)/"), "/"),
    ("/", re.compile(r"/(?:s\d{2,4}(?:-[\w-]+)?|w\d+-h\d+(?:-[\w-]+)?)(?=/[^/]+$)"), ""),
    ("/", _SIZE_FOLDER, ""),
    ("/full/", re.compile(r"/full/(?:full|max|\^?!?\d*,\d*|pct:[\d.]+)/\d+/"), "/full/max/0/"),
    # Springer Nature, Medium: the size leads the path.
    (
        ".com/",
        re.compile(r"(springernature\.com)/(?:full|[wlmh]{1,2}\d{2,4}(?:h\d{2,4})?)(?=/)"),
        r"\1",
    ),
    (
        "/",
        re.compile(r"(miro\.medium\.com)/(?:v2/)?(?:(?:resize|format|max|fit)[:/][\w:]+/)+"),
        r"\1/",
    ),
    # Hugo: {name}_hu{hash}_{bytes}_{width}x{height}_{how}.jpg, where that is long
    # {name}_hu{hash}_{bytes}_{md5}.jpg, since 0.123 {name}_hu_{hash}.jpg (gohugoio/hugo,
    # resources/image.go, relTargetPathFromConfig, at 034b6195).
    (
        "_hu",
        re.compile(r"_hu_?[0-9a-f]{10,40}(?:_\d{1,12}_\w{1,80})?(?=\.\w{2,5}$)"),
        "",
    ),
    # Gatsby: /static/{digest of the file}/{digest of the size}/{name}.jpg (gatsby-plugin-sharp).
    ("/static/", re.compile(r"(/static/[0-9a-f]{32})/[0-9a-f]{5}(?=/[^/]+$)"), r"\1"),
    # Cloudinary: /image/upload/w_300,c_fill/{name}.jpg (Transformation URL API).
    (
        "cloudinary.com/",
        re.compile(
            r"(/image/upload)(?:/[a-z]{1,3}_[^/,]{1,60}(?:,[a-z]{1,3}_[^/,]{1,60}){0,9}){1,4}(?=/)"
        ),
        r"\1",
    ),
    # Flickr: {id}_{secret}_{size}.jpg
    (
        "_",
        re.compile(r"(?<=/)(\d{7,}_[0-9a-f]{8,})_(?:[sqtmnzcbhko]|\dk)(?=\.(?:jpg|png|gif)$)"),
        r"\1",
    ),
)
_SIZE_QUERY = re.compile(
    r"(?:^|&)(?:w|h|width|height|fit|resize|crop|quality|q|zoom|size|itok|maxw|maxh)=[^&]*"
)
# The queries that say which picture, where the path is that of a script or a placeholder.
_NAMING_QUERY = re.compile(r"(?:^|(?<=&))(?:id|src|name|file|img|image|path|url|photo|pic)=[^&]*")
# IIIF Image API 2 and 3: {region}/{size}/{rotation}/{quality}.{format}
_IIIF = re.compile(
    r"/(?:full|square|\d+,\d+,\d+,\d+|pct:[\d.,]+)/(?:full|max|\^?!?\d*,\d*|\^?max|pct:[\d.]+)"
    r"/!?\d{1,3}(?:\.\d+)?/(?:default|native|color|gr[ae]y|bitonal)(?:\.\w{2,4})?$"
)


def resolve(base: str, address: str | None) -> str | None:
    """Return an absolute http(s) URL without fragment, or None for anything else.

    Spaces are encoded, as browsers do; `javascript:`, `data:` and broken addresses give None.

    >>> resolve("https://example.org/a/", " ../b c.jpg#top")
    'https://example.org/b%20c.jpg'
    >>> resolve("https://example.org/", "javascript:alert(1)") is None
    True
    """
    if not address or len(address) > LONGEST_URL or address.endswith("://"):
        return None
    if not address.isascii() and _HALF_CHARACTER.search(address):
        return None
    if "/." not in address:
        if address[0] == "/":
            if _PLAIN_PATH.fullmatch(address):
                return origin_of(base) + address
        elif _PLAIN.fullmatch(address):
            return address
    address = _CONTROLS.sub("", address).strip()
    try:
        absolute = urljoin(base, address)
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or ("." not in host and ":" not in host):
        return None
    absolute = parts._replace(fragment="").geturl()
    return quote(absolute, safe="%/:=&?~#+!$,;'@()*[]|") if _needs_quoting(absolute) else absolute


@lru_cache(maxsize=64)
def origin_of(url: str) -> str:
    """Return scheme and host of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _needs_quoting(url: str) -> bool:
    return " " in url or '"' in url or "<" in url or "\\" in url


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return the host, lower case, without `www.`; "" where there is none."""
    plain = _HOST.match(url)
    if plain:
        return plain[1].lower().removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Return the path of a URL."""
    plain = _PATH.match(url)
    if plain:
        return plain[1]
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def file_name(url: str) -> str:
    """Return the last segment of the path, unquoted and lower case."""
    name = _FILE_NAME.search(url)
    return unquote(name[1]).lower() if name else ""


def extension(url: str) -> str | None:
    """Return the extension of the file that a URL names, lower case, if it has one."""
    found = _EXTENSION.search(file_name(url))
    return found[1] if found else None


def is_image(url: str) -> bool:
    """Tell whether the address itself says that it is a picture: by its ending, or as IIIF's do.

    A page about a file ends like the file, in wikis and where code is kept.

    >>> is_image("https://a.example/bee.jpg"), is_image("https://a.example/wiki/File:Bee.jpg")
    (True, False)
    """
    if extension(url) in IMAGE_EXTENSIONS:
        return not (_NAMESPACE.match(file_name(url)) or is_about_file(url))
    return is_iiif(url)


def is_about_file(url: str) -> bool:
    """Tell whether an address is that of a page about a file, as DokuWiki, Trac and GitHub have."""
    return bool(_ABOUT_FILE.search(url))


def is_image_address(address: str) -> bool:
    """Tell the same of an address that need not be absolute."""
    name = file_name_of_path(address)
    return name.rpartition(".")[2].lower() in IMAGE_EXTENSIONS or is_iiif(address)


def is_iiif(url: str) -> bool:
    """Tell whether an address is a request of the IIIF Image API for a picture."""
    return "/full/" in url and bool(_IIIF.search(url.partition("?")[0]))


def is_audio(url: str) -> bool:
    """Tell whether the address itself says that it is a sound."""
    return extension(url) in AUDIO_EXTENSIONS


def is_audio_address(address: str) -> bool:
    """Tell the same of an address that need not be absolute."""
    name = address.partition("#")[0].partition("?")[0].rpartition(".")[2]
    return len(name) <= LONGEST_EXTENSION and name.lower() in AUDIO_EXTENSIONS


def unarchived(url: str) -> str:
    """Return the original's address where one is that of a copy in the Internet Archive.

    >>> unarchived("https://web.archive.org/web/2016im_/http://example.org/a.jpg")
    'http://example.org/a.jpg'
    """
    found = _ARCHIVED.match(url)
    if found is None:
        return url
    rest = url[found.end() :]
    scheme = _BROKEN_SCHEME.match(rest)
    if scheme:
        return f"{scheme[1]}://{rest[scheme.end() :]}"
    return f"http://{rest.lstrip('/')}"


def has_size(url: str) -> bool:
    """Tell whether a file's name or its folder says a size, as those of smaller copies do.

    >>> has_size("/2026/bee-300x200.jpg"), has_size("/2026/bee.jpg")
    (True, False)
    """
    return bool(_COPY.search(file_name_of_path(url)) or _SIZE_FOLDER.search(url))


def file_name_of_path(address: str) -> str:
    """Return the last segment of an address's path, relative ones included."""
    return address.partition("#")[0].partition("?")[0].rpartition("/")[2]


@lru_cache(maxsize=4096)
def work_key(url: str) -> str:
    """Return what the addresses of one picture in several sizes have in common.

    Sizes in the name (WordPress), in the path (MediaWiki, Blogger, Drupal) and in the query, and
    the services that scale others' pictures, are taken off.

    >>> work_key("https://i0.wp.com/example.org/a/Bee-300x200.jpg?w=300")
    'example.org/a/bee.jpg'
    >>> work_key("https://upload.wikimedia.org/wikipedia/commons/thumb/8/8a/B.jpg/320px-B.jpg")
    'upload.wikimedia.org/wikipedia/commons/8/8a/b.jpg'
    """
    rest = url.partition("://")[2] or url
    rest = (unquote(rest) if "%" in rest else rest).lower()
    found = _PROXY.match(rest) if rest.startswith(("i", "web.")) else None
    rest = (rest[found.end() :] if found else rest).removeprefix("www.")
    path, _, query = rest.partition("#")[0].partition("?")
    folder, slash, name = path.rpartition("/")
    if query and not _EXTENSION.search(name):
        return f"{path}?{_SIZE_QUERY.sub('', query)}"
    named = "&".join(sorted(_NAMING_QUERY.findall(query))) if query else ""
    path = folder + slash + _COPY.sub("", name)
    for mark, pattern, instead in _SIZE_PATHS:
        if mark in path:
            path = pattern.sub(instead, path)
    return f"{path}?{named}" if named else path


def without_size(name: str) -> str:
    """Return a file's name, without its ending, without the size that it says.

    >>> without_size("bee-1024x683"), without_size("bee-scaled")
    ('bee', 'bee')
    """
    return _COPY.sub("", f"{name}.jpg").removesuffix(".jpg")


# Flickr's short addresses: the number in its own base 58 (flickr.com/services/api/misc.urls.html).
_BASE58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
_SHORT_FLICKR = re.compile(rf"flic\.kr/p/([{_BASE58}]{{4,10}})")
_NUMBER = re.compile(r"(?<!\d)\d{7,}(?!\d)")
_PHOTOGRAPHER = re.compile(
    r"(?:https?:)?//(?:www\.|m\.|secure\.)?(?:(?P<service>flickr\.com|500px\.com|ipernity\.com"
    r"|deviantart\.com|inaturalist\.org|pbase\.com)/(?:photos|people|users?|p|home|doc)"
    r"|(?P<picasa>picasaweb\.google)\.[a-z]{2,3}(?:\.[a-z]{2})?)/(?P<who>[^/?#]{2,60})",
    re.IGNORECASE,
)
_WIKI_FILE = re.compile(
    r"(?:file|datei|fichier|archivo|bestand|image|ficheiro)(?::|%3a)([^?#]+)$", re.IGNORECASE
)
# As copies of wikis name it: "File_Red_Bee.html".
_COPIED_FILE = re.compile(r"/(?:file|image|datei|fichier)_([^/?#]+)\.html$", re.IGNORECASE)
_ABOUT_FILE = re.compile(
    r"/_detail/|/lib/exe/detail\.php\?|/attachment/(?:wiki|ticket)/|/blob/(?:main|master)/[^?]{1,300}$"
    r"|/src/branch/|/\.a/[\w-]{1,80}-popup$"  # TypePad's
)
_WIDTH_BEFORE = re.compile(r"^\d{2,4}px-")
_NAMESPACE = re.compile(r"[^\W\d_]{2,15}:")
_NO_WORD = re.compile(r"[\W_]+")


def plain_name(url: str) -> str:
    """Return the letters and digits of a file's name, to look for a number or a name in it."""
    return "-".join(_NO_WORD.sub(" ", file_name(url)).split())


def original_name(url: str) -> str:
    """Return what a file was called where a MediaWiki keeps it, without the size put before.

    >>> original_name("https://a.example/2014/2000px-Red_Bee.svg_.png")
    'red-bee'
    """
    name = _COPY.sub("", file_name(url)).replace(".svg_.", ".").replace(".svg.", ".")
    name = _EXTENSION.sub("", name)
    return "-".join(_NO_WORD.sub(" ", _WIDTH_BEFORE.sub("", name)).split())


def original_names(href: str) -> list[str]:
    """Return by what a file taken from the page behind a link can be known.

    The photograph's number, as Flickr and stock services put it into the name of the file, or the
    file's own name at a MediaWiki.

    >>> original_names("https://www.flickr.com/photos/ann/36583822732/in/x")
    ['36583822732']
    >>> original_names("https://flic.kr/p/5Ut2pe")
    ['3219157599']
    >>> original_names("https://commons.wikimedia.org/wiki/File:Red_Bee.jpg")
    ['red-bee']
    """
    wiki = _WIKI_FILE.search(href)
    if wiki:
        name = "-".join(_NO_WORD.sub(" ", _EXTENSION.sub("", unquote(wiki[1]).lower())).split())
        return [name] if len(name) >= LONGEST_EXTENSION else []
    short = _SHORT_FLICKR.search(href)
    if short:
        return [str(reduce(lambda said, sign: said * 58 + _BASE58.index(sign), short[1], 0))]
    return _NUMBER.findall(href) if "flickr" in href or "/photo" in href else []


def without_number(name: str) -> str:
    """Return a file's name without the number that tells it from another of the same name."""
    return name.rstrip("0123456789")


def is_named(href: str, text: str) -> bool:
    """Tell whether a text is what the file behind a link is called at a MediaWiki.

    >>> is_named("https://commons.wikimedia.org/wiki/File:Red_Bee2.jpg", "Red bee")
    True
    """
    said = "-".join(_NO_WORD.sub(" ", text.lower()).split())
    return any(said in (name, without_number(name)) for name in original_names(href))


def wiki_file(url: str) -> str | None:
    """Return the name of the file that a MediaWiki's page is about, lower case, or None.

    >>> wiki_file("https://wiki.example/index.php/File:Red_Bee.jpg")
    'red_bee.jpg'
    """
    found = _WIKI_FILE.search(unquote(url)) or _COPIED_FILE.search(url)
    return found[1].lower().replace(" ", "_").removesuffix(".html") if found else None


def photographer(href: str) -> str | None:
    """Return whose page, or whose photograph's page, an address at a photo service is.

    >>> photographer("http://www.flickr.com/photos/ann/36583822732/")
    'flickr.com/ann'
    >>> photographer("https://flickr.com/people/Ann") or photographer("https://ann.example/photos/")
    'flickr.com/ann'
    """
    found = _PHOTOGRAPHER.match(href)
    return f"{found['service'] or found['picasa']}/{found['who']}".lower() if found else None


@lru_cache(maxsize=4096)
def picture_name(url: str) -> str:
    """Return a name that the sizes of one picture share.

    >>> picture_name("https://cdn.example.org/2026/Bee-1024x683.jpg?ssl=1")
    'bee'
    """
    name = _EXTENSION.sub("", file_name(url))
    return _SIZE_SUFFIX.sub("", name) or name
