# ruff: noqa: E501 - lines of markup
"""Recordings: an episode's or a song's own licence, and that of the music it uses."""

from bench.own_pages.frames import (
    CHOSEN_FOOT,
    MILL,
    OLD_CHOOSER,
    RED_MILL_URL,
    anchor,
    mill_article,
    og_image,
    plain_page,
    plain_post,
    site_page,
)
from bench.own_pages.page import BY2, BY4, NC4, ND4, SA4, TEXT, OwnPage, Work

PAGES = (
    # Bells of a site's own to take along, beside each of its posts.
    OwnPage(
        "page_license",
        "sounds that the site offers beside every page are not the page's",
        site_page(mill_article(TEXT), "<p>© Brook</p>", "")
        .replace("</aside>", '<p>Ring tones: <a href="/tones/mill.mp3">[mp3]</a></p></aside>')
        .replace("</footer>", f"{CHOSEN_FOOT}</footer>"),
    ),
    OwnPage(
        "block",
        "two formats of one song are one work, which the licence beside the player and the page's are of",
        plain_page(
            "<div><p>Ann Lee - River song</p><audio controls><source src='/song.mp3'><source src='/song.ogg'></audio>"
            f"<a rel='license' href='{BY4}'><img src='/cc-by.png'></a></div>"
        ),
        (Work("/song.mp3", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "an episode's page: the licence covers the sound",
        plain_page(
            "<article><h1>Episode 7</h1><audio controls><source src='/e7.mp3' type='audio/mpeg'>"
            f"<source src='/e7.ogg'></audio>{TEXT}<p>This podcast is licensed under "
            f"<a rel='license' href='{BY4}'>CC BY 4.0</a>.</p></article>"
        ),
        (Work("/e7.mp3", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "music that an episode only uses is credited, and the episode not licensed",
        plain_page(
            "<article><h1>Episode 7</h1><audio src='/e7.mp3'></audio>"
            f"{TEXT}<p>Music by Kevin Roth, {anchor(BY4)}</p></article>"
        ),
    ),
    OwnPage(
        "block",
        "these recordings: all sounds above",
        plain_page(
            f"<article>{TEXT}<p><audio src='/one.mp3'></audio></p><p>And the mix:</p><p><audio src='/mix.mp3'></audio>"
            f"</p><p>These recordings are Copyright Ann Lee {anchor(NC4, 'CC-BY-NC')}</p></article>"
        ),
        (Work("/one.mp3", "by-nc 4.0", "Ann Lee"), Work("/mix.mp3", "by-nc 4.0", "Ann Lee")),
    ),
    OwnPage(
        "block",
        "a list of sound files, each with its licence",
        plain_post(
            f"<ul><li><a href='/a.mp3'>River song</a> by Ann Lee ({anchor(BY4)})</li><li><a href='/b.mp3'>Mill song</a> by "
            f"Bob Ray ({anchor(SA4, 'CC BY-SA 4.0')})</li></ul>",
        ),
        (Work("/a.mp3", "by 4.0", "Ann Lee"), Work("/b.mp3", "by-sa 4.0", "Bob Ray")),
    ),
    OwnPage(
        "statement",
        "this song is licensed, and its link stands below",
        plain_post(
            TEXT,
            f"<p>This song is licensed under {anchor(NC4, 'CC BY-NC 4.0')}.</p><p><a href='/river.mp3'>Download the "
            "river song</a></p>",
        ),
        (Work("/river.mp3", "by-nc 4.0"),),
    ),
    OwnPage(
        "block",
        "the music of an episode's beginning, credited below its player",
        plain_post(
            "<audio controls src='/ep4.mp3'></audio><p>Intro: <a href='https://music.example/mill'>Mill</a> by Bob Ray is "
            f"licensed under {anchor(BY4)}.</p>",
        ),
    ),
    OwnPage(
        "page_license",
        "Portuguese: the episode's licence, beside that of its music",
        plain_post(
            "<audio controls><source src='/20.mp3' type='audio/mpeg'></audio><ul><li><b>Música</b>: <a "
            f"href='https://music.example/90'>Redon</a> de Ann Lee, está licenciada nos termos da {anchor(BY4)}.</li></ul>"
            f"<p>Este episódio está licenciado nos termos da "
            + anchor(
                ND4,
                "Licença Creative Commons - Atribuição-NãoComercial-SemDerivações 4.0 Internacional",
            )
            + ".</p>",
        ),
        (Work("/20.mp3", "by-nc-nd 4.0"),),
    ),
    OwnPage(
        "page_license",
        "the sign of the show on the page of an episode",
        plain_post(
            MILL,
            "<p><a href='/66.mp3'>Listen</a></p>",
            TEXT,
            f"<p>This podcast is licensed under {anchor(BY4, rel='license')}</p>",
            head=og_image("/mill.jpg"),
        ),
        (Work("/66.mp3", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "this podcast is licensed, and the link to the licence follows in another sentence",
        plain_post(
            "<p>You can hear it <a href='/1of4.mp3'>here</a>.</p>",
            TEXT,
            "<p>This podcast is licensed under the same Creative "
            f"Commons license as the site. You may copy it (the full details are {anchor(BY2, 'here')}).</p>",
        ),
        (Work("/1of4.mp3", "by 2.0"),),
    ),
    OwnPage(
        "page_license",
        "the picture of an episode is called as its guest, who seldom took it (only the sound is right)",
        plain_page(
            "<article><h1>7: Bo Ek on mills</h1><img src='/bo-ek.jpg' width='900'><audio src='/7.mp3'></audio>"
            f"{TEXT}{OLD_CHOOSER}</article>"
        ).replace("<title>The river", "<title>7: Bo Ek on mills"),
        (Work("/7.mp3", "by-sa 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "page_license",
        "music that plays behind the page for ever is no recording of it",
        plain_page(
            f"<article><audio src='/a.mp3' autoplay loop></audio>{TEXT}{OLD_CHOOSER}</article>"
        ),
    ),
    OwnPage(
        "page_license",
        "a broadcaster's recording on somebody's page, which has a licence",
        site_page(
            f'{TEXT}<p><a href="https://cdn.radio.example/2011/notebook.mp3">The programme</a></p>',
            f'<p><a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
    ),
    OwnPage(
        "page_license",
        "a show's own recording, kept where shows are kept",
        site_page(
            f'{TEXT}<p><a href="https://archive.org/download/brook-7/brook-7.mp3">Episode 7</a></p>',
            f'<p><a rel="license" href="{BY4}">CC BY 4.0</a></p>',
        ),
        (Work("https://archive.org/download/brook-7/brook-7.mp3", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "a note on the music that is offered",
        f'<!doctype html><html><body><article><h1>Summer</h1><p><a href="https://music.example/summer.mp3">Descargar mp3*</a></p>{TEXT}<p>*Música distribuida bajo licencia <a href="{BY4}">CC BY 4.0</a></p></article></body></html>',
        (Work("https://music.example/summer.mp3", "by 4.0"),),
    ),
    OwnPage(
        "page_license",
        "a post with a recording of it shows a picture that is called as it is",
        f"<!doctype html><html><head><title>Red mill</title></head><body>{mill_article('<p><a href=/up/red-mill.mp3>Listen</a></p><p><img src=/up/red-mill-plan.jpg width=800></p>', TEXT)}{CHOSEN_FOOT}</body></html>",
        (Work("/up/red-mill.mp3", "by 4.0"), Work("/up/red-mill-plan.jpg", "by 4.0")),
        RED_MILL_URL,
    ),
)
