# ruff: noqa: E501 - lines of markup
"""Captions as editors and content management systems write them."""

from bench.own_pages.frames import LINK_BY4, PHOTO, PHOTOGRAPHER, site_post
from bench.own_pages.page import BY2, TEXT, OwnPage, Work

_PHOTO_BY = f'The mill at dusk. Photo by <a href="{PHOTOGRAPHER}">Ann Lee</a>, <a href="{BY2}">CC BY 2.0</a>'
_BLOGGER = "https://blogger.googleusercontent.com/img/b/R29vZ2xl/AVvXsEikJk"
_CDN = "https://substackcdn.com/image/fetch/"
_FETCHED = "f_auto,q_auto:good,fl_progressive:steep/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2F7c0c_1200x800.png"
_MEDIUM = "https://miro.medium.com/v2"
_SQUARE = "https://images.squarespace-cdn.com/content/v1/56a7/1622-QZWQ/mill.jpg"

PAGES = (
    # Gutenberg, packages/block-editor (inserter, openverse); Blogger's and Substack's markup as kept in posts of 2014 to 2025;
    # TYPO3's css_styled_content, static/setup.txt; Plone's captioned images; Drupal's media and its credit field; Squarespace 7.1;
    # Medium.
    OwnPage(
        "figure",
        "WordPress' own Openverse: a title, who, a slash, the licence",
        site_post(
            TEXT,
            '<figure class="wp-block-image size-large"><img src="/up/mill.jpg" alt="Red mill" class="wp-image-7"/><figcaption '
            f'class="wp-element-caption">"<a href="{PHOTO}" target="_blank" rel="noreferrer noopener">Red mill</a>" by <a '
            f'href="{PHOTOGRAPHER}" target="_blank" rel="noreferrer noopener">Ann Lee</a>/ <a href="{BY2}?ref=openverse" '
            'target="_blank" rel="noreferrer noopener">CC BY 2.0</a></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", title="Red mill", original=PHOTO),),
    ),
    OwnPage(
        "figure",
        "WordPress' own Openverse: a work without a title",
        site_post(
            TEXT,
            '<figure class="wp-block-image size-large"><img src="/up/mill.jpg" alt="" class="wp-image-7"/><figcaption '
            f'class="wp-element-caption"><a href="{PHOTO}" target="_blank" rel="noreferrer noopener">Work</a> by Ann Lee/ <a '
            f'href="{BY2}?ref=openverse" target="_blank" rel="noreferrer noopener">CC BY 2.0</a></figcaption></figure>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    OwnPage(
        "block",
        "Blogger: a table whose second row is the caption",
        site_post(
            '<div class="separator" style="clear: both; text-align: center;"><a href="/own.jpg" imageanchor="1"><img border="0" '
            'src="/own-s320.jpg" width="320"></a></div>',
            TEXT,
            '<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto;"><tbody>'
            f'<tr><td style="text-align: center;"><a href="{_BLOGGER}/s1600/mill.jpg" imageanchor="1"><img border="0" '
            f'data-original-height="1200" data-original-width="1600" height="300" src="{_BLOGGER}/s400/mill.jpg" width="400"></a>'
            f'</td></tr><tr><td class="tr-caption" style="text-align: center;">{_PHOTO_BY}</td></tr></tbody></table>',
            TEXT,
        ),
        (Work(f"{_BLOGGER}/s1600/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "Substack: the picture in a link to its file at the cache",
        site_post(
            TEXT,
            f'<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="{_CDN}{_FETCHED}">'
            '<div class="image2-inset"><picture><source type="image/webp" '
            f'srcset="{_CDN}w_424,c_limit,f_webp,{_FETCHED} 424w, {_CDN}w_1456,c_limit,f_webp,{_FETCHED} 1456w"><img '
            f'src="{_CDN}w_1456,c_limit,{_FETCHED}" width="1200" height="800" class="sizing-normal" alt=""></picture></div></a>'
            f'<figcaption class="image-caption">{_PHOTO_BY}</figcaption></figure></div>',
            TEXT,
        ),
        (Work(f"{_CDN}w_1456,c_limit,{_FETCHED}", "by 2.0", "Ann Lee", title="The mill at dusk."),),
    ),
    OwnPage(
        "figure",
        "Medium: the sizes are those of the sources, and the picture has no address",
        site_post(
            TEXT,
            '<figure class="ni nj nk"><div role="button" tabindex="0" class="nl nm"><picture><source '
            f'srcset="{_MEDIUM}/resize:fit:640/format:webp/1*aB-c.jpeg 640w, {_MEDIUM}/resize:fit:1400/format:webp/1*aB-c.jpeg '
            f'1400w" type="image/webp"><source data-testid="og" srcset="{_MEDIUM}/resize:fit:640/1*aB-c.jpeg 640w, '
            f'{_MEDIUM}/resize:fit:1400/1*aB-c.jpeg 1400w"><img alt="" class="bg nn no c" width="700" height="467" '
            f'loading="eager" role="presentation"></picture></div><figcaption class="np nq">{_PHOTO_BY}</figcaption></figure>',
            TEXT,
        ),
        (Work(f"{_MEDIUM}/resize:fit:1400/1*aB-c.jpeg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "Squarespace: the file in attributes, and again for who has no script",
        site_post(
            TEXT,
            '<figure class="sqs-block-image-figure intrinsic" style="max-width:2500px;"><div class="image-block-wrapper" '
            f'data-animation-role="image"><noscript><img src="{_SQUARE}" alt=""></noscript><img class="thumb-image" '
            f'data-src="{_SQUARE}" data-image="{_SQUARE}" data-image-dimensions="2500x1667" data-load="false" alt=""></div>'
            f'<figcaption class="image-caption-wrapper"><div class="image-caption"><p>{_PHOTO_BY}</p></div></figcaption></figure>',
            TEXT,
        ),
        (Work(_SQUARE, "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "TYPO3 before HTML5: a list of a picture and its caption",
        site_post(
            TEXT,
            '<div class="csc-textpic csc-textpic-left"><div class="csc-textpic-imagewrap"><dl class="csc-textpic-image '
            'csc-textpic-firstcol" style="width:400px;"><dt><a href="/fileadmin/mill.jpg" class="lightbox"><img '
            'src="/typo3temp/pics/1a2b3c4d5e.jpg" width="400" height="267" alt=""></a></dt><dd class="csc-textpic-caption">'
            f'{_PHOTO_BY}</dd></dl></div><div class="csc-textpic-text">{TEXT}</div></div>',
        ),
        (Work("/fileadmin/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "Plone: a list of a picture and its caption",
        site_post(
            TEXT,
            '<dl class="image-left captioned" style="width:400px;"><dt><a rel="lightbox" href="/mill.jpg"><img '
            'src="/mill.jpg/@@images/1a2b.jpeg" alt="The mill" title="The mill" height="267" width="400"></a></dt><dd '
            f'class="image-caption" style="width:400px">{_PHOTO_BY}</dd></dl>',
            TEXT,
        ),
        (Work("/mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "Drupal: a picture with its credit in a field of its own",
        site_post(
            TEXT,
            '<article class="media media--type-image media--view-mode-default"><div class="field field--name-field-media-image '
            'field--type-image field--label-visually_hidden"><div class="field__label visually-hidden">Image</div><div '
            'class="field__item"><img loading="lazy" src="/sites/default/files/styles/large/public/mill.jpg?itok=aB3d" '
            'width="480" height="320" alt=""></div></div><div class="field field--name-field-media-credit field--label-inline">'
            f'<div class="field__label">Credit</div><div class="field__item">Ann Lee, <a href="{BY2}">CC BY 2.0</a></div></div>'
            "</article>",
            TEXT,
        ),
        (Work("/sites/default/files/styles/large/public/mill.jpg?itok=aB3d", "by 2.0", "Ann Lee"),),
    ),
    # Drupal's template for a picture, as a site sent it.
    OwnPage(
        "figure",
        "Drupal's template for a picture: a field for its credit",
        f'<!doctype html><html><body><article><h1>Board</h1><div class="field"><article class="media media--type-image media--view-mode-caption"><div class="field"><img src="/up/board.png" width="520" height="292" alt=""></div><div class="field caption"><span class="caption__byline">Image by: </span><p>Ann Lee. Modified by The Brook. CC BY-SA 3.0.</p></div></article></div>{TEXT}<p>This work is licensed under {LINK_BY4}</p></article></body></html>',
        (Work("/up/board.png", "by-sa 3.0", "Ann Lee"),),
    ),
)
