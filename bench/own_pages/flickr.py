# ruff: noqa: E501 - lines of markup
"""Tools that credit photographs of Flickr."""

from bench.own_pages.frames import (
    PHOTO,
    PHOTO_FILE,
    UPLOADED_MILL,
    chooser,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, CC, NCSA2, TEXT, OwnPage, Work

_SMALL = (
    f'<small><a title="Red mill" href="https://flickr.com/photos/annlee/2686928821">Red mill</a> flickr photo by <a '
    f'href="https://flickr.com/people/annlee">annlee</a> shared under a <a href="{NCSA2}">Creative Commons (BY-NC-SA) '
    "license</a></small>"
)
_FLICKR_IMG = (
    f'<a title="Red mill" href="https://flickr.com/photos/annlee/2686928821"><img src="{PHOTO_FILE}" '
    'alt="Red mill" width="800"></a>'
)


def _imagecodr(named: bool = True) -> str:
    rdfa = "xmlns:cc='http://creativecommons.org/ns#' rel='cc:attributionURL' property='cc:attributionName'"
    people = "http://www.flickr.com/people/annlee/"
    file = "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg"
    who = (
        f"<a href='{people}' target='_blank'>&nbsp;</a><a {rdfa} href='{people}' target='_blank'>ArtBrom</a>"
        if named
        else f"<a href='{people}' target='_blank'>&nbsp;ArtBrom</a>"
    )
    return (
        f"<div style='float:right; padding-left:15px' about='{file}'><a href='{PHOTO}/' target='_blank'><img "
        "xmlns:dct='http://purl.org/dc/terms/' href='http://purl.org/dc/dcmitype/StillImage' rel='dct:type' "
        f"src='{file}' alt='F-15 climbing hard by ArtBrom, on Flickr' title='F-15 climbing hard by ArtBrom, on Flickr' "
        f"border='0' /></a><br /><a rel='license' href='{CC}/licenses/by-sa/2.0/' target='_blank'><img "
        "src='http://i.creativecommons.org/l/by-sa/2.0/80x15.png' alt='Creative Commons Attribution-Share Alike 2.0 Generic "
        "License' title='Creative Commons Attribution-Share Alike 2.0 Generic License' border='0' align='left' /></a>"
        f"&nbsp;&nbsp;by&nbsp;{who}<a href='http://www.imagecodr.org/' target='_blank'>&nbsp;</a></div>"
    )


def _photodropper(license: str) -> str:
    return (
        f'<a href="{PHOTO}/" title="Yahoo!" target="_blank"><img src="http://farm3.static.flickr.com/2766/2686928821_1c.jpg" '
        f'alt="Free WiFi" border="0" /></a><br /><small><a href="{license}" title="Attribution License" target="_blank"><img '
        'src="http://site.example/wp-content/plugins/photo-dropper/images/cc.png" alt="Creative Commons License" border="0" '
        'width="16" height="16" align="absmiddle" /></a> <a href="http://www.photodropper.com/photos/" target="_blank">photo'
        f'</a> credit: <a href="{PHOTO}/" title="Yodel Anecdotal" target="_blank">Yodel Anecdotal</a></small>'
    )


_FLICKR_OF_DROPPER = "http://farm3.static.flickr.com/2766/2686928821_1c.jpg"

PAGES = (
    # cogdog/flickr-cc-helper, docs/assets/javascript/cc-attributor.js at 365005b2; ImageCodr as copied in posts of 2009 to
    # 2014; Photo Dropper 1.0.8's photo_dropper.js; Compfight and photopin as copied in posts of 2013 to 2019; Zemanta's in
    # posts of 2008 to 2012; Flickr's oEmbed (www.flickr.com/services/oembed) as recorded in 2020.
    OwnPage(
        "block",
        "Flickr CC attribution helper: HTML with the picture",
        site_post(TEXT, f"<p>{_FLICKR_IMG}<br>{_SMALL}</p>", TEXT),
        (
            Work(
                PHOTO_FILE,
                "by-nc-sa 2.0",
                "annlee",
                original="https://flickr.com/photos/annlee/2686928821",
            ),
        ),
    ),
    OwnPage(
        "figure",
        "Flickr CC attribution helper: WordPress caption",
        site_post(
            TEXT,
            f'<div style="width: 810px" class="wp-caption aligncenter"><img src="/up/mill.jpg" width="800"><p '
            f'class="wp-caption-text">{_SMALL}</p></div>',
            TEXT,
        ),
        (uploaded_mill("by-nc-sa 2.0", "annlee"),),
    ),
    OwnPage(
        "credit_line",
        "Flickr CC attribution helper: featured image, at the end",
        site_post(
            UPLOADED_MILL,
            TEXT * 3,
            f"<p><em>Featured image, {_SMALL.replace('<small>', '').replace('</small>', '')}</em></p>",
        ),
        (uploaded_mill("by-nc-sa 2.0", "annlee"),),
    ),
    OwnPage(
        "block",
        "Flickr CC attribution helper: plain text without the licence's address or version",
        site_post(
            TEXT,
            UPLOADED_MILL,
            "<p>Red mill flickr photo by annlee https://flickr.com/photos/annlee/2686928821 shared under a Creative Commons "
            "(BY-NC-SA) license</p>",
            TEXT,
        ),
    ),
    OwnPage(
        "ccrel",
        "ImageCodr: about the file, with cc:attributionName",
        site_post(TEXT, _imagecodr(), TEXT),
        (
            Work(
                "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg",
                "by-sa 2.0",
                "ArtBrom",
            ),
        ),
    ),
    OwnPage(
        "ccrel",
        "ImageCodr: about the file, an older form whose link alone names the photographer",
        site_post(TEXT, _imagecodr(named=False), TEXT),
        (
            Work(
                "http://farm4.static.flickr.com/3261/2686928821_228c1bdb1c_m.jpg",
                "by-sa 2.0",
                "ArtBrom",
            ),
        ),
    ),
    OwnPage(
        "block",
        "Photo Dropper: the licence's icon, then the credit, below the picture",
        site_post(f"<p>{_photodropper(BY2)}</p>", TEXT),
        (Work(_FLICKR_OF_DROPPER, "by 2.0", "Yodel Anecdotal"),),
    ),
    OwnPage(
        "block",
        "Photo Dropper: the icon links to a page of its own on the licences, which names none",
        site_post(f"<p>{_photodropper('http://www.photodropper.com/creative-commons/')}</p>", TEXT),
    ),
    OwnPage(
        "block",
        "Compfight: Flickr via Compfight cc, below the picture",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p>Photo Credit: <a href="{PHOTO}/">Amaury Laporte</a> Flickr via <a href="http://compfight.com">Compfight</a> '
            f'<a href="{BY2}">cc</a></p>',
            TEXT,
        ),
        (uploaded_mill(creator="Amaury Laporte"),),
    ),
    OwnPage(
        "block",
        "Compfight: cc that links to Flickr's help",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p>Photo Credit: <a href="{PHOTO}/">Amaury Laporte</a> via <a href="http://compfight.com">Compfight</a> '
            '<a href="http://www.flickr.com/help/general/#147">cc</a></p>',
            TEXT,
        ),
    ),
    OwnPage(
        "credit_list",
        "Compfight: a list of credits at the end, one of which links to the photograph whose number the file has",
        site_post(
            '<p><img src="/up/3240995967_04d7888d5c_o.jpg" width="800"></p>',
            TEXT,
            '<p><img src="/up/desk.jpg" width="800"></p>',
            TEXT * 2,
            f'<p><em>Photo Credit: <a href="https://www.flickr.com/photos/90021863@N00/3240995967/">mindfieldz</a> via <a '
            f'href="http://compfight.com">Compfight</a> <a href="{NCSA2}">cc</a></em></p>',
        ),
        (Work("/up/3240995967_04d7888d5c_o.jpg", "by-nc-sa 2.0", "mindfieldz"),),
    ),
    OwnPage(
        "block",
        "photopin: who, then the title that links to the photograph",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p>photo credit: Ravi_Shah <a href="{PHOTO}">285/366 - Snack Size</a> via <a href="http://photopin.com">'
            f'photopin</a> <a href="{BY2}">(license)</a></p>',
            TEXT,
        ),
        (uploaded_mill(creator="Ravi_Shah"),),
    ),
    OwnPage(
        "block",
        "photopin: the title alone, which is nobody's name",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p>photo credit: <a href="{PHOTO}">297/365/2853 (April 3, 2016) - Chocolate Coconut Cookies</a> via <a '
            f'href="http://photopin.com">photopin</a> <a href="{BY2}">(license)</a></p>',
            TEXT,
        ),
        (uploaded_mill(creator=None),),
    ),
    OwnPage(
        "figure",
        "Zemanta: photo credit without a licence, and one by an agency",
        site_post(
            '<div class="zemanta-img" style="margin: 1em; display: block;"><div><dl style="width: 250px;" class="wp-caption '
            f'alignright"><dt class="wp-caption-dt"><a href="{PHOTO}"><img src="{PHOTO_FILE}" alt="rusty chain" title="rusty '
            'chain" height="160" width="240"></a></dt><dd class="wp-caption-dd zemanta-img-attribution" style="font-size: '
            f'0.8em;">Image by <a href="{PHOTO}">shoothead</a> via Flickr</dd></dl></div></div>',
            TEXT,
            '<div class="zemanta-img"><div style="width: 120px" class="wp-caption alignleft"><img src="/up/cache.jpg" '
            'width="110" height="150"><p class="wp-caption-text">Image by Getty Images via Daylife</p></div></div>',
            TEXT,
            f"<p>This work is licensed under {CC}/licenses/by/3.0/</p>",
        ),
    ),
    OwnPage(
        "page_license",
        "Flickr's own embed says no licence, and the site's is not of others' photographs",
        site_page(
            f'{TEXT}<a data-flickr-embed="true" href="{PHOTO}/" title="Red mill by Ann Lee, on Flickr"><img src="{PHOTO_FILE}" '
            'width="1024" height="683" alt="Red mill"></a><script async src="https://embedr.flickr.com/assets/client-code.js" '
            f'charset="utf-8"></script>{TEXT}',
            chooser("The Brook", "Cy Roth"),
        ),
    ),
)
