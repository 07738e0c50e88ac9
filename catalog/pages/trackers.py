"""Which pictures of a page are furniture: pixels, logos, icons, avatars, buttons, sprites."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from catalog import licenses
from catalog.pages.elements import Embedded, ancestors
from catalog.pages.link_resolution import (
    extension,
    file_name,
    host_of,
    is_image_address,
    path_of,
)

LARGEST_PIXEL = 3
SMALLEST_SIDE = 80
# A sign of a line's height: "open access", 89 by 24.
FLATTEST = 32
# Creative Commons' buttons are 31 and 15 pixels high; themes draw them larger.
LARGEST_BUTTON = 160

_BUTTON_SIZE = re.compile(r"(?:88x31|80x15|76x22)")
_BUTTON_STEM = re.compile(
    r"(?:cc|creative[-_]?commons|somerights\d*|cc[-_]some[-_]rights[-_]reserved|licen[sc]e"
    r"|lizenz|licencia|licenza|licen[cç]a|cclicense|cc[-_.]?0|open[-_]?access|(?:[al]?gpl|gfdl)(?:[-_]?v?\d)?(?:[-_][a-z\d]{1,9}){0,4}"
    r"|(?:cc[-_.]?)?(?:by|zero|pd|pdm|nc|nd|sa)(?:[-_.](?:by|nc|nd|sa|eu|us|jp|\d\.\d|\d+x\d+))*)"
    r"(?:[-_.](?:large|small|icon|icons|logo|button|badge|white|black|grey|svg|international"
    r"|cc|de|en|fr|\d+))*"
)
_COUNTER = re.compile(
    r"/(?:piwik|matomo|meter|hits?|count(?:er)?|track(?:er|ing)?|pixel|stats?)\.(?:php|gif|aspx?|cgi)"
    r"(?:\?|$)"
)
_COUNTER_ENDS = ("/pixel.gif", "/count.gif", "/counter.gif", "/track.gif", "/stat.gif")
# Whose pictures count visitors, of those met on pages that sites sent.
_COUNTERS = re.compile(
    r"(?:^|\.)(?:flagcounter|statcounter|clustrmaps|revolvermaps|sitemeter|amung)\.(?:com|us|org)$"
)
_THEME_FILE = re.compile(
    r"/(?:themes?|skins?|templates?|plugins?|modules|wp-includes|icons?|sprites?|emojis?|smilies"
    # What libraries bring along: cdnjs, and packages at jsDelivr and unpkg.
    r"|ajax/libs|npm"
    # The strip with a site's name, above all of its pages.
    r"|mast(?:head)?s?(?:[-_]im(?:age|g)s?)?)/"
)
_LOGO_FOLDER = re.compile(r"/(?:sponsor|partner)?[-_]?logos?/")
_AVATARS = re.compile(
    r"/(?:avatars?|userpics?|profile_images|gravatars?|authors?|team|staff|members|speakers|headshots)/"
)
# What themes call the box on a post's author, by a class or an id.
_BIOGRAPHY = re.compile(
    r"(?:^|[\s_-])(?:author|user|profile)[-_]{1,2}(?:bio|box|card|info|profile|description)\b"
    r"|(?:^|\s)(?:bio|biography|vcard|(?:post-|entry-|article-)?author)(?:\s|$)|\babout[-_](?:the[-_])?author\b"
)
# What projects show of themselves: a DOI, a build, a version.
_BADGE = re.compile(r"/badges?/|[-_.]badge\.svg$")
_DRAWN_BADGES = frozenset(("img.shields.io", "badge.fury.io", "badgen.net", "badges.gitter.im"))
_BADGES = (
    "img.shields.io", "badge.fury.io", "badgen.net", "badges.gitter.im", "cdn.buymeacoffee.com",
    "img.buymeacoffee.com", "ko-fi.com", "cdn.ko-fi.com", "storage.ko-fi.com", "liberapay.com",
    "opencollective.com",
)  # fmt: skip
# MediaWiki's thumbnails begin with their width, and end in the format that they were made into.
_SHOWN_WIDTH = re.compile(r"^\d{2,4}px-|\.svg$")
_BUTTON_NAME = re.compile(
    r"(?:^|[-_./])(?:cc|creative[-_]?commons)(?:[-_.](?:by|zero|licen[sc]|lizenz|logo|attribution)|$)"
)
# What the description of a licence's button is: "Logo de licencia Creative Commons de atribución".
_BUTTON_SAID = re.compile(
    r"(?:logo|icon[oe]?|badge|button|bot[oó]n|sello)\b.{0,20}\bcreative commons\b.*"
    r"|(?:licen[a-zç]{1,3}|llicència)(?: de)? creative commons\W{0,3}"
    r"|creative commons (?:licen[sc]es?|lizenz\w{0,8})(?: (?:logo|icon|button|badge))?\W{0,3}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_OF_BUTTON = 3
_MOST_OF_LICENSE = 12
_FEWEST_OF_PICTURE = 5
_PHOTOGRAPHS = frozenset(("jpg", "jpeg", "webp", "tif", "tiff"))
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"(?:^|[^a-z0-9])(?:{words})(?:s|\d*)(?:$|[^a-z])"))
    for reason, words in (
        ("sprite", "sprite|icon-?set"),
        (
            "tracking_pixel",
            "(?:clear)?pixel|spacer|blank|transparent|clear|1x1|tracking|counter|beacon",
        ),
        (
            "theme_file",
            "round(?:ed)?[-_]?(?:rect(?:angle)?|corners?)|divider|separator|drop-?shadow",
        ),
        (
            "avatar",
            "avatar|gravatar|blavatar|userpic|headshot|buddyicon"
            "|(?:profile|bio)[-_]?(?:pic|img|image|photo|picture)"
            "|author-?(?:image|photo)|rounded-circle|img-circle",
        ),
        (
            "logo",
            "logo(?:small|large|big|web|white|black|dark|light|new|full|main)?|logotype|wordmark|site-?logo|brand",
        ),
        ("icon", "icon|favicon|(?:tw)?emoji(?:one)?|smil(?:ey|ie)|flag|apple-touch-icon"),
        (
            "button",
            "button|btn|badge|(?:back-?(?:to-?|2-?)?|scroll-?(?:to-?)?|go-?(?:to-?)?|to-?)top|crossmark|forkme|arrow|bullet|rss|share|facebook|fb|findusonfacebook|twitter|paypal|flattr|linkedin|mendeley|pinterest"
            "|whatsapp|instagram|mastodon|bitcoin\\w*|patreon|donate|qr[-_]?(?:code)?",
        ),
        (
            "placeholder",
            r"placeholder|loading|(?:ajax|pre|page|image)-?loader|default-?image|no-?image",
        ),
        ("advertisement", "adsense|advert(?:isement)?|sponsors?|banner|ad-?slot|partners?"),
        ("cover", "(?:publication|journal|issue|magazine)-?cover(?:-?image)?|cover-issue"),
        ("rating", r"stars?-?rating|rating-?stars?|stars?\d"),
    )
)
# What the description of a sign is, and of nothing else.
_SIGNS = {"site logo": "logo", "fork me on github": "button"}
# "Logo of Tizen", "Tizen logo": what a picture shows, and all of it.
_LOGO = re.compile(
    r"\W{0,3}logo(?:tipo|type)?(?:\s(?:of|de|del|der|des|du|da|do|di|van|von|för|for)\b.{0,60}|\W{0,3}"
    r"|(?:\s(?-i:[A-Z])[\w.&-]{1,20}){1,3})$"  # "Logo UDI"
    r"|.{0,40}\blogo(?:tipo|type)?\W{0,3}$",
    re.IGNORECASE,
)
# A code to pay by: WeChat's, Alipay's, of a donation.
_PAID = re.compile(
    r"wechat-?_?pay|we?i?xin-?_?pay|ali-?_?pay|微信(?:支付|打赏|赞赏|收款)|支付宝|支付寶|打赏|打賞|赞赏码|收款码"
    r"|\bpay-?me\b|\bbuy-?me-?a-?coffee\b",
    re.IGNORECASE,
)
# What tells people from machines, on a page where one enters.
_ASKED = re.compile(r"captcha", re.IGNORECASE)
# "Hackergotchi of Ann Lee", as planets of blogs call it.
_PORTRAYED = re.compile(
    r"\W{0,3}(?:hackergotchi|avatar|gravatar|profile (?:picture|photo|image)|headshot)\b",
    re.IGNORECASE,
)
# A service's sign, by the name of its file: "github.png", "mastodon-64.png".
_SERVICE = re.compile(
    r"(?:github|gitlab|codeberg|bitbucket|google-?(?:plus|scholar)|youtube|vimeo|discord|slack"
    r"|telegram|reddit|bluesky|bsky|tiktok|orcid|researchgate|stackoverflow|stack-overflow|spotify|itunes|soundcloud"
    r"|wikipedia|wordpress|xing|skype|ko-?fi|liberapay|e-?mail)[-_]?(?:\d{1,3}(?:px|x\d+)?)?",
    re.IGNORECASE,
)
# A portrait, by all that its file is called: "me.jpg", "bio_photo.jpg".
_PORTRAIT = re.compile(
    r"(?:me|myself|selfie|profile?|headshot|author)(?:[-_]?\d{1,3}|[-_](?:pic|photo|small|square|new))?"
)
_ANY_WORD = re.compile("|".join(words.pattern for _, words in _WORDS))
_STYLED_WIDTH = re.compile(r"(?:^|;|\s)width\s{0,2}:\s{0,2}(\d{1,4})(?:\.\d{1,4})?px")
_HOSTS = {
    "avatar": (
        "gravatar.com",
        "secure.gravatar.com",
        "0.gravatar.com",
        "1.gravatar.com",
        "2.gravatar.com",
    ),
    "tracking_pixel": (
        "pixel.wp.com",
        "stats.wp.com",
        "pixel.quantserve.com",
        "b.scorecardresearch.com",
        "www.google-analytics.com",
        "ad.doubleclick.net",
        "facebook.com",
        "vg01.met.vgwort.de",
        "vg02.met.vgwort.de",
    ),
    "icon": ("s.w.org", "s0.wp.com"),
}
_REASON_BY_HOST = {
    host.removeprefix("www."): why for why, hosts in _HOSTS.items() for host in hosts
}


def reason_against(media: Embedded, *, explicit: bool = False) -> str | None:
    """Return why a picture is no work, or None.

    Of a file that the page says to be licensed, explicitly, the name is no reason: a photograph may
    well be called `logo-on-a-wall.jpg`.
    """
    certain = _certain(media)
    if certain is None and not explicit and "usemap" in media.attributes:
        return "navigation"  # an image map
    if certain or explicit or media.media_type == "audio":
        return certain
    return next(_by_name(media), None)


def reason_against_url(url: str) -> str | None:
    """Return why a picture known by its address alone, such as og:image, is no work."""
    if is_license_button(url):
        return "license_button"
    by_host = _REASON_BY_HOST.get(host_of(url))
    return by_host or _by_words(file_name(url).rpartition(".")[0] or file_name(url))


def reason_against_size(width: int | None, height: int | None) -> str | None:
    """Return why a picture of that size is no work."""
    sides = [side for side in (width, height) if side is not None]
    if sides and min(sides) <= LARGEST_PIXEL:
        return "tracking_pixel"
    flat = len(sides) == 2 and min(sides) < FLATTEST
    return "too_small" if sides and (flat or max(sides) < SMALLEST_SIDE) else None


@lru_cache(maxsize=4096)
def is_license_button(url: str) -> bool:
    """Tell whether a picture is Creative Commons' own."""
    host = host_of(url)
    if host in ("licensebuttons.net", "i.creativecommons.org", "mirrors.creativecommons.org"):
        return True
    name = path_of(url).lower()
    # Its buttons, seals and flags of countries; photographs of its blog lie elsewhere.
    if host in ("creativecommons.org", "www.creativecommons.org") and name.startswith("/images/"):
        return True
    stem = file_name(url)
    stem = stem.rpartition(".")[0] or stem
    if _BUTTON_SIZE.search(name) or _BUTTON_STEM.fullmatch(_SHOWN_WIDTH.sub("", stem)):
        return True
    # A photograph's name may end in its licence: `bee-cc-by-4.0.jpg`; so may a long description.
    drawn = extension(url) not in _PHOTOGRAPHS and len(_WORD.findall(stem)) <= _MOST_OF_LICENSE
    return bool((drawn and _BUTTON_NAME.search(name)) or licenses.from_url(url))


def _certain(media: Embedded) -> str | None:
    if media.raw.startswith("data:"):
        return "data_url"
    if media.url is None:
        return "unusable_url"
    if media.url.endswith(_COUNTER_ENDS) or "?" in media.url and _COUNTER.search(media.url):
        return "tracking_pixel"
    if _COUNTERS.search(host_of(media.url)):
        return "tracking_pixel"
    if media.media_type == "audio":
        return None
    width, height = pixels(media.get("width")), pixels(media.get("height"))
    large = min(width or 0, height or 0) > LARGEST_BUTTON
    if not large and (is_license_button(media.url) or _BUTTON_SAID.fullmatch(media.get("alt"))):
        return "license_button"
    # It says "license: CC BY 4.0" of the project.
    if host_of(media.url) in _DRAWN_BADGES:
        return "button"
    return reason_against_size(width, height)


def _by_name(media: Embedded) -> Iterator[str]:
    url = media.url or ""
    stem = _stem(url)
    sign = _sign_of(url, stem, media.get("alt")) or _of_place(url, stem)
    if sign:
        yield sign
    for text in (stem, media.get("class").lower(), media.get("id").lower()):
        found = _by_words(text)
        if found and not (found == "button" and text is stem and _tells_more(media, stem)):
            yield found
    for around in ancestors(media.node, most=3):
        found = _of_box(_naming(around.attributes))
        if found:
            yield found
    if extension(url) == "gif" and not (
        media.get("alt") or media.get("width") or _is_linked(media)
    ):
        yield "unlabelled_gif"


def _sign_of(url: str, stem: str, said: str) -> str | None:
    """Return what a picture's description, its file's name or its host make of it."""
    sign = _SIGNS.get(said.lower().strip()) or _REASON_BY_HOST.get(host_of(url))
    if sign:
        return sign
    if _LOGO.match(said) or _SERVICE.fullmatch(stem):
        return "logo"
    if _PAID.search(f"{stem} {said}") or _ASKED.search(url):
        return "button"
    person = _AVATARS.search(url) or _PORTRAIT.fullmatch(stem) or _PORTRAYED.match(said)
    return "avatar" if person else None


def _of_place(url: str, stem: str) -> str | None:
    """Return what the folder that a file lies in makes of it."""
    path = path_of(url).lower()
    if stem in ("loader", "404"):
        return "placeholder"
    if _THEME_FILE.search(path):
        return "theme_file"
    if _LOGO_FOLDER.search(path):
        return "logo"
    return "button" if _BADGE.search(path) or host_of(url) in _BADGES else None


def _tells_more(media: Embedded, stem: str) -> bool:
    """Tell whether a picture is of more than a button: "facebook-hides-its-tabs.png".

    So is "angry-mastodon.jpg", described as "An angry elephant in a garden".
    """
    said = media.get("alt").lower()
    described = len(_WORD.findall(said)) >= _FEWEST_OF_PICTURE and _by_words(said) is None
    return described or len(_WORD.findall(stem)) > _MOST_OF_BUTTON


def _of_box(naming: str) -> str | None:
    """Return what the names of a box make of the picture in it."""
    if _BIOGRAPHY.search(naming):
        return "avatar"
    found = _by_words(naming)
    return found if found in ("avatar", "logo", "cover") else None


def _is_linked(media: Embedded) -> bool:
    """Tell whether it leads to a picture, its larger copy."""
    around = media.node.parent
    href = around.attributes.get("href") if around is not None and around.tag == "a" else None
    return bool(href) and is_image_address(href or "")


def _stem(url: str) -> str:
    return file_name(url).rpartition(".")[0] or file_name(url)


def _naming(attributes: dict[str, str | None]) -> str:
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()


@lru_cache(maxsize=4096)  # a page's classes come again and again
def _by_words(text: str) -> str | None:
    if not _ANY_WORD.search(text):
        return None
    return next((reason for reason, words in _WORDS if words.search(text)), None)


def shown_size(media: Embedded, url: str) -> dict[str, Any]:
    """Return the size of a picture's file where the page shows that, else what is shown of it."""
    if url != media.url:
        return {"thumbnail": media.url}
    if media.media_type == "audio":
        return {}
    return {
        "width": pixels(media.get("data-width") or media.get("width")),
        "height": pixels(media.get("data-height") or media.get("height")),
    }


def shown_width(media: Embedded) -> int | None:
    """Return how many pixels wide a picture is shown, by its attribute or its own style."""
    styled = _STYLED_WIDTH.search(media.get("style"))
    return pixels(media.get("width")) or (pixels(styled[1]) if styled else None)


def pixels(text: str) -> int | None:
    """Return a length in pixels, from `640`, `640px` or `640.0`; None for anything else."""
    number = text.strip().lower().removesuffix("px").strip()
    try:
        value = int(float(number))
    except (ValueError, OverflowError):
        return None
    return value if 0 <= value < 1_000_000 else None
