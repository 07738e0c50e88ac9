# ruff: noqa: E501 - lines of markup
"""Credits beside a picture or in the line below it, without a figure."""

from bench.own_pages.frames import (
    LINK_BY4,
    MILL_BY_ANN,
    PHOTO_CREDIT,
    UPLOADED_MILL,
    anchor,
    below_picture,
    plain_page,
    plain_post,
    shown_as,
    site_page,
    site_post,
    uploaded_mill,
)
from bench.own_pages.page import BY2, BY4, SA4, TEXT, OwnPage, Work

BESIDE = (
    OwnPage(
        "block",
        "a figure and a section whose backgrounds a script shows, credited without a label",
        plain_page(
            f"<section class='full' data-bg='/team.jpg'><div><p><a href='https://commons.wikimedia.org/wiki/File:Team_of_2017.jpg'>Ann Lee - CC BY-SA 4.0<br>The team meets</a></p></div></section>{TEXT}"
            "<figure class='full full--share' data-bg='/light.jpg'><figcaption><p>Bo Ek - CC BY-SA 4.0<br>A word of light</p></figcaption></figure>"
        ),
        (Work("/team.jpg", "by-sa 4.0", "Ann Lee"), Work("/light.jpg", "by-sa 4.0", "Bo Ek")),
    ),
    OwnPage(
        "block",
        "below the picture: taken from a web site licensed so, in the picture's own line",
        plain_page(
            f"<article><h1>Data</h1>{TEXT}<p><img src='/up/rules.png' alt='Rules'> Image taken from <a href='https://brook.example'>the web site of the Brook</a> licensed under the {anchor(BY4)} license.</p>{TEXT}</article>"
        ),
        (Work("/up/rules.png", "by 4.0"),),
    ),
    OwnPage(
        "block",
        "a caption that reproduces a figure under its licence, in words",
        plain_page(
            f"<article><h1>Data</h1>{TEXT}<p class='i'><img src='/up/visits.png'></p><p class='c'>Figure 11: The-Brook.example, its visitors by month. Taken from (Lee, 2011). Copyright Ann Lee. Reproduced under terms of CC-BY 2.0 licence.</p>{TEXT}</article>"
        ),
        (Work("/up/visits.png", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a paragraph below the picture credits it",
        plain_page(
            f"<article>{TEXT}<p><img src='/a.jpg'></p><p class='has-text-align-right'>Foto: Ann Lee,"
            f" via Wikimedia Commons | Lizenz: {anchor(SA4, 'CC BY-SA 4.0')}</p>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "each picture of a long article has its credit below it",
        plain_page(
            "<article>"
            + "".join(
                f"{TEXT}<p><img src='/{n}.jpg'></p><p><small>Photo by {who} / {anchor(url, name)}"
                "</small></p>"
                for n, who, url, name in (
                    (1, "Ann Lee", BY4, "CC BY 4.0"),
                    (2, "Bo Ek", SA4, "CC BY-SA 4.0"),
                    (3, "Cy Roth", BY2, "CC BY 2.0"),
                )
            )
            + f"{TEXT}</article>"
        ),
        (
            Work("/1.jpg", "by 4.0", "Ann Lee"),
            Work("/2.jpg", "by-sa 4.0", "Bo Ek"),
            Work("/3.jpg", "by 2.0", "Cy Roth"),
        ),
    ),
    OwnPage(
        "block",
        "Creative Commons' own form: title by author is licensed under",
        plain_page(
            f"{TEXT}<p><img src='/a.jpg'></p><p>“{anchor('https://www.flickr.com/photos/ann/51234567/', 'Mill')}” by "
            f"{anchor('https://www.flickr.com/photos/ann/', 'ann_lee')} is licensed under {anchor(BY2, 'CC BY 2.0')}</p>{TEXT}"
        ),
        (Work("/a.jpg", "by 2.0", "ann_lee"),),
    ),
    OwnPage(
        "page_license",
        "an unclosed header does not swallow the page",
        "<html><body><header><h1>River</h1>"
        + TEXT * 3
        + f"<p><img src='/a.jpg'></p><p>Foto: Ann Lee ({anchor(BY4)})</p>{TEXT * 3}</body></html>",
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "place, label and name below a picture, its licence without a link",
        plain_page(
            f"<section>{TEXT}<a href='next.html'><img src='/mill.jpg' alt=''><h4>The next chapter</h4></a><p>Mill at "
            f"dusk · photo ann_lee7 · CC BY 4.0 · Wikimedia Commons</p></section>{TEXT}{TEXT}<img src='/b.jpg'>"
        ),
        (Work("/mill.jpg", "by 4.0", "ann_lee7"),),
    ),
    OwnPage(
        "block",
        "name, archive, link to the source, licence",
        plain_page(
            "<article><img src='/a.jpg' alt='harbour'><h2>The harbour</h2><p>Ann Lee, City Archives. "
            f"{anchor('https://commons.wikimedia.org/wiki/File:A.jpg', 'Source')} · {anchor(BY4)}</p></article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "about= names a fragment of the page",
        plain_page(
            f"<article><div about='#photo'><img src='/a.jpg' width='640' height='480'><p>Photo: Ann Lee, "
            f"{anchor(BY4)}</p></div>{TEXT}</article>"
        ),
        (Work("/a.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "the words that Wikimedia Commons handed out, without a link",
        plain_page(
            f"<article>{TEXT}<p><img src='/kassen.jpg' alt='attribution'></p><p>\"Kassen\". Licensed under CC BY 1.0 via "
            f"Wikimedia Commons.</p>{TEXT}</article>"
        ),
        (Work("/kassen.jpg", "by 1.0"),),
    ),
    OwnPage(
        "block",
        "a figure and its legend in one paragraph, the credit in brackets",
        plain_page(
            f"<article>{TEXT}<p><img src='/niche.jpg' alt='Figure 5B'> Predicted distribution of the niche. The scale "
            "shows how likely it is; red is likelier than blue. (Figure 5B from Lee et al 2014. CC BY 4.0)</p></article>"
        ),
        (Work("/niche.jpg", "by 4.0", "Lee et al"),),
    ),
    OwnPage(
        "block",
        "the licence's icons, and in the next line by whom",
        plain_page(
            "<ul>"
            + "".join(
                f"<li><a href='https://www.flickr.com/photos/x/{n}/'><img src='/{file}.jpg' alt='puppy'></a> {n}. <a "
                f"href='{BY2}'><img src='/cc_icon_attribution_small.gif'></a> {anchor(BY2, 'Some rights reserved')}<br>by "
                f"<a href='https://www.flickr.com/people/x{n}/'>{name}</a> on <a href='https://www.flickr.com/photos/x/{n}/'>Flickr</a></li>"
                for n, file, name in ((1021281747, "paw", "Ann Lee"), (1021281748, "tail", "bo_ek"))
            )
            + "</ul>"
        ),
        (Work("/paw.jpg", "by 2.0", "Ann Lee"), Work("/tail.jpg", "by 2.0", "bo_ek")),
    ),
    OwnPage(
        "block",
        "below a picture stands no more than where it is from, without a link",
        plain_post(
            TEXT, "<p><img src='/mill.jpg' width='600'></p><p>Wikimedia Commons, CC BY-SA 4.0</p>"
        ),
        (Work("/mill.jpg", "by-sa 4.0"),),
    ),
    OwnPage(
        "block",
        "slides of reveal.js, whose backgrounds a script shows",
        plain_page(
            "<section data-background-image='/mill.jpg'><h2>The mill</h2><small>Photo: Ann Lee, "
            f"{anchor(BY4)}</small></section><section data-background='#334455'><h2>Thanks</h2></section>"
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a heading below a picture that names author and licence",
        plain_post(
            TEXT,
            f"<div><img src='/mill.jpg' width='600'></div><h6>Author: Ann Lee. License: {anchor(BY4)}</h6>",
        ),
        (Work("/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "Commons' words in Spanish below a picture, which begin as no Dutch article",
        plain_post(
            TEXT,
            "<p><img src='/molino.jpg' width='600'></p><p>De Ann Lee - Trabajo propio, "
            f"{anchor(SA4, 'CC BY-SA 4.0')}, https://commons.wikimedia.org/w/index.php?curid=12345</p>",
        ),
        (Work("/molino.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a paragraph flows round the picture, and below it stands the credit of a linked photograph",
        f'<!doctype html><html><body><article><h1>Board</h1><p><img src="/up/tower.jpg" width="210" height="259" class="alignleft"></p>{TEXT}<p>It may remind you of a tower. Photo by <a href="https://www.flickr.com/photos/annlee/319713476/">annlee</a>, flickr.com, {LINK_BY4}</p>{TEXT}<p><img src="/up/shot.jpg" width="600"></p>{TEXT}</article></body></html>',
        (Work("/up/tower.jpg", "by 4.0", "annlee"),),
    ),
    OwnPage(
        "block",
        "a credit right above each picture, and none below the last",
        f'<!doctype html><html><body><article><h1>River</h1>{TEXT}<p>Photo: Ann Lee, {LINK_BY4}</p><p><img src="/up/x1.jpg" width="800"></p><p>Photo: Bob Ray, {LINK_BY4}</p><p><img src="/up/x2.jpg" width="800"></p>{TEXT}</article></body></html>',
        (Work("/up/x1.jpg", "by 4.0", "Ann Lee"), Work("/up/x2.jpg", "by 4.0", "Bob Ray")),
    ),
    OwnPage(
        "block",
        "a picture called as a network is, which its description says more of",
        site_page(
            f'<div class="fact"><img src="/up/angry-mastodon.jpg" alt="An angry elephant in a garden"><span class="credit">Photo by Ann Lee, {LINK_BY4}</span></div>{TEXT}'
        ),
        (Work("/up/angry-mastodon.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "block",
        "a title and its credit, which only a style sheet sets apart",
        site_page(
            "".join(
                f'<ul><li><img src="/up/{name}.jpg"><div><b>{title}</b><span>Foto: {who} · Lizenz: {LINK_BY4}</span></div></li></ul>'
                for name, title, who in (
                    ("mill", "The mill 2015", "Ann Lee"),
                    ("gate", "The gate (42)", "bodiaz"),
                )
            )
            + TEXT
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee"), Work("/up/gate.jpg", "by 4.0", "bodiaz")),
    ),
    # Captions in a class of their own.
    OwnPage(
        "block",
        "a credit outside of its figure, and the next figure with another's",
        site_post(
            TEXT,
            '<figure><img src="/up/mill.jpg" width="800" height="500" alt=""><figcaption>A red mill.</figcaption></figure><p '
            f'class="image-attribution">Ann Lee, <a href="{BY2}">CC BY 2.0</a></p><figure><img src="/up/other.jpg" width="800" height="500" '
            'alt=""><figcaption>A tower.</figcaption></figure><p class="image-attribution">Photo by Bo Diaz on Unsplash</p>',
            TEXT,
        ),
        (uploaded_mill(),),
    ),
    OwnPage(
        "block",
        "the source of an image is no part of its title",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<div class="image-attribution">Source image: Red mill by Ann Lee, <a href="{BY4}">CC BY 4.0</a></div>',
            TEXT,
        ),
        (Work("/up/mill.jpg", "by 4.0", "Ann Lee", title="Red mill"),),
    ),
    # Zenodo's IIIF files.
    OwnPage(
        "block",
        "a repository's IIIF file, and below it a credit without a link",
        f'<!doctype html><html><body><main><h1>Open</h1>{TEXT}<figure><img src="https://zenodo.org/api/iiif/v2/5c8c:red-mill.jpg/full/750,/0/default.jpg" alt=""></figure><p><em>Open and closed. The Brook project illustration by Annlee for The Brook Community Shared under CC-BY 4.0 License. Zenodo.</em></p>{TEXT}</main></body></html>',
        (
            Work(
                "https://zenodo.org/api/iiif/v2/5c8c:red-mill.jpg/full/750,/0/default.jpg",
                "by 4.0",
                "Annlee",
            ),
        ),
    ),
)

_NC_INTERNATIONAL = f"{anchor(SA4, 'CC-BY-SA 4.0')} International License"
_MILL_SA = Work("/mill.jpg", "by-sa 4.0", "Mill Institute")

CAPTIONED = (
    # The line below is the picture's caption.
    OwnPage(
        "block",
        "a numbered caption in the line below, one sentence of which credits it",
        shown_as(
            "",
            "Figure 1: Plan of the mill and the titles of the six modules contained in the course. "
            f"Image by Mill Institute and licensed under {_NC_INTERNATIONAL}.",
            "<p><img src='/plan.png' width='700'></p>",
            TEXT,
        ),
        (_MILL_SA,),
    ),
    OwnPage(
        "block",
        "a numbered caption that speaks of material, its licence not linked",
        shown_as(
            "",
            "Figure 2: One of the slides used in the video about the mill. Material created by Mill "
            "Institute and licensed under CC-BY-SA 4.0 International License.",
        ),
        (_MILL_SA,),
    ),
    OwnPage(
        "block",
        "this illustration is created by, and used under, right behind it",
        plain_post(
            TEXT,
            "<p><img src='/mill.jpg' width='800' alt='Illustration by Ann Lee of a mill'>\n<em>This illustration is created by "
            "Ann Lee with The Mill community. Used under a CC-BY 4.0 licence.</em></p>",
            TEXT,
        ),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "block",
        "reproduced from a paper whose authors it cites",
        shown_as("", "The mill's wheel. Reproduced under CC-BY-SA 4.0 from Garcia et al. (2020)."),
        (Work("/mill.jpg", "by-sa 4.0", "Garcia et al"),),
    ),
    OwnPage(
        "block",
        "a title with a client in it, and no name",
        shown_as(
            "",
            f"<a href='/x'>Outreach Program for Women cartoon</a>, {anchor(SA4, 'CC-BY-SA 4.0')}",
        ),
        (Work("/mill.jpg", "by-sa 4.0"),),
    ),
    OwnPage(
        "block",
        "the licence for intergovernmental organisations, named before its version",
        below_picture("Kuva: ESA/Rosetta/NAVCAM – CC BY-SA IGO 3.0."),
        (Work("/mill.jpg", "by-sa 3.0", "ESA/Rosetta/NAVCAM"),),
    ),
    *(
        OwnPage(
            "block",
            f"a picture told by what it really is: {name}",
            below_picture(words),
            (Work("/mill.jpg", lic, who),),
        )
        for name, words, lic, who in (
            (
                "not linked",
                "Das Bild mill.jpg ist in Wirklichkeit <a href='https://commons.wikimedia.org/wiki/File:M%C3%BChle_1273.jpg'>Mühle zur Regulierung "
                "des Abflusses im Moor</a> by Jürgen Groß / CC BY-SA 4.0.",
                "by-sa 4.0",
                "Jürgen Groß",
            ),
            (
                "of the home page",
                "Das Hintergrundbild der Homepage, hier 'mill.jpg' genannt, ist in Wirklichkeit <a href='https://commons.wikimedia.org/wiki/File:M%C3%BChle"
                ".jpg'>Mühle im Moor</a> by <a href='https://commons.wikimedia.org/wiki/User:A.Lee'>Ann Lee, Dorf</a> verwendet unter Creative Commons "
                "Attribution-Share Alike 4.0 International.",
                "by-sa 4.0",
                "Ann Lee, Dorf",
            ),
        )
    ),
)

LABELLED = (
    # What editors call the picture above.
    *(
        OwnPage(
            "block",
            f"the picture above, and no title: {words}",
            site_post(TEXT, UPLOADED_MILL, f"<p>{words} {PHOTO_CREDIT}</p>", TEXT),
            (Work("/up/mill.jpg", "by 2.0", "Ann Lee"),),
        )
        for words in (
            "The photo above is by",
            "Image above by",
            "Ph.",
            "📷",
            "📸:",
            "Pic:",
            "Crédit photo :",
        )
    ),
)

PAGES = (*BESIDE, *CAPTIONED, *LABELLED)
