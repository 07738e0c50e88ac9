# ruff: noqa: E501 - lines of markup
"""Many pictures, each with its credit in a card, a row of a table or an entry of a list."""

from bench.own_pages.frames import LINK_BY4, MILL_BY_ANN, anchor, old_page, plain_page
from bench.own_pages.page import BY4, NC4, ND4, SA3, SA4, TEXT, OwnPage, Work

_GRANTED = f'<p><a href="https://commons.wikimedia.org/wiki/File:Mill.jpg">原图及作者信息</a> · <a href="{BY4}">许可条款</a></p>'

ROWS = (
    OwnPage(
        "block",
        "the title in a card is what the picture of another card is called",
        plain_page(
            "<ul class='credits'>"
            + "".join(
                f"<li><img src='/img/{file}.jpg' alt=''><div><b>{title}</b><span>Photo by {name} · {said}</span><a href='https://commons.wikimedia.org/wiki/File:{page}'>"
                "View on Wikimedia Commons</a></div></li>"
                for file, title, name, said, page in (
                    ("hero", "Windmill (home page)", "Ann Lee", "CC BY-SA 3.0", "Windmill_01.jpg"),
                    ("windmill", "Windmill Park", "Bo Ek", "CC BY-SA 4.0", "The_park.jpg"),
                )
            )
            + "</ul>"
        ),
        (
            Work("/img/hero.jpg", "by-sa 3.0", "Ann Lee"),
            Work("/img/windmill.jpg", "by-sa 4.0", "Bo Ek"),
        ),
    ),
    OwnPage(
        "block",
        "a card of credits states author or institution in one row",
        plain_page(
            "<div class='grid'>"
            + "".join(
                f"<article class='card'><img src='/{n}.png' alt=''><h3>{n}</h3><p>Autor / institución: {name}</p><p>Wikimedia Commons</p><p>"
                f"{anchor(SA4, 'CC BY-SA 4.0')}</p></article>"
                for n, name in (("red", "Ann Lee"), ("calle", "Bo Ek"))
            )
            + "</div>"
        ),
        (Work("/red.png", "by-sa 4.0", "Ann Lee"), Work("/calle.png", "by-sa 4.0", "Bo Ek")),
    ),
    OwnPage(
        "block",
        "a gallery's cards each hold picture, title, author and licence",
        plain_page(
            '<div class="gallery">'
            + "".join(
                f'<div class="card"><a href="/photo/{n}"><img data-src="/p/{n}.jpg" class="lazyload"'
                f' src="data:image/gif;base64,R0"></a><h3>Title {n}</h3><span class="author">Ann Lee'
                f"</span> {anchor(url, name)}</div>"
                for n, url, name in ((1, BY4, "CC BY 4.0"), (2, NC4, "CC BY-NC 4.0"))
            )
            + "</div>"
        ),
        (Work("/p/1.jpg", "by 4.0", "Ann Lee"), Work("/p/2.jpg", "by-nc 4.0", "Ann Lee")),
    ),
    OwnPage(
        "block",
        "a table's cell holds picture and button of the licence",
        plain_page(
            "<table><tr>"
            + "".join(
                f"<td><img src='/{n}.jpg'><br><a rel='license' href='{BY4}'><img "
                "src='/cc-by.png'></a></td>"
                for n in (1, 2)
            )
            + "</tr></table>"
        ),
        (Work("/1.jpg", "by 4.0"), Work("/2.jpg", "by 4.0")),
    ),
    OwnPage(
        "block",
        "a card states licence, creator and source in rows of their own",
        plain_page(
            "<div class='grid'>"
            + "".join(
                f"<article class='card'><div><img src='/{n}.jpg' alt='bay'></div><div><p class='badge'>wikimedia · "
                f"CC BY-SA 4.0</p><h3>{n}.jpg</h3><p><strong>Creator:</strong> {name}</p><p>Use: as you like</p>"
                f"<a href='https://commons.wikimedia.org/wiki/File%3A{n}.jpg'>Source page</a></div></article>"
                for n, name in (("bay", "Ann Lee"), ("pier", "Bo Ek"))
            )
            + "</div>"
        ),
        (Work("/bay.jpg", "by-sa 4.0", "Ann Lee"), Work("/pier.jpg", "by-sa 4.0", "Bo Ek")),
    ),
    OwnPage(
        "block",
        "a table of pictures with a column for the author",
        old_page(
            "<table><tr><th>Photo</th><th>Author</th><th>License</th></tr><tr><td><img src='/mill.jpg' width='200'></td>"
            f"<td>Ann Lee</td><td>{anchor(BY4)}</td></tr></table>"
        ),
        (MILL_BY_ANN,),
    ),
    # Of pages that sites sent: Quire's and CollectionBuilder's cards.
    *(
        OwnPage(
            "block",
            f"a card whose line names the author behind the linked title: {between}",
            '<!doctype html><html><body><main><div class="grid">'
            + "".join(
                f'<article><img src="/up/{name}.jpg" width="640" height="480" alt=""><div><h2>Dish {name}</h2><p>“<a href="https://www.flickr.com/photos/49215102@N00/735430672{name[1]}">{name} seen from above</a>”{between}annlee{name[1]}</p><p><a href="{BY4}">Licencia BY</a> · vía Openverse</p></div></article>'
                for name in ("m1", "m2")
            )
            + "</div></main></body></html>",
            tuple(Work(f"/up/m{n}.jpg", "by 4.0", f"annlee{n}") for n in (1, 2)),
        )
        for between in (" · ", " | ", " – ", " / ", " by ", ", ")
    ),
    OwnPage(
        "block",
        "a table's row of captions below its row of pictures",
        f'<!doctype html><html><body><article><h1>River</h1><table><tr><td><img src="/up/x1.jpg" width="400"></td><td><img src="/up/x2.jpg" width="400"></td></tr><tr><td>Photo: Ann Lee, {LINK_BY4}</td><td>Photo: Bob Ray, {LINK_BY4}</td></tr></table>{TEXT}</article></body></html>',
        (Work("/up/x1.jpg", "by 4.0", "Ann Lee"), Work("/up/x2.jpg", "by 4.0", "Bob Ray")),
    ),
    OwnPage(
        "block",
        "cards of books, whose licence is not of their pictures",
        "<!doctype html><html><body><div class='row'>"
        + "".join(
            f'<div class="card"><img src="/up/{name}.jpg" width="300"><h3><a href="/{name}">The {name}</a></h3><p>License: {LINK_BY4}</p></div>'
            for name in ("mill", "saw")
        )
        + "</div></body></html>",
        (),
    ),
    # Lists of credits as pages write them by hand.
    *(
        OwnPage(
            "block",
            f"a list of credits: heading, {said}, the licence alone, and the original",
            f'<!doctype html><html><body><h1>照片来源</h1><article><img src="/up/mill.jpg" width="240" alt=""><div><h2>海滩</h2><p>{said}</p><p>CC BY 4.0</p><p>为网页展示进行尺寸或格式转换。</p>{_GRANTED}</div></article></body></html>',
            (Work("/up/mill.jpg", "by 4.0", name),),
        )
        for said, name in (
            ("annlee42", "annlee42"),
            ("Flickr user: annlee42 https://www.flickr.com/photos/annlee42/", "annlee42"),
            ("Ann Lee from London, England", "Ann Lee"),
            ("A mill in the hills of the north", None),
        )
    ),
)

# Pages of credits: many pictures, many licences, and who made each in a row, a column or a mark.
_FOUR = (
    ("mill", "Ann Lee", BY4, "by 4.0", "CC BY 4.0"),
    ("tower", "boek42", SA3, "by-sa 3.0", "CC BY-SA 3.0"),
    ("market", "María José Ruiz", NC4, "by-nc 4.0", "CC BY-NC 4.0"),
    ("bridge", "Lars Ek", ND4, "by-nc-nd 4.0", "CC BY-NC-ND 4.0"),
)
_ALL_FOUR = tuple(Work(f"/{name}.jpg", said, who) for name, who, _, said, _ in _FOUR)


def _each(row: str) -> str:
    """Return a row for each picture, with {img}, {who}, {link} and {text} filled in."""
    return "".join(
        row.format(
            img=f"<img src='/{name}.jpg' width='300' height='200' alt=''>",
            who=who,
            link=anchor(url, text),
            text=text,
        )
        for name, who, url, _, text in _FOUR
    )


MANY_LICENSES = (
    OwnPage(
        "block",
        "a table of pictures under four licences, with a column for who made each",
        plain_page(
            "<h1>Credits</h1><table><tr><th>Bild</th><th>Urheber</th><th>Lizenz</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{link}</td></tr>")
            + "</table>"
        ),
        _ALL_FOUR,
    ),
    OwnPage(
        "block",
        "the same with no link, and the makers under the heading Credit",
        plain_page(
            "<h1>Credits</h1><table><tr><th>Image</th><th>Credit</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{text}</td></tr>")
            + "</table>"
        ),
        _ALL_FOUR,
    ),
    OwnPage(
        "block",
        "a table of books says whose each is, and has no column of pictures",
        plain_page(
            "<h1>Books</h1><table><tr><th></th><th>Author</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>{who}</td><td>{text}</td></tr>")
            + "</table>"
        ),
    ),
    OwnPage(
        "block",
        "a table of songs, whose covers are not what is licensed",
        plain_page(
            "<h1>Music</h1><table><tr><th>Cover</th><th>Track</th><th>Artist</th><th>License</th></tr>"
            + _each("<tr><td>{img}</td><td>River</td><td>{who}</td><td>{link}</td></tr>")
            + "</table>"
        ),
    ),
    OwnPage(
        "block",
        "cards under four licences, each with rows that name its author",
        plain_page(
            "<h1>Credits</h1>"
            + _each("<div class='card'>{img}<p>Author: {who}</p><p>License: {link}</p></div>")
        ),
        _ALL_FOUR,
    ),
    OwnPage(
        "block",
        "entries of a list whose marks say which of their words are the author's",
        plain_page(
            "<h1>Credits</h1><ul>"
            + _each(
                "<li>{img} <span class='title'>By the river</span> <span class='author'>{who}</span> "
                "<span class='license'>{link}</span></li>"
            )
            + "</ul>"
        ),
        _ALL_FOUR,
    ),
    *(
        OwnPage(
            "block",
            f"cards of three lines under four licences: title, {named!r}, {licensed!r}",
            plain_page(
                "<h1>Photo credits</h1>"
                + _each(
                    "<div class='card'>{img}<h3>By the river</h3><p>"
                    + named
                    + "</p><p>"
                    + licensed
                    + "</p></div>"
                )
            ),
            _ALL_FOUR,
        )
        for named, licensed in (
            ("{who}", "{link}"),
            ("{who} via Flickr", "License: {text}"),
            ("<a href='https://www.flickr.com/people/ann'>{who}</a>", "{text}"),
            ("by {who}", "{text}"),
            ("作者：{who}", "{link}"),
            ("📷 {who}", "{link}"),
            ("{link}", "Photo: {who}"),
        )
    ),
    OwnPage(
        "block",
        "cards of courses, which name their authors and lead on",
        plain_page(
            "<h1>Courses</h1>"
            + _each(
                "<div class='card'>{img}<h3><a href='https://books.example/river'>Rivers</a></h3><p>{who}</p>"
                "<p>{text}</p></div>"
            )
        ),
    ),
    OwnPage(
        "block",
        "four licences explained, each beside a picture that nobody is named for",
        plain_page("<h1>Licences</h1>" + _each("<div class='card'>{img}<p>{link}</p></div>")),
    ),
)

PAGES = (*ROWS, *MANY_LICENSES)
