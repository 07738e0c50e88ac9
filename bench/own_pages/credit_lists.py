# ruff: noqa: E501 - lines of markup
"""Credits apart from the pictures: a list whose entries say which picture each is of."""

from bench.own_pages.frames import (
    MILL,
    MILL_BY_ANN,
    SAW,
    SAW_BY_BOB,
    UPLOADED_TOWER,
    anchor,
    plain_page,
    plain_post,
    shown_as,
)
from bench.own_pages.page import BY2, BY4, CC, SA3, SA4, TEXT, ZERO, OwnPage, Work

_TWO = f"Ann Lee, {anchor(BY4)}; Bob Ray, {anchor(SA4, 'CC BY-SA 4.0')}"
_ROW_SPELT = "<p>{}: {}, CC BY 3.0 &lt;{}&gt;, via Wikimedia Commons</p>".format
_SPELT = (
    ("Vera Brook", "AnnLee"),
    ("Olga Rubzova", "Bob Ray from Torre, Italy"),
    ("Xu Chen", "carl"),
    ("Tan Zhongyi", "Dora Roe"),
)

PAGES = (
    OwnPage(
        "credit_list",
        "a numbered list at the end credits the pictures in order",
        plain_page(
            f"<article><p><img src='/1.jpg'></p>{TEXT}{TEXT}<p><img src='/2.jpg'></p>{TEXT}{TEXT}{TEXT}"
            f"<h3>Bildnachweis</h3><ul><li>Bild 1: Ann Lee ({anchor(BY4)})</li><li>Bild 2: Bo Ek, "
            f"{anchor(SA4, 'CC BY-SA 4.0')}</li></ul></article>"
        ),
        (Work("/1.jpg", "by 4.0", "Ann Lee"), Work("/2.jpg", "by-sa 4.0", "Bo Ek")),
    ),
    OwnPage(
        "credit_list",
        "a list whose entries begin with the files' names",
        plain_page(
            f"<article><h1>Delft</h1>{TEXT}<p><img src='/up/old-mill.jpg'></p>{TEXT}<p><img src='/up/lock.png'></p>{TEXT}<h3>Credits</h3><ul>"
            f"<li>old-mill.jpg: © Ann Lee, {anchor(BY4)}</li><li>Lock.png – Bo Ek, {anchor(SA4, 'CC BY-SA 4.0')}</li></ul></article>"
        ),
        (
            Work("/up/old-mill.jpg", "by 4.0", "Ann Lee"),
            Work("/up/lock.png", "by-sa 4.0", "Bo Ek"),
        ),
    ),
    OwnPage(
        "credit_list",
        "a drawing based on a talk, whose credit links to the page of that file",
        plain_page(
            f"<article><h1>Maps</h1>{TEXT}<p><img src='/files/Map2021-brook-no-gray.png' alt='A map'></p><p><a href='https://commons.wikimedia.org/wiki/File:Map2021-brook-no-gray.png'>Elements of brooks based on "
            f"the presentation of May 2021</a> by <a href='https://commons.wikimedia.org/wiki/User:AnnLee'>AnnLee</a> provided under the {anchor(BY4)} license</p>{TEXT}</article>"
        ),
        (Work("/files/Map2021-brook-no-gray.png", "by 4.0", "AnnLee"),),
    ),
    OwnPage(
        "credit_list",
        "a featured image below its credit, which links to the photograph at Flickr",
        plain_page(
            "<article><h1>Mills</h1><small>Featured Image: <a href='https://flickr.com/photos/annlee/45670455672'>Mill Days</a> flickr photo by <a href='https://flickr.com/people/annlee'>annlee</a> "
            f"shared under a <a href='{BY2}'>Creative Commons (BY) license</a></small><p>On mills and how they turn.</p><img class='featured' src='https://farm5.static.flickr.com/4846/45670455672_82edff836f_z.jpg'>{TEXT}</article>"
        ),
        (
            Work(
                "https://farm5.static.flickr.com/4846/45670455672_82edff836f_z.jpg",
                "by 2.0",
                "annlee",
            ),
        ),
    ),
    OwnPage(
        "credit_list",
        "the credit of a drawing called a logo links to the page of that file",
        plain_page(
            f"<article>{TEXT}<center><a href='https://commons.wikimedia.org/wiki/File:Mill_logo_of_1910.svg'><img src='/up/Mill_logo_of_1910.svg' width='480' height='480'></a><br>"
            f"\"<a href='https://commons.wikimedia.org/wiki/File:Mill_logo_of_1910.svg'>Mill logo from 1910</a>\" di <a href='https://commons.wikimedia.org/wiki/User:Ann_Lee'>Ann Lee</a> - Opera propria. "
            f"Con licenza {anchor(SA3, 'CC BY-SA 3.0')} tramite <a href='https://commons.wikimedia.org/wiki/'>Wikimedia Commons</a>.</center>{TEXT}</article>"
        ),
        (Work("/up/Mill_logo_of_1910.svg", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "the credit links to the file whose name the picture has",
        plain_page(
            f"<article><p><img src='/up/51234567890_ab12cd_k.jpg'></p>{TEXT}<p><img src='/up/Red_Mill.jpg'></p>"
            f"{TEXT}{TEXT}<p>Photos: {anchor('https://www.flickr.com/photos/ann/51234567890/', 'Ann Lee')}, "
            f"{anchor(BY2, 'CC BY 2.0')}; <br>{anchor('https://commons.wikimedia.org/wiki/File:Red_Mill.jpg', 'Bo Ek')}"
            f", {anchor(SA3, 'CC BY-SA 3.0')}</p></article>"
        ),
        (
            Work("/up/51234567890_ab12cd_k.jpg", "by 2.0", "Ann Lee"),
            Work("/up/Red_Mill.jpg", "by-sa 3.0", "Bo Ek"),
        ),
    ),
    OwnPage(
        "credit_list",
        "the pictures' descriptions name who made them, as the list does that tells the licences' versions",
        plain_page(
            f"<article><img src='/x1.jpg' alt='The cover (cropped, original by Ann Lee licensed CC-BY)'>{TEXT}<h2>Floods</h2><img "
            f"src='/x2.jpg' alt='Floods by Bo Ek CC-BY-SA'>{TEXT}<img src='/x3.jpg' alt='Cy Roth'>{TEXT}<h3>Image credits</h3><p>The "
            f'first is cropped from {anchor("https://www.flickr.com/people/annlee/", "Ann Lee")}\'s "Mill" and is licensed '
            f'{anchor(BY2, "CC-BY")}.</p><p>The second is from Bo Ek\'s "High water" and is licensed {anchor(SA3, "CC-BY-SA")}.</p>'
            f'<p>The third is from Cy Roth\'s "Weir" and is licensed {anchor(BY2, "CC-BY")}.</p></article>'
        ),
        (Work("/x1.jpg", "by 2.0", "Ann Lee"), Work("/x2.jpg", "by-sa 3.0", "Bo Ek")),
    ),
    OwnPage(
        "credit_list",
        "the credit links to a file whose name at the wiki has a number, by its title, behind who made it",
        plain_page(
            f"<section>{TEXT}<img src='/img/old-red-mill.jpg' alt='Bo Ek'></section><section>{TEXT}</section><section><h2>Images</h2>"
            f"<p>Ann Lee, {anchor('https://commons.wikimedia.org/wiki/File:Old_red_mill1.jpg', 'Old red mill')}, recorte por Cy Roth, "
            f"{anchor(SA4, 'CC BY-SA 4.0')}.</p></section>"
        ),
        (Work("/img/old-red-mill.jpg", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "credits at the end link to the photographer, and so does the picture; a shot of a screen is nearer",
        plain_page(
            f"<article><a href='http://www.flickr.com/photos/annlee/220647/'><img src='/shocked.jpg'></a>{TEXT}<p><img "
            f"src='/own.jpg'></p><p>Photos:</p><p><a rel='cc:attributionURL' href='http://www.flickr.com/photos/annlee/'>"
            f"http://www.flickr.com/photos/annlee/</a> / <a rel='license' href='{BY2}'>CC BY 2.0</a></p></article>"
        ),
        (Work("/shocked.jpg", "by 2.0"),),
    ),
    OwnPage(
        "credit_list",
        "a list at the end names each picture's place, author and licence",
        plain_page(
            "<article><h1>西北自驾</h1>"
            + "".join(
                f"<h2>Day</h2><figure><img src='/{file}.jpg' width='960' alt='{place}实景'><figcaption>{place}实景"
                f"</figcaption></figure>{TEXT}"
                for file, place in (
                    ("hemu", "禾木村"),
                    ("kanas", "喀纳斯湖"),
                    ("sayram", "赛里木湖"),
                )
            )
            + "<p>图片来源</p><ul><li>禾木村｜作者：Nyx Ning｜许可：CC BY-SA 3.0</li><li>赛里木湖｜作者：George Lu｜许可：CC BY 2.0"
            "</li></ul></article>"
        ),
        (Work("/hemu.jpg", "by-sa 3.0", "Nyx Ning"), Work("/sayram.jpg", "by 2.0", "George Lu")),
    ),
    OwnPage(
        "credit_list",
        "a credit at the end names the title that the file has",
        plain_page(
            f"<article><h1>News</h1>{TEXT}<p><a href='/media/Apple_Tree.jpg'><img src='/media/Apple_Tree-300x182.jpg' "
            f"alt='An old tree. Photo credit: Ann Lee / Flickr'></a></p>{TEXT}<p><img src='/clap.jpg' width='400'></p>{TEXT}"
            f"<p>Photo Credit: “Apple Tree” by <a href='https://www.flickr.com/photos/ann/'>Ann Lee</a> is used under "
            f"{anchor(BY2, 'CC BY 2.0')}.</p></article>"
        ),
        (Work("/media/Apple_Tree.jpg", "by 2.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "two pictures have the name that the credit calls",
        plain_page(
            f"<article><h1>Trip</h1><img src='/1.jpg' width='640' alt='Harbour view'>{TEXT}<img src='/2.jpg' width='640' "
            f"alt='Harbour view'>{TEXT}{TEXT}<p>Harbour view, Ann Lee, CC BY 4.0</p></article>"
        ),
    ),
    OwnPage(
        "credit_list",
        "as many credits in one line at the end as there are pictures: in their order",
        plain_post(MILL, TEXT, SAW, TEXT, f"<p>Photos: {_TWO}</p>"),
        (MILL_BY_ANN, SAW_BY_BOB),
    ),
    OwnPage(
        "credit_list",
        "three credits and two pictures: nobody knows which",
        plain_post(
            MILL, TEXT, SAW, TEXT, f"<p>Photos: {_TWO}; Carl Day, {anchor(BY2, 'CC BY 2.0')}</p>"
        ),
    ),
    OwnPage(
        "credit_list",
        "a list under its heading, as many credits as pictures",
        plain_post(
            MILL,
            TEXT,
            SAW,
            TEXT,
            f"<h3>Image credits</h3><ol><li>Ann Lee, {anchor(BY4)}</li><li>Bob Ray, "
            f"{anchor(SA4, 'CC BY-SA 4.0')}</li></ol>",
        ),
        (MILL_BY_ANN, SAW_BY_BOB),
    ),
    OwnPage(
        "credit_list",
        "places, each with its author and licence, between dots in one line",
        plain_post(
            '<img src="/p1.jpg" alt="Old harbour" width="700">',
            TEXT,
            '<img src="/p2.jpg" alt="Salt tower" width="700">',
            TEXT,
            TEXT,
            "<p>Salt tower: Bob Ray, CC BY-SA 4.0 · Old harbour: Ann Lee, CC BY 4.0</p>",
        ),
        (Work("/p2.jpg", "by-sa 4.0", "Bob Ray"), Work("/p1.jpg", "by 4.0", "Ann Lee")),
    ),
    OwnPage(
        "credit_list",
        "a title without quotes that is the picture's description, and speaks of a web site",
        shown_as(
            "Our mills from the Mill web site",
            f"<a href='https://river.example.org/mills'>Our mills from the Mill web site</a> photo is licensed under {anchor(BY4, 'CC-BY')}",
        ),
        (Work("/mill.jpg", "by 4.0"),),
    ),
    OwnPage(
        "credit_list",
        "the cover of a book, credited by its own name",
        shown_as(
            "Cover image from The Power of Mills",
            f"\"<a href='https://mills.example.org'>Cover image from The Power of Mills PDF</a>\" by Ann Lee is licensed under {anchor(BY4, 'CC BY')}",
        ),
        (MILL_BY_ANN,),
    ),
    OwnPage(
        "credit_list",
        "Creative Commons itself made it",
        shown_as(
            "Licences by kind",
            f"from \"<a href='https://stateof.creativecommons.org/2015'>State of the Commons</a>\" by "
            f"<a href='https://creativecommons.org'>Creative Commons</a> licensed under {anchor(BY4, 'CC BY')}",
        ),
        (Work("/mill.jpg", "by 4.0", "Creative Commons"),),
    ),
    OwnPage(
        "credit_list",
        "a link to the full size of the picture below, with its licence in brackets",
        plain_post(
            TEXT,
            "<p>Query found in the examples (thanks to whoever made it). <a href='https://upload.wikimedia.org/wikipedia/commons/0/0f/Mills.svg'>"
            f"Click here for the full size</a> ({anchor(ZERO, 'CC0')}).</p>",
            "<p><img src='https://upload.wikimedia.org/wikipedia/commons/thumb/0/0f/Mills.svg/1000px-Mills.svg.png' alt='Mills'></p>",
            TEXT,
        ),
        (
            Work(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/0/0f/Mills.svg/1000px-Mills.svg.png",
                "cc0 1.0",
            ),
        ),
    ),
    OwnPage(
        "credit_list",
        "of the file that is linked and of what was made from it, the first",
        plain_post(
            "<p>Here is an example based upon a map from Wikipedia user <a href='https://en.wikipedia.org/wiki/File:Mill_map_proj.svg'>Ann Lee"
            f"</a> ({anchor(SA3, 'CC BY-SA 3.0')}):</p><p><img src='/2000px-Mill_map_proj.svg_-1024x512.png'></p>"
            "<p><img src='/2000px-Mill_map_proj_stereographic-1024x575.png'></p>",
            TEXT,
        ),
        (Work("/2000px-Mill_map_proj.svg_-1024x512.png", "by-sa 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "the background of a page's head, whose file the credit links to",
        plain_page(
            "<section class='hero'><div class='hero-media' style=\"background-image:url('https://commons.wikimedia.org/wiki/Special:FilePath/Old_mill_hall.jpg"
            "?width=1800')\"></div><h1>Mill</h1><div class='hero-credit'>Foto: <a href='https://commons.wikimedia.org/wiki/File:Old_mill_hall.jpg'>Wikimedia "
            f"Commons</a> (CC BY-SA 4.0)</div></section><section>{TEXT}</section>"
        ),
        (
            Work(
                "https://commons.wikimedia.org/wiki/Special:FilePath/Old_mill_hall.jpg?width=1800",
                "by-sa 4.0",
            ),
        ),
    ),
    OwnPage(
        "credit_list",
        "photographers under one licence follow one another in one line, each with a link",
        plain_post(
            TEXT,
            "<p><img src='/a.jpg' width='600'></p>",
            TEXT,
            "<p><img src='/b.jpg' width='600'></p>",
            TEXT,
            f"<p>Image credits: <a href='https://www.flickr.com/photos/ann/4481293621'>annlee</a> ({anchor(BY2, 'CC BY 2.0')}), "
            f"<a href='https://www.flickr.com/photos/bo/4481293622'>boek42</a> ({anchor(BY2, 'CC BY 2.0')}).</p>",
        ),
        (Work("/a.jpg", "by 2.0", "annlee"), Work("/b.jpg", "by 2.0", "boek42")),
    ),
    OwnPage(
        "credit_list",
        "a numbered caption whose second sentence says from whom it is adapted",
        plain_post(
            TEXT,
            "<p><img src='/wheel.png' width='600'></p>"
            f"<p>Figure 1: How the wheel turns. Adapted from Ann Lee, {anchor(BY4)}</p>",
        ),
        (Work("/wheel.png", "by 4.0", "Ann Lee"),),
    ),
    # Of pages that sites sent.
    OwnPage(
        "credit_list",
        "a credit that links to the very file, beside that of a text",
        '<!doctype html><html><body><div><p>Two forms.</p><p><small>Source: <a href="https://en.wikipedia.org/wiki/Mill">Wikipedia, CC BY-SA 3.0</a></small></p><p><img src="https://upload.wikimedia.org/wikipedia/commons/thumb/0/00/XHTML.svg/500px-XHTML.svg.png" alt="XML"></p><p><small>Source: <a href="https://commons.wikimedia.org/wiki/File:XHTML.svg">en:User:Dreftymac, CC BY 2.5, (Wikimedia)</a></small></p></div></body></html>',
        (
            Work(
                "https://upload.wikimedia.org/wikipedia/commons/thumb/0/00/XHTML.svg/500px-XHTML.svg.png",
                "by 2.5",
                "Dreftymac",
            ),
        ),
    ),
    OwnPage(
        "credit_list",
        "a line with Flickr's short address, and below it the licence",
        f'<!doctype html><html><body><article><h1>Disk</h1><p><img src="/media/3219157599_34c9a86f3c_o.jpg" alt="Disk"></p>{TEXT * 2}{UPLOADED_TOWER}{TEXT}<p>La imagen del disco la tomé de https://flic.kr/p/5Ut2pe</p><p>La foto tiene licencia CC BY 2.0.</p></article></body></html>',
        (Work("/media/3219157599_34c9a86f3c_o.jpg", "by 2.0"),),
    ),
    OwnPage(
        "credit_list",
        "entries spelt otherwise than their files stand between those that are not",
        f"<!doctype html><html><body><article><h1>Players</h1>{TEXT}"
        + "".join(
            f'<img src="/up/{name}.jpg" width="600" alt="">'
            for name in ("Vera_Brook", "Olga_Rubtsova", "Xu_Chen", "Tan_Zhongyi")
        )
        + f"{TEXT}<h2>Credits</h2>"
        + "".join(_ROW_SPELT(name, who, f"{CC}/licenses/by/3.0") for name, who in _SPELT)
        + "</article></body></html>",
        tuple(
            Work(f"/up/{file}.jpg", "by 3.0", who)
            for file, who in (
                ("Vera_Brook", "AnnLee"),
                ("Xu_Chen", "carl"),
                ("Tan_Zhongyi", "Dora Roe"),
                ("Olga_Rubtsova", "Bob Ray"),
            )
        ),
    ),
    OwnPage(
        "credit_list",
        "a line that lists several credits, each behind a semicolon",
        f'<!doctype html><html><body><article><h1>Board</h1><img src="/up/map.png" width="800">{TEXT}<img src="/up/Red_Mill-1024x683.jpg" width="1024">{TEXT}<p>Bildnachweis: Illustrationen: Bo Ek; Red_Mill von Ann Lee [CC BY 3.0 (http://creativecommons.org/licenses/by/3.0/)], via Wikimedia Commons</p></article></body></html>',
        (Work("/up/Red_Mill-1024x683.jpg", "by 3.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "a page of credits that links to the files, each in the section of its credit",
        plain_page(
            "<main><h1>Image credits</h1>"
            + "".join(
                f"<section><h2>{name}</h2><p>Photo by <a href='https://commons.wikimedia.org/wiki/File:{name}.jpg'>{who}</a>, "
                f"Wikimedia Commons. {anchor(address, said)}.</p><p>Cropped.</p><a href='/img/{name}.webp'>View the photograph</a></section>"
                for name, who, address, said in (
                    ("Mill", "Ann Lee", BY4, "CC BY 4.0"),
                    ("Saw", "Bob Ray", SA4, "CC BY-SA 4.0"),
                )
            )
            + "</main>"
        ),
        (
            Work("/img/Mill.webp", "by 4.0", "Ann Lee"),
            Work("/img/Saw.webp", "by-sa 4.0", "Bob Ray"),
        ),
    ),
    OwnPage(
        "credit_list",
        "a list of files with their credits, one a line",
        plain_page(
            "<main><h1>Sources</h1><ul>"
            f"<li><a href='/img/mill.jpg'>mill.jpg</a>: photo by Ann Lee, {anchor(BY4)}</li>"
            f"<li><a href='/img/saw.jpg'>saw.jpg</a>: photo by Bob Ray, {anchor(SA4, 'CC BY-SA 4.0')}</li></ul></main>"
        ),
        (
            Work("/img/mill.jpg", "by 4.0", "Ann Lee"),
            Work("/img/saw.jpg", "by-sa 4.0", "Bob Ray"),
        ),
    ),
    OwnPage(
        "credit_list",
        "a page of credits whose links to files stand between the credits: of which each is, is open",
        plain_page(
            f"<main><h1>Credits</h1><p>Photo by Ann Lee, {anchor(BY4)}</p><p><a href='/img/mill.jpg'>View</a></p>"
            f"<p>Photo by Bob Ray, {anchor(SA4, 'CC BY-SA 4.0')}</p><p><a href='/img/saw.jpg'>View</a></p></main>"
        ),
        (Work("/img/mill.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "credits in words, of which the second links to its file",
        plain_page(
            "<main><p>Photo by Ann Lee, CC BY 4.0</p><p>Photo by Bob Ray, CC BY-SA 4.0 <a href='/img/saw.jpg'>View</a></p></main>"
        ),
        (Work("/img/saw.jpg", "by-sa 4.0", "Bob Ray"),),
    ),
    OwnPage(
        "credit_list",
        "a credit that links to a file at another site, which the page does not show",
        plain_page(
            f"<main><p>Photo by Ann Lee, {anchor(BY4)}</p><p><a href='https://other.example/mill.jpg'>Original</a></p></main>"
        ),
    ),
    OwnPage(
        "credit_list",
        "a poster, and below it who made it and the photographs that it was made of",
        plain_page(
            f"<main><h1>The Mill</h1><p><img src='/img/poster.jpg' width=900 height=600></p><p>Poster credits:</p><p>Graphics by Cy Holm</p>"
            f"<p>“Millstone” by Ann Lee is licensed under {anchor(BY4, 'CC BY 4.0')}.</p>"
            f"<p>“Saw” by Bob Ray is licensed under {anchor(SA4, 'CC BY-SA 4.0')}.</p></main>"
        ),
    ),
    OwnPage(
        "credit_list",
        "a list of illustrations by the numbers in their captions, of which one has a licence; a sound",
        plain_page(
            "<main><h1>The Mill</h1><figure><img src='/img/a.jpg'><figcaption>Figure 1</figcaption></figure>"
            "<figure><img src='/img/b.jpg'><figcaption>Figure 1b</figcaption></figure><audio src='/a.mp3'></audio>"
            "<h2>Illustrations</h2><ul><li><b>Figure 1</b><br>From an old book.</li><li><b>Figure 1b</b><br>The wheel "
            f"(© Ann Lee, {anchor(BY4, 'CC BY 4.0', 'rel=license')}).</li></ul></main>"
        ),
        (Work("/img/b.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "credit_list",
        "a page of credits that has the file, its source, its maker and its licence in rows, and shows none",
        plain_page(
            "<main><h1>Image credits</h1>"
            + "".join(
                f"<h2>{name}</h2><ul><li><b>File:</b> <a href='/img/{name}.svg'>{name}.svg</a></li><li><b>Source:</b> "
                f"<a href='https://commons.wikimedia.org/wiki/File:{name}_1.svg'>Wikimedia Commons</a></li>"
                f"<li><b>Creator:</b> {who}</li><li><b>License:</b> {anchor(SA4, 'CC BY-SA 4.0')}</li></ul>"
                for name, who in (("mill", "Ann Lee"), ("saw", "Bob Ray"))
            )
            + "</main>"
        ),
        (
            Work("/img/mill.svg", "by-sa 4.0", "Ann Lee"),
            Work("/img/saw.svg", "by-sa 4.0", "Bob Ray"),
        ),
    ),
    OwnPage(
        "credit_list",
        "a list in which a credit without a file stands beside a file without a credit",
        plain_page(
            f"<main><h1>Sources</h1><ul><li>Photo by Ann Lee, {anchor(BY4)}</li>"
            "<li><a href='/img/saw.jpg'>saw.jpg</a>, from an old book</li></ul></main>"
        ),
    ),
)
