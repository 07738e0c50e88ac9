"""Rawpixel, public domain images, API.

Docs: none that is public; the signature is Rawpixel's own
Licences: each image links to its own; the tag `$publicdomain` asks for the public domain.
Limits: none stated. The public list ends at 100,000 results; a key lifts that. Cloudflare sends
whoever it takes for a robot an HTML page with status 403.

Requests are signed: `s` is the HMAC-SHA256 of path and sorted query. Titles and descriptions end in
advertisement. Many pictures are museum pieces or works of others, credited "(Source)". Renditions
are named in `style_uri`; those above 1,000 pixels have a watermark, and the sizes that an answer
gives are those of none of them.
"""

import base64
import hmac
import re
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from catalog.apis.paginators import PageNumber, Params
from catalog.files.http import HttpLimits
from catalog.providers.base import (
    PUBLIC_DOMAIN,
    Auth,
    ErrorRule,
    Expect,
    Payload,
    Popularity,
    Provider,
    license_at,
)
from catalog.providers.fields import credit, many
from catalog.providers.markup import plain_text
from catalog.records import MediaRecord

_TITLE_ENDS = re.compile(
    r"(?<![\s,.])[\s,.]*+(?:\bfree public domain(?: cc0 (?:image|photo))?\.?)?\s*"
    r"(?:\|.*|- rawpixel(?:\.com)?)?$",
    re.IGNORECASE,
)
_ADVERTISEMENT = re.compile(
    r"(?<!\s)\s*+(?:Original (?:public domain )?(?:image|work) from |Free public domain CC0 "
    r"|Digitally enhanced by rawpixel|More:? (?:View )?public domain ).*",
    re.IGNORECASE | re.DOTALL,
)
# Words of a keyword that tell of its licence, and not what an image shows.
_NO_TAGS = ("cc0", "creative commons", "public domain")
_CATEGORIES = (
    ("public domain art", "digitized_artwork"),
    ("clipart", "illustration"),
    ("photo", "photograph"),
    ("image", "photograph"),
)


def parse_image(image: dict[str, Any]) -> MediaRecord:
    meta = image["metadata"]
    keywords = [word.strip().lower() for word in meta.get("popular_keywords") or ()]
    style = "image_png_" if image.get("isPng") else "image_"
    return MediaRecord(
        media_type="image",
        license_info=license_at(meta["licenseUrl"]),
        foreign_identifier=str(image["id"]),
        foreign_landing_url=image["url"],
        url=image["style_uri"].format(style + "1000"),
        thumbnail=image["style_uri"].format(style + "600"),
        watermarked=False,
        creator=credit(*(name.replace("(Source)", "") for name in many(meta.get("artist_names")))),
        title=plain_text(_TITLE_ENDS.sub("", meta.get("title") or image.get("title") or "")),
        tags=[word for word in keywords if not any(told in word for told in _NO_TAGS)],
        category=next((value for word, value in _CATEGORIES if word in keywords), None),
        meta_data={
            "description": _ADVERTISEMENT.sub("", meta.get("description_text") or ""),
            "download_count": image.get("download_count"),
        },
    )


def sign(url: str, params: Params, secret: str) -> Params:
    """Add the signature of a request, URL-safe base64 without padding."""
    query = urlencode(sorted(params.items()), quote_via=quote)
    message = f"{urlsplit(url).path}?{query}".encode()
    digest = hmac.digest(secret.encode(), message, "sha256")
    return {**params, "s": base64.urlsafe_b64encode(digest).decode().rstrip("=")}


PROVIDER = Provider(
    name="rawpixel",
    title="Rawpixel",
    media={"image": "rawpixel"},
    docs="https://www.rawpixel.com/public-domain",
    license_policy="CC0 and public domain works",
    licenses=PUBLIC_DOMAIN,
    rate_limit="none stated",
    url="https://www.rawpixel.com/api/v1/search",
    params={"tags": "$publicdomain"},
    auth=Auth(secret="RAWPIXEL_API_KEY", sign=sign),
    paginator=PageNumber("page", "pagesize", 100),
    page=Payload("page", ("results",), keys=("id", "metadata")),
    errors=(ErrorRule("stop", status=(403,)),),
    others=(Payload("image", None, keys=("id", "metadata", "style_uri")),),
    limits=HttpLimits(delay=1, timeout=60),
    schedule="monthly",
    expect=Expect(min_records=20_000),
    popularity=Popularity("download_count"),
    parse=parse_image,
)
