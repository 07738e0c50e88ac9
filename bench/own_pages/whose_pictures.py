# ruff: noqa: E501 - lines of markup
"""Pages under a licence whose picture is the author's own, or said to be somebody else's."""

from bench.own_pages.frames import (
    LINK_BY4,
    PHOTOGRAPHER,
    UPLOADED_MILL,
    UPLOADED_TOWER,
    mill_article,
    under_license,
)
from bench.own_pages.page import BY4, TEXT

SAID_OF_IT = (
    # Of pages that sites sent, 2012 to 2026: captions, descriptions and notes that say where a
    # picture is from; WordPress' widgets.
    under_license(
        "an archive is named in its caption",
        mill_article(
            TEXT,
            '<figure><img src="/up/tower.jpg" width="800" alt=""><figcaption>A sampler, Archivio fotografico di Torre</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "the site's own archive is named",
        mill_article(
            TEXT,
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>A sampler, Archivio fotografico di Brook</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
        "https://brook.example/2024/red-mill/",
    ),
    under_license(
        "its caption ends with another site's address",
        mill_article(
            TEXT,
            '<figure><img src="/up/tower.jpg" width="800" alt=""><figcaption>A sampler <a href="https://tower.example/">https://tower.example/</a></figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "its alternative text speaks of stock components",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt="Stock components of a tower"><figcaption>Figure 1: Stock components of a tower</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    under_license(
        "a library is credited with a photo below the text",
        mill_article(
            '<p><img src="/2024/red-mill/head.jpg" width="800"></p>',
            TEXT,
            "<p>Crédits Photo de CHUTTERSNAP sur Unsplash</p>",
        ),
    ),
    under_license(
        "the cover photo is somebody's, under a notice that names the author",
        mill_article(
            '<p><img src="/up/portada.jpg" width="800"></p>',
            TEXT,
            "<p>Foto de portada de Sandra Barrón</p>",
        ),
        foot=f'<footer><p>© 2026 Noé Lee. <a href="{BY4}">Algunos derechos reservados</a></p></footer>',
    ),
    under_license(
        "its caption ends with where it is from",
        mill_article(
            '<figure><img src="/up/red-mill.png" width="800" alt=""><figcaption>A collection on mills <a href="https://other.example/collection/mills">https://other.example/collection/mills</a> <a class="headerlink" href="#mill">#</a></figcaption></figure>',
            TEXT,
        ),
    ),
    *(
        under_license(
            f"its caption ends with a name: {caption}",
            mill_article(
                f'<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>{caption}</figcaption></figure>',
                TEXT,
            ),
        )
        for caption in (
            "Storks at the mill (Bo Ek)",
            "Storks at the mill / Bo Ek",
            "Storks at the mill. [Bo Ek/The Brook]",
        )
    ),
    under_license(
        "its caption ends with what the page is called",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>Storks (Red Mill)</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    under_license(
        "its description ends with a name",
        mill_article(
            '<img src="/up/red-mill.jpg" width="800" alt="Storks at the mill by Bo Ek">', TEXT
        ),
    ),
    under_license(
        "its caption names a service and who made it there",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>The mill turns. Wikimedia Commons: user Plum.</figcaption></figure>',
            TEXT,
        ),
    ),
    *(
        under_license(
            f"its caption credits somebody: {caption}",
            mill_article(
                f'<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>{caption}</figcaption></figure>',
                TEXT,
            ),
        )
        for caption in (
            "Thanks to Bo Ek for the photo",
            "Image from Brook Times",
            "The old mill (from the Brook Times)",
            "The old mill - source Brook Times",
            "Molino rojo. Tomada de Brook",
            "Il mulino - immagine tratta da Brook",
            "Le moulin (photo Bo Ek)",
            "Moulin rouge, par Bo Ek",
            "2022 mill illustration, by Bo Ek ‘23.",
            "Storks over the water, by Bo Ek (2015)",
            "Irudiaren iturria: Bo Ek",
            "The mill in the 1920s.",
            "Die Mühle, aufgenommen von Bo Ek",
            "Młyn, fot. Bo Ek",
            "水车，图片来自网络",
            "图源：Brook",
            "사진 출처: 브룩",
        )
    ),
    *(
        under_license(
            f"its description says that it is another's: {alt}",
            mill_article(f'<img src="/up/red-mill.jpg" width="800" alt="{alt}">', TEXT),
        )
        for alt in ("The mill, painting by Bo Ek, 1990", "The mill, 1890", "Her (2013)")
    ),
    under_license(
        "its caption links where it is from",
        mill_article(
            '<table class="tr-caption-container"><tr><td><img src="/up/red-mill.jpg" width="200" alt=""></td></tr><tr><td class="tr-caption">Photo 1: Storks at the mill (<a href="https://other.example/storks">Source</a>)</td></tr></table>',
            TEXT,
        ),
    ),
    under_license(
        "other pictures of the page link where they are from",
        mill_article(
            '<p><img src="/up/red-mill.jpg" width="600" alt=""></p>',
            TEXT,
            *(
                f'<p><img src="/up/{name}.jpg" width="600" alt=""></p><p>(<a href="https://other.example/{name}">Source</a>)</p>'
                for name in ("map", "saw")
            ),
            TEXT,
        ),
    ),
    under_license(
        "its caption names somebody in brackets",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>Two storks at the mill (by Bo Ek)</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "its caption has a year of long ago",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption><em>The miller in his mill</em>, 1936.</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        'its caption says "From the Internet"',
        mill_article(
            '<div><img src="/up/red-mill.svg" width="700" alt=""><div class="caption">Figure 1: From the Internet</div></div>',
            TEXT,
        ),
    ),
    under_license(
        "the sidebar's heading behind it is no source",
        f'<main><article><h1>Red mill</h1>{TEXT}<p><img src="/up/red-mill.jpg" width="700" alt=""></p></article></main><aside class="widget"><h3>Facebook</h3></aside>',
        "/up/red-mill.jpg",
    ),
    under_license(
        "the end of the article names a licence for an image",
        mill_article(
            '<p><img src="/up/red-mill.jpg" width="800" alt=""></p>',
            TEXT,
            '<p><img src="/up/bridge.jpg" width="800" alt=""></p>',
            TEXT,
            '<footer><small>Licencia imagen: CC0, Fuente imagen original: <a href="https://other.example">Other.example</a></small></footer>',
        ),
    ),
    under_license(
        "what it is put together of was taken from others",
        mill_article(
            '<p><img src="/up/red-mill.png" width="800"></p>',
            TEXT,
            "<p>Elementos gráficos de la portada fueron extraídos de Otros.</p>",
        ),
    ),
    under_license(
        "its caption ends with whom it is by, in Catalan",
        mill_article(
            '<figure class="wp-caption"><img src="/up/red-mill.jpg" width="800"><p class="wp-caption-text">Una nit al molí. Il·lustració d’Anna Lee.</p></figure>',
            TEXT,
        ),
    ),
    under_license(
        "a note behind it says where it is from",
        mill_article(
            '<p><img src="/up/red-mill.jpg" width="800"><sup id="fnref:1"><a href="#fn:1">1</a></sup></p>',
            TEXT,
            '<ol><li id="fn:1">File:Mill 42.jpg. (2020, May 3). Wikimedia Commons.</li></ol>',
        ),
    ),
    # Mozilla's webmaker-curriculum (a photographer's account), OnTheLine/otl-bookdown (a report's
    # photograph), posts of the MIT Center for Civic Media (a speaker), read on 2026-11-26.
    under_license(
        "a name beside it leads to a photographer's account",
        mill_article(
            f'<p><img src="/up/red-mill.jpg" width="800"> <a href="{PHOTOGRAPHER}" class="attribution">Ann Lee</a></p>',
            TEXT,
        ),
    ),
    under_license(
        "its caption says that it is of an old report",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800"><figcaption>A miller reviews a map in this photo from their 1944-1946 report.</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "it shows whom the text beside it introduces",
        mill_article(
            f'<p><img src="/up/large_ann.lee-roth.jpg" width="150"> Ann Lee-Roth is a miller who works on water wheels.</p>{TEXT}'
        ),
    ),
    # eXeLearning's captions: whose it is, its title and its terms, which are often words alone.
    under_license(
        "its caption frees it in words, and a notice above has the page's licence",
        mill_article(
            f"<p>© 2024. urtean Ann Leek egina {LINK_BY4} lizentziapean.</p>",
            '<figure class="exe-figure"><img src="/up/red-mill.jpg" width="442"><figcaption><a href="https://pxhere.com/en/photo/1">Iturria: PXHERE</a> (Jabari publikoa)</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "its caption frees it in words that a line break parts",
        mill_article(
            '<figure><img src="/up/red-mill.png" width="200"><figcaption>slebor. <em>Mill</em> (Dominio<br>público)</figcaption></figure>',
            TEXT,
        ),
    ),
    under_license(
        "a note in its caption says where it is from",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800"><figcaption>The mill <a href="#footnote-2">[2]</a></figcaption></figure>',
            TEXT,
        ),
    ),
)

_ELSEWHERE = "https://www.other.example/wp-content/uploads/chain.jpg"

PLACE_AND_NAME = (
    under_license(
        "the first of a post's text, under rel=license alone",
        mill_article('<p><img src="/up/tower.jpg" width="800" alt=""></p>', TEXT),
    ),
    under_license(
        "the first of a post's text, whose file's name has a word of the post's title within",
        mill_article('<p><img src="/up/oldredmills1.jpg" width="800" alt=""></p>', TEXT),
        "/up/oldredmills1.jpg",
        "https://brook.example/2024/red-mills-of-brook/",
    ),
    under_license(
        "the first of a post's text, of which the description alone has a word of the post's title",
        mill_article('<p><img src="/up/tower.jpg" width="800" alt="Our mill"></p>', TEXT),
    ),
    under_license(
        "its file is called after a year long ago",
        mill_article('<p><img src="/up/1925-red-mills.png" width="800"></p>', TEXT),
    ),
    under_license(
        "its file is called after its width",
        mill_article('<p><img src="/up/1920-red-mill.png" width="800"></p>', TEXT),
        "/up/1920-red-mill.png",
    ),
    *(
        under_license(f"a sign, told by {told}", mill_article(f"<p>{image}</p>", TEXT))
        for told, image in (
            ("its folder", '<img src="/images/logos/mpi.png" width="400">'),
            ("its description", '<img src="/up/img2.png" width="319" alt="Logo UDI">'),
            ("its height", '<img src="/graphics/highlyaccessed-large.gif" width="89" height="24">'),
            ("its file", '<img src="/graphics/openaccess-large.gif" width="120">'),
            ("its address", '<img src="/w/index.php?title=Special:Captcha/image&wpCaptchaId=23">'),
            (
                "the licence that it stands for",
                '<img src="/gplv3-with-text-136x68.png" width="150">',
            ),
            (
                "its host, which counts",
                '<img src="https://s11.flagcounter.com/count/pcCy/bg_FFFFFF/">',
            ),
        )
    ),
    # Portraits as planets of blogs call them; what is saved from results of Bing and Google; PxHere.
    *(
        under_license(f"{what}", mill_article(f"<p>{image}</p>", TEXT))
        for what, image in (
            (
                "a portrait, by its description",
                '<img src="/ann.1.png" alt="Hackergotchi of Ann Lee">',
            ),
            ("saved from a search, by Bing's name", '<img src="/OIP.jpeg" width="474">'),
            ("saved from a search, by Google's name", '<img src="/images%20(3).jpg" width="474">'),
            (
                "from PxHere, by its name",
                '<img src="/hand_lens_595221_pxhere_com.jpg" width="800">',
            ),
        )
    ),
    under_license(
        "a journal's sign for a table, in the folder that a browser names after the page",
        mill_article(
            '<p><img src="/Red mill The Brook_files/table.png" alt="Table"> Table 1. Mills</p>',
            TEXT,
        ),
    ),
    under_license(
        "what a browser saves with a page, in a folder that is named after it",
        mill_article('<p><img src="/Red mill The Brook_files/x1.png" width="800"></p>', TEXT),
        foot=f'<footer><p>This work is licensed under <a href="{BY4}">CC BY 4.0</a></p></footer>',
    ),
    # Where it lies and what its file is called; blogdown's and R Markdown's folders of a post's figures
    # (index_files/figure-html); Picasa's code for a picture.
    under_license(
        "it lies at another site",
        mill_article(TEXT, f'<p><img src="{_ELSEWHERE}" alt="Five steps"></p>', TEXT),
    ),
    under_license(
        "it lies where people keep their own",
        mill_article(
            TEXT, '<p><img src="https://cdn.brook.example/red-mill.jpg" alt=""></p>', TEXT
        ),
        "https://cdn.brook.example/red-mill.jpg",
    ),
    under_license(
        "an album at Picasa, whose link names nobody",
        mill_article(
            '<p><a href="http://picasaweb.google.com/lh/photo/UfiMu4T42Uju57FSla9msQ?feat=embedwebsite"><img src="https://lh6.ggpht.com/_is7/SmB_mRwEiOI/AAAA/AgBV/s400/DSC_0058.JPG" alt="Plugin"></a></p>',
            TEXT,
        ),
        "https://lh6.ggpht.com/_is7/SmB_mRwEiOI/AAAA/AgBV/s400/DSC_0058.JPG",
    ),
    under_license(
        "what R drew for the post, under a notice that names nobody",
        mill_article(
            TEXT,
            '<p><img src="/2024/red-mill/index_files/figure-html/pie-1.png" width="672"></p>',
            TEXT,
        ),
        "/2024/red-mill/index_files/figure-html/pie-1.png",
        foot=f'<footer><p>This work is licensed under <a href="{BY4}">CC BY 4.0</a></p></footer>',
    ),
    under_license(
        "an account at Flickr that is written otherwise than the site",
        mill_article(
            '<p><a href="https://www.flickr.com/photos/ann_b_lee/16034447237"><img src="https://farm8.staticflickr.com/7519/16034447237_bc77758d40_n.jpg" alt="Matt"></a></p>',
            TEXT,
        ),
        "https://farm8.staticflickr.com/7519/16034447237_bc77758d40_n.jpg",
        "https://www.annblee.example/blog/matt.html",
    ),
    under_license(
        "a shot of a screen that is called as the page",
        mill_article('<p><img src="/up/red-mill-screenshot.png" width="800"></p>', TEXT),
        "/up/red-mill-screenshot.png",
    ),
    under_license(
        "a shot of a screen",
        mill_article('<p><img src="/up/Screenshot-2024-11.png" width="800"></p>', TEXT),
    ),
    under_license(
        "it is a portrait of the page's author",
        '<article><h1>Red mill</h1><p><a rel="author" href="/ann">Ann Lee</a></p>'
        f'<img src="/up/annlee.jpg" width="400" alt="">{TEXT}</article>',
    ),
    *(
        under_license(
            f"its file is named as what everybody shares: {file}",
            mill_article(f'<img src="/up/{file}" width="800" alt="">', TEXT),
        )
        for file in (
            "xkcd-927.png",
            "mill-meme.jpg",
            "800px-Old_Mill_in_Brook.jpg",
            "stock-photo-windmill.jpg",
            "mill-book-cover.jpg",
            "google-maps.png",
        )
    ),
    under_license(
        "a file that is called me",
        mill_article('<img src="/up/me.jpg" width="300" alt="">', TEXT),
    ),
    under_license(
        "a shot of a screen in the folder of its page",
        mill_article(
            '<img src="https://files.site.example/local--files/red-mill/Screen%20Shot%202014.png" width="600" alt="">',
            TEXT,
        ),
        "https://files.site.example/local--files/red-mill/Screen%20Shot%202014.png",
    ),
    under_license(
        "its file's name ends with whom it is by",
        mill_article('<p><img src="/up/red-mill-foto-cc-de-bo-diaz.jpg" width="800"></p>', TEXT),
    ),
    under_license(
        "its file's name says what it shows, in Spanish",
        mill_article('<p><img src="/up/red-mill-foto-de-la-playa.jpg" width="800"></p>', TEXT),
        "/up/red-mill-foto-de-la-playa.jpg",
    ),
    under_license(
        "its file's name ends with the service that it is from",
        mill_article('<p><img src="/up/red-mill.wikimedia.jpg" width="800"></p>', TEXT),
    ),
    under_license(
        "R Markdown draws into a folder beside the page",
        mill_article(
            '<p><img src="red-mill_files/figure-html/unnamed-1.png" width="800"></p>', TEXT
        ),
        "/2024/red-mill_files/figure-html/unnamed-1.png",
        "https://site.example/2024/red-mill.html",
    ),
    under_license(
        "a name that begins as one of the layout's and goes on",
        mill_article('<figure><img src="/up/top500.svg" alt="Red mill"></figure>', TEXT),
        "/up/top500.svg",
    ),
)

SAID_OF_THE_PAGE = (
    under_license(
        "the end of its paragraph says which site it is copied from",
        mill_article(
            f'<p><img src="/up/red-mill.jpg" align="left"> {"過年快到了，很多的家庭都會規劃出遊計畫。" * 30}（圖片翻攝自磨坊醫院網站。）</p>',
            TEXT,
        ),
    ),
    under_license(
        "a forum's sign of rank, beside whose answer it is",
        mill_article(
            TEXT,
            '<p><a href="/users/64/cy/"><img class="gravatar" src="https://www.gravatar.com/avatar/0a?s=32" width="32" height="32"></a> <a '
            'href="/users/64/cy/">cy</a> 4406 ● 2 ● 7 <img alt="Red mill" src="/m/images/red-mill.png"></p>',
            TEXT,
        ),
    ),
    under_license(
        "a line apart says what is above, and by whom",
        mill_article('<p><img src="/up/red-mill.jpg" width="800" alt=""></p>', TEXT)
        + "<p>In alto: Rovine con un mulino (ca. 1755) di Giovanni Paolo Rossi (1692–1765); Galleria, Torre.</p>",
    ),
    under_license(
        "its caption calls it a personal photo",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>Figure 1: Personal photo of QR codes in Brook</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    # What the page itself is, and what it keeps back.
    under_license(
        "a page that reposts another's text",
        mill_article('<p><img src="/up/IMG_1234.jpg" width="800"></p>', TEXT),
        None,
        "https://site.example/%E8%BD%AC%E8%BD%BD-mill/",
    ),
    *(
        under_license(
            f"in the text, {said}",
            mill_article(TEXT, UPLOADED_MILL, TEXT),
            file,
            foot=f'<footer><p>{said}</p><p>Content is released under the <a href="{BY4}">CC BY 4.0 license</a>.</p></footer>',
            creator=who,
        )
        for said, file, who in (
            ("Copyright © 2015 Ann Lee", "/up/mill.jpg", "Ann Lee"),
            ("Powered by Brook", None, None),
        )
    ),
    *(
        under_license(
            f"and not the last one above: {said} CC BY 4.0",
            mill_article(
                '<p><img src="/up/IMG_1234.jpg" width="800"></p>',
                TEXT,
                UPLOADED_TOWER,
                f'<div class="post-tail"><div class="license-wrapper">{said} <a href="{BY4}">CC BY 4.0</a> por el autor.</div></div>',
            ),
            "/up/IMG_1234.jpg",
            foot="",
        )
        for said in ("Esta publicación está bajo licencia", "Esta publicação está licenciada sob")
    ),
    under_license(
        "a site's front page",
        f'<main><h1>Red mill</h1><img src="/up/red-mill.jpg" width="1200" alt="">{TEXT}</main>',
        url="https://site.example/",
    ),
    under_license(
        "the page on the site's licence",
        mill_article('<img src="/up/red-mill.jpg" width="800" alt="">', TEXT),
        url="https://site.example/license/",
    ),
    *(
        under_license(
            f"what the foot keeps back: {said}",
            mill_article('<img src="/up/red-mill.jpg" width="800" alt="">', TEXT),
            foot=f"<footer>Content {LINK_BY4}. {said}</footer>",
        )
        for said in (
            "Images from Unsplash.",
            "Photos used with permission.",
            "Stock images licensed separately.",
        )
    ),
    *(
        under_license(
            f"the licence is said to be of the text: {said}",
            mill_article(
                '<img src="/up/red-mill.jpg" width="600" alt="">', TEXT, f"<p>{said}</p>", TEXT * 3
            ),
        )
        for said in (
            "Please note that this Creative Commons license applies to text only, and not to images.",
            "The license does not cover the photographs.",
            "Die Lizenz gilt nur für den Text.",
            "All images are used with permission or available in the public domain.",
            "Contact us. Alle Bilder © Brook Museum.",
            "Las imágenes, videos y otros contenidos son usados con fines educativos y son propiedad de sus respectivos dueños.",
            "Logos and pictures belong to their respective owners.",
            "Les images restent la propriété de leurs auteurs respectifs.",
            "Die Rechte an den Bildern liegen bei den jeweiligen Urhebern.",
        )
    ),
    under_license(
        "another caption tells when it was built",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>The mill was built in the 1910s</figcaption></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    *(
        under_license(
            f"the licence is of a picture in the footer's words: {said}",
            mill_article('<p><img src="/up/red-mill.jpg" width="800" alt="Red mill"></p>', TEXT),
            foot=f"<footer><p>{said.format(LINK_BY4)}</p></footer>",
        )
        for said in (
            "Header image by Bo Ek is licensed under {}",
            'Photo by <a href="https://secure.flickr.com/photos/boek/">Bo Ek</a> is licensed under {}',
            "Background photo: Bo Ek, licensed under {}",
        )
    ),
    *(
        under_license(
            f"its caption marks its author: {author}",
            mill_article(
                '<figure class="exe-figure exe-image"><img src="/2024/red-mill/red-mill.png" width="647" alt="Red mill">'
                f'<figcaption class="figcaption"><span class="author">{author}.</span> <span class="title"><em>Red mill</em></span></figcaption></figure>',
                TEXT,
            ),
            file,
        )
        for author, file in (
            ("Ciencias 3º ESO", None),
            ("Elaboración propia", "/2024/red-mill/red-mill.png"),
        )
    ),
    under_license(
        "its caption has a part that is called an attribution, of another",
        mill_article(
            '<figure><img src="/up/red-mill.jpg" width="800" alt=""><figcaption>The angel of air.<span class="attribution">'
            "VQGAN, Bo Ek, May 31, 2021.</span></figcaption></figure>",
            TEXT,
        ),
    ),
    under_license(
        "its article is of the category on books",
        mill_article(
            '<header><a href="/categories/books/">Books</a></header><img src="/up/red-mill.jpg" width="800" alt="Red mill">',
            TEXT,
        ),
    ),
    under_license(
        "its article is of the category on bookkeeping",
        mill_article(
            '<header><a href="/categories/bookkeeping/">Bookkeeping</a></header><img src="/up/red-mill.jpg" width="800" alt="Red mill">',
            TEXT,
        ),
        "/up/red-mill.jpg",
    ),
    under_license(
        "it stands for one that is lost",
        mill_article('<p><img src="/images/404.png" width="800" alt="Red mill"></p>', TEXT),
    ),
    under_license(
        "it is credited to the author of a paper, whom another lists under her licence",
        mill_article(
            '<meta name="author" content="Bo Ek"><img src="/2024/red-mill/red-mill.jpg" width="720" alt="">',
            "<p>Image credit: Bo Ek</p>",
            TEXT,
        ),
        foot=f"<footer><p>© 2026 Ann Lee. This work is licensed under {LINK_BY4}</p></footer>",
    ),
    under_license(
        "it is credited to the author of whom the notice says the first name, too",
        mill_article(
            '<meta name="author" content="Ann Lee"><img src="/2024/red-mill/red-mill.jpg" width="720" alt="">',
            "<p>Image credit: Ann Lee</p>",
            TEXT,
        ),
        "/2024/red-mill/red-mill.jpg",
        foot=f"<footer><p>© 2026 Ann M. Lee. This work is licensed under {LINK_BY4}</p></footer>",
        creator="Ann M. Lee",
    ),
    under_license(
        "a line below it ends with an address at another site, in Basque",
        mill_article(
            '<p><img src="/up/red-mill.jpg" width="600" alt="Red mill"></p>',
            '<p>Irudiaren iturria <a href="https://tower.eus/@boek/1082">https://tower.eus/@boek/1082</a></p>',
            TEXT,
        ),
    ),
    under_license(
        "the page's title is that of a film by another, on which it is",
        mill_article(
            '<meta name="author" content="Ann Lee"><meta property="og:title" content="“Red Mill” from Bo Ek">'
            '<meta property="og:image" content="/up/red-mill-from-bo-ek.jpg">',
            '<figure><img src="/up/red-mill-from-bo-ek.jpg" width="1200" height="600" class="wp-post-image" alt="The miller rides home."></figure>',
            TEXT,
        ),
        foot=f"<footer><p>This work is licensed under {LINK_BY4}.</p></footer>",
    ),
    under_license(
        "the page's title is that of a picture by its author",
        mill_article(
            '<meta name="author" content="Ann Lee"><meta property="og:title" content="“Red Mill” by Ann Lee">'
            '<meta property="og:image" content="/up/red-mill.jpg">',
            '<figure><img src="/up/red-mill.jpg" width="1200" height="600" alt="The mill by night."></figure>',
            TEXT,
        ),
        "/up/red-mill.jpg",
        foot=f"<footer><p>This work is licensed under {LINK_BY4}.</p></footer>",
        creator="Ann Lee",
    ),
    under_license(
        "its style makes it as small as a face beside a name",
        mill_article(
            '<h2>I am Ann Lee <img src="/up/red-mill.jpg" alt="Red mill" style="width:35px;border-radius:50%"></h2>',
            TEXT,
        ),
    ),
    under_license(
        "an article's licence in structured data is of the portrait that is its author's sign",
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Red mill",'
        f' "license": "{BY4}", "image": ["/up/ann.lee.webp"], "publisher": {{"@type": "Organization", "name": "Ann Lee",'
        ' "logo": "/up/ann.lee.webp"}}</script>'
        + mill_article('<p><img src="/up/ann.lee.webp" width="600"></p>', TEXT),
    ),
    under_license(
        "the sound is linked by the wiki's page of the file",
        '<main><h1>Red mill</h1><p><a href="/wiki/File:Red_mill.ogg">Listen</a></p></main>',
    ),
    under_license(
        "quoted pictures are kept back, in Chinese",
        mill_article('<p><img src="/up/red-mill.jpg" width="800"></p>', TEXT),
        foot=f'<footer>本頁文字與自製圖表採 <a href="{BY4}">CC BY 4.0</a> 釋出；引用之肖像與照片另依其原授權，不在此範圍。</footer>',
    ),
)

PAGES = (*SAID_OF_IT, *PLACE_AND_NAME, *SAID_OF_THE_PAGE)
