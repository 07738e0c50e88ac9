# ruff: noqa: E501 - lines of markup
"""What stands round a picture and its credit: a plain page, a whole site, a page under a licence."""

from bench.own_pages.page import BY2, BY4, CC, HOME, SA4, TEXT, OwnPage, Work


def anchor(url: str, text: str = "CC BY 4.0", rel: str = "") -> str:
    """Return a link, as a rule to a licence."""
    return f'<a href="{url}"{f" rel={rel!r}" if rel else ""}>{text}</a>'


def og_image(path: str) -> str:
    """Return what a page's head says of its main picture."""
    return f'<meta property="og:image" content="{path}">'


def json_ld(text: str) -> str:
    """Return an element of structured data."""
    return f'<script type="application/ld+json">{text}</script>'


# What Creative Commons' chooser gave before it was written anew: a button and a sentence.
OLD_CHOOSER = (
    f'<a rel="license" href="{SA4}"><img alt="Creative Commons Licence" style="border-width:0" '
    'src="https://i.creativecommons.org/l/by-sa/4.0/88x31.png"></a><br>This work by '
    f'<a xmlns:cc="{CC}/ns#" href="{HOME}" property="cc:attributionName" rel="cc:attributionURL">'
    f'Ann Lee</a> is licensed under a <a rel="license" href="{SA4}">Creative Commons '
    "Attribution-ShareAlike 4.0 International License</a>."
)


def plain_page(body: str, head: str = "") -> str:
    """Return a page with a header, a main part and a footer."""
    return (
        f"<!doctype html><html><head><title>The river</title>{head}</head><body><header><nav>"
        '<a href="/"><img src="/logo.png" alt="Site"></a> <a href="/about">About</a></nav></header>'
        f"<main>{body}</main><footer><p>© 2024 Site</p></footer></body></html>"
    )


def old_page(body: str, title: str = "The river", head: str = "") -> str:
    """Return a page without landmarks, as sites were written before HTML5."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def plain_post(*parts: str, head: str = "") -> str:
    """Return a page whose main part is an article."""
    return plain_page(f"<article><h1>River</h1>{''.join(parts)}</article>", head)


MILL = '<p><img src="/mill.jpg" width="800" height="500"></p>'
SAW = '<p><img src="/saw.jpg" width="800" height="500"></p>'
SHOT = '<p><img src="/IMG_1234.jpg" width="800" height="500"></p>'
MILL_BY_ANN = Work("/mill.jpg", "by 4.0", "Ann Lee")
SAW_BY_BOB = Work("/saw.jpg", "by-sa 4.0", "Bob Ray")
MILL_FIGURE = "<figure><img src='/mill.jpg' width='800'><figcaption>{}</figcaption></figure>"
WORK_UNDER_BY4 = f"<p>This work is licensed under {anchor(BY4)}</p>"


def below_picture(words: str) -> str:
    """Return a post with these words in the line below its picture."""
    return plain_post(TEXT, MILL, f"<p>{words}</p>", TEXT)


def shown_as(alt: str, words: str, *before: str) -> str:
    """Return a post with a picture described so, and a line below it."""
    picture = f"<p><img src='/mill.jpg' width='800' alt='{alt}'></p>"
    return plain_post(TEXT, *before, picture, f"<p><em>{words}</em></p>", TEXT)


# A photograph at Flickr: its page, whose it is, its file; one at Wikimedia Commons.
PHOTO = "https://www.flickr.com/photos/annlee/2686928821"
PHOTOGRAPHER = "https://www.flickr.com/photos/annlee"
PHOTO_FILE = "https://live.staticflickr.com/3261/2686928821_228c1bdb1c_b.jpg"
COMMONS = "https://commons.wikimedia.org/wiki/File:Red_mill.jpg"
PHOTO_CREDIT = f'<a href="{PHOTO}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a>'
LINK_BY4 = f'<a href="{BY4}">CC BY 4.0</a>'


def site_page(body: str, foot: str = "", head: str = "") -> str:
    """Return a post of a site with all that stands round one."""
    teasers = "".join(
        f'<li><a href="/2023/{n}/"><img src="/up/{n}-150x150.jpg" width="150" height="150" alt=""></a> <a '
        f'href="/2023/{n}/">On the {n}</a></li>'
        for n in ("tower", "gate", "well")
    )
    return (
        f'<!doctype html><html lang="en"><head><title>The river</title>{head}</head><body><header class="site-header"><a '
        'href="/" rel="home"><img class="custom-logo" src="/up/site-logo.png" width="220" height="60" alt="The Brook"></a>'
        f'<nav><a href="/about">About</a></nav></header><main><article class="post"><h1>The river</h1>{body}</article>'
        '<section class="author-box"><img class="avatar" src="https://secure.gravatar.com/avatar/0a1b?s=96" width="96" '
        'height="96" alt=""> <b>Cy Roth</b> writes here.</section><section class="related-posts"><h2>Related posts</h2><ul>'
        f'{teasers}</ul></section></main><aside class="sidebar"><a href="https://shop.example/sale" rel="sponsored"><img '
        'src="https://ads.example/300x250.jpg" width="300" height="250" alt="Sale"></a></aside><footer class="site-footer">'
        f"{foot}<p>© 2024 The Brook</p></footer></body></html>"
    )


def site_post(*parts: str) -> str:
    """Return a post of a site, of its parts."""
    return site_page("".join(parts))


UPLOADED_IMG = '<img src="/up/mill.jpg" width="800" height="500" alt="">'
UPLOADED_MILL = '<p><img src="/up/mill.jpg" width="800" height="500" alt=""></p>'
UPLOADED_TOWER = '<p><img src="/up/tower.jpg" width="800" height="500" alt=""></p>'
# A site's licence covers a picture only where something says whose it is: a camera's name for its file does.
UPLOADED_SHOT = UPLOADED_MILL.replace("mill", "IMG_1234")


def uploaded_mill(license: str = "by 2.0", creator: str | None = "Ann Lee") -> Work:
    """Return what is right to take of `UPLOADED_MILL`."""
    return Work("/up/mill.jpg", license, creator)


def chooser(work: str = "The river", who: str = "Ann Lee") -> str:
    """Return what Creative Commons' chooser gives: a sentence that ends in icons."""
    icons = "".join(
        '<img style="height:22px!important;margin-left:3px;vertical-align:text-bottom;" '
        f'src="https://mirrors.creativecommons.org/presskit/icons/{n}.svg?ref=chooser-v1" alt="">'
        for n in ("cc", "by", "sa")
    )
    return (
        f'<p xmlns:cc="http://creativecommons.org/ns#" xmlns:dct="http://purl.org/dc/terms/"><a property="dct:title" '
        f'rel="cc:attributionURL" href="https://site.example/2024/river">{work}</a> by <a rel="cc:attributionURL dct:creator" '
        f'property="cc:attributionName" href="https://ann.example">{who}</a> is licensed under <a href="{SA4}?ref=chooser-v1" '
        f'target="_blank" rel="license noopener noreferrer" style="display:inline-block;">CC BY-SA 4.0{icons}</a></p>'
    )


RED_MILL_URL = "https://site.example/2024/red-mill/"
CHOSEN_FOOT = f'<div id="footer">This work is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</div>'


def mill_article(*parts: str) -> str:
    """Return an article on the red mill."""
    return f"<article><h1>Red mill</h1>{''.join(parts)}</article>"


def under_license(
    name: str,
    body: str,
    file: str | None = None,
    url: str = RED_MILL_URL,
    foot: str = CHOSEN_FOOT,
    creator: str | None = None,
) -> OwnPage:
    """Return a page under a licence, with a picture of which something says whose it is."""
    html = f"<!doctype html><html><head><title>Red mill | The Brook</title></head><body>{body}{foot}</body></html>"
    works = (Work(file, "by 4.0", creator),) if file else ()
    return OwnPage("page_license", f"whose the page's picture is: {name}", html, works, url)
