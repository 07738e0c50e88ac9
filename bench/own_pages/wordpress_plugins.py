# ruff: noqa: E501 - lines of markup
"""Plugins of WordPress that print credits and licences."""

from bench.own_pages.frames import (
    PHOTO,
    UPLOADED_MILL,
    chooser,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, BY4, NCSA2, SA4, TEXT, OwnPage, Work


def _isc(source: str) -> str:
    return f'<span class="isc-source-text">Source: {source}</span>'


_ISC_ANN = (
    f'<a href="{PHOTO}" target="_blank" rel="nofollow">Ann Lee</a> | <a href="{BY2}legalcode" target="_blank" '
    'rel="nofollow">CC BY 2.0 Generic</a>'
)
_ISC_HEAD = '<div class="isc_image_list_box"><p class="isc_image_list_title">image sources</p><ul class="isc_image_list">'
_WPCC = (
    '<div style="max-width: 100%;" class="wp-caption cc-media" prefix="dct: http://purl.org/dc/terms/ cc: '
    'http://creativecommons.org/ns#" typeof="cc:Work" about="https://site.example/up/mill.jpg"><link href="{license}" '
    'rel="license" property="cc:license" type="text/html" /><link href="http://purl.org/dc/dcmitype/StillImage" '
    'rel="dct:type" property="dct:type" /><link href="https://site.example/mill/" rel="dct:identifier" '
    'property="dct:identifier" /><img src="/up/mill-1024x640.jpg" width="1024" height="640" alt="">{caption}</div>'
)
_CC_ICON = '<img src="https://site.example/wp-content/plugins/wp-inject/images/cc.png" />'

PAGES = (
    # image-source-control 2.x (includes/class-isc-public.php, tests/functional); mundschenk-at/media-credit,
    # public/partials/media-credit-shortcode.php at 1519db0c; Creative-Commons-Configurator 1.8, bccl-generators.php; WP Inject,
    # wpdf-editor-js.js and info_sources_options.php at 05ba8511; Modula 2.7 (image licensing).
    OwnPage(
        "block",
        "Image Source Control: an overlay on the picture",
        site_post(
            TEXT,
            '<p><span id="isc_attachment_12" class="isc-source alignleft"><img decoding="async" class="wp-image-12 with-source" '
            f'src="/up/mill.jpg" width="800" height="500" />{_isc(_ISC_ANN)}</span></p>',
            TEXT,
            '<p><span id="isc_attachment_13" class="isc-source"><img class="wp-image-13 with-source" src="/up/saw.jpg" '
            f'width="800" height="500" />{_isc("Bo Ek / Getty")}</span></p>',
        ),
        (Work("/up/mill.jpg", "by 2.0", "Ann Lee", original=PHOTO),),
    ),
    OwnPage(
        "credit_list",
        "Image Source Control: the list below a post, by the pictures' titles",
        site_post(
            '<p><img src="/up/red-mill.jpg" width="800"></p>',
            TEXT,
            '<p><img src="/up/old-saw.jpg" width="800"></p>',
            TEXT,
            f"{_ISC_HEAD}<li>red-mill: {_ISC_ANN}</li><li>old-saw: © Bo Ek</li></ul></div>",
        ),
        (Work("/up/red-mill.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "figure",
        "Media Credit: a caption that is a credit, with the licence in it",
        site_post(
            TEXT,
            '<figure class="wp-caption alignnone" style="max-width: 800px" itemscope '
            'itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" src="/up/mill.jpg" width="800"><figcaption '
            'class="wp-caption-text" itemprop="caption">The mill at dusk <span class="media-credit" '
            f'itemprop="copyrightHolder"><a href="{PHOTO}" rel="nofollow">Ann Lee (CC BY 2.0)</a></span></figcaption></figure>',
            TEXT,
        ),
        (uploaded_mill(),),
    ),
    OwnPage(
        "page_license",
        "Media Credit: the holder of the copyright is another than the page's author",
        site_page(
            '<figure class="wp-caption" itemscope itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" '
            'src="/up/mill.jpg" width="800"><figcaption class="wp-caption-text" itemprop="caption"><span class="media-credit" '
            f'itemprop="copyrightHolder">Bo Ek</span></figcaption></figure>{TEXT}',
            chooser("The Brook", "Cy Roth"),
        ),
    ),
    OwnPage(
        "figure",
        "Creative Commons Configurator: media in a post, with RDFa about the file",
        site_post(
            TEXT,
            _WPCC.format(
                license=SA4,
                caption='<p class="wp-caption-text">The mill (image by <em><a href="https://ann.example" '
                f'property="cc:attributionName" rel="cc:attributionURL">Ann Lee</a></em> under <a rel="license" '
                f'target="_blank" href="{SA4}">CC BY-SA 4.0</a>)</p>',
            ),
            TEXT,
            f'<p prefix="dct: http://purl.org/dc/terms/ cc: http://creativecommons.org/ns#" class="cc-block"><a rel="license" '
            f'href="{BY4}"><img alt="Creative Commons License" style="border-width:0" src="/wp-content/plugins/'
            f'creative-commons-configurator-1/media/cc/by/4.0/88x31.png"></a><br>This work is licensed under a <a rel="license" '
            f'href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p>',
        ),
        (uploaded_mill("by-sa 4.0"),),
    ),
    OwnPage(
        "page_license",
        "Creative Commons Configurator: the block below a post",
        site_post(
            UPLOADED_MILL,
            TEXT * 2,
            f'<p class="cc-block"><a rel="license" href="{BY4}"><img alt="Creative Commons License" style="border-width:0" '
            'src="/wp-content/plugins/creative-commons-configurator-1/media/cc/by/4.0/88x31.png"></a><br><span '
            'href="http://purl.org/dc/dcmitype/Text" property="dct:title" rel="dct:type">The river</span> by <a '
            'href="https://site.example/" property="cc:attributionName" rel="cc:attributionURL">Cy Roth</a> is licensed under a '
            f'<a rel="license" href="{BY4}">Creative Commons Attribution 4.0 International License</a>.</p>',
        ),
    ),
    OwnPage(
        "block",
        "WP Inject: photo by, and the licence's icon as its link",
        site_post(
            TEXT,
            f'<p><img title="Red mill by Ann Lee" alt="mill photo" src="/up/mill.jpg" /><br/><small><a rel="nofollow" '
            f'style="text-decoration: none;" href="http://wpinject.com/">Photo</a> by <a href="{PHOTO}" target="_blank">Ann '
            f'Lee</a> <a rel="nofollow" href="{BY2}" target="_blank" title="Attribution License">{_CC_ICON}</a></small></p>',
            TEXT,
        ),
        (uploaded_mill(),),
    ),
    OwnPage(
        "credit_list",
        "WP Inject: several photos, credited in their order at the end",
        site_post(
            UPLOADED_MILL,
            TEXT,
            '<p><img src="/up/saw.jpg" width="800"></p>',
            TEXT,
            f'<p><small>Photos by <a href="{PHOTO}" target="_blank">Ann Lee</a> <a rel="nofollow" href="{BY2}" '
            f'title="Attribution License">{_CC_ICON}</a>, <a href="https://www.flickr.com/photos/boek/99" target="_blank">Bo '
            f'Ek</a> <a rel="nofollow" href="{NCSA2}" title="Attribution-NonCommercial-ShareAlike License">{_CC_ICON}</a>'
            "</small></p>",
        ),
        (uploaded_mill(), Work("/up/saw.jpg", "by-nc-sa 2.0", "Bo Ek")),
    ),
    OwnPage(
        "figure",
        "Modula: the licence as the caption of each picture of a gallery",
        site_post(
            TEXT,
            '<div class="modula modula-gallery">'
            + "".join(
                f'<div class="modula-item"><a href="/up/{n}.jpg" data-caption=""><img src="/up/{n}-400x300.jpg" width="400" '
                f'height="300"></a><div class="modula-image-licensing-caption-wrap"><a class="modula-image-licensing-caption" '
                f'rel="license" href="{license}" target="_blank"><img alt="{name}" style="border-width:0" '
                f'src="/wp-content/plugins/modula/cc/{n}.png" /><span>This work is licensed under a {name}</span></a></div></div>'
                for n, license, name in (
                    ("mill", BY4, "Creative Commons Attribution 4.0 International License"),
                    (
                        "saw",
                        SA4,
                        "Creative Commons Attribution-ShareAlike 4.0 International License",
                    ),
                )
            )
            + "</div>",
        ),
        (uploaded_mill("by 4.0", None), Work("/up/saw.jpg", "by-sa 4.0")),
    ),
    # Labs64/credit-tracker, credit-tracker-shortcodes.php at 044ffb92.
    OwnPage(
        "credit_list",
        "Credit Tracker: a table of the pictures' sources with a licence's column",
        site_post(
            '<div id="attachment_7" class="wp-caption credit-tracker-caption alignnone" itemscope '
            'itemtype="http://schema.org/ImageObject"><img itemprop="contentUrl" src="/up/mill.jpg" width="800" height="500" '
            'alt=""><p class="wp-caption-text" itemprop="copyrightHolder">© Ann Lee - Flickr.com</p><meta itemprop="name" '
            'content="Red mill"><meta itemprop="caption" content=""><meta itemprop="author" content="Ann Lee"><meta '
            'itemprop="publisher" content="Flickr"></div>',
            TEXT,
            '<table id="credit-tracker-table" class="credit-tracker-default"><thead><th>&nbsp;</th><th>Ident-Nr.</th><th>Author</th><th>Publisher</th><th>Copyright</th><th>License</th></thead><tbody>'
            '<tr><td><img width="150" height="94" src="/up/mill-150x94.jpg" class="attachment-thumbnail" alt=""></td><td>2686928821</td><td>Ann '
            f'Lee</td><td>Flickr</td><td>© Ann Lee - Flickr.com</td><td><a href="{BY2}" target="__blank">Attribution License</a></td></tr>'
            "</tbody></table>",
        ),
        (uploaded_mill(),),
    ),
)
