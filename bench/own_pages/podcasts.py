# ruff: noqa: E501 - lines of markup
"""Programs of podcasts, and services of sounds, films and models."""

from bench.own_pages.frames import CHOSEN_FOOT, RED_MILL_URL, UPLOADED_MILL, mill_article, site_post
from bench.own_pages.page import BY4, CC, NCSA4, SA4, TEXT, OwnPage, Work


def _player(file: str = "/podlove/file/77/s/webplayer/c/episode/e7.mp3") -> str:
    return f'<audio controls="controls" preload="none"><source src="{file}" type="audio/mpeg"/></audio>'


_PRESS = "https://media.blubrry.com/brook/site.example/e7.mp3"

PAGES = (
    # podlove/podlove-publisher, templates/license.twig at 46d95dba; PowerPress' player and links as copied in posts of 2018;
    # Freesound's and Sketchfab's texts of attribution, and ccMixter's, as copied in lists of credits.
    OwnPage(
        "page_license",
        "Podlove: the licence below an episode, its picture not in the link",
        site_post(
            _player(),
            TEXT,
            '<div class="podlove_cc_license"><img src="/wp-content/plugins/podlove-podcasting-plugin-for-wordpress/images/cc/1_1.png" '
            f'alt="License" /><p>This work is licensed under a <a rel="license" href="{BY4}">Creative Commons Attribution 4.0 '
            'International License</a></p></div><ul class="podlove-contributors"><li><img class="podlove-contributor-avatar avatar" '
            'src="/up/bo.jpg" width="50" height="50"> Bo Ek</li></ul>',
        ),
        (Work("/podlove/file/77/s/webplayer/c/episode/e7.mp3", "by 4.0"),),
    ),
    OwnPage(
        "statement",
        "PowerPress: player and links of one file, and a line on the podcast",
        site_post(
            '<div class="powerpress_player" id="powerpress_player_9728"><audio class="wp-audio-shortcode" id="audio-1-1" '
            f'preload="none" style="width: 100%;" controls="controls"><source type="audio/mpeg" src="{_PRESS}?_=1" /><a '
            f'href="{_PRESS}">{_PRESS}</a></audio></div><p class="powerpress_links powerpress_links_mp3">Podcast: <a '
            f'href="{_PRESS}" class="powerpress_link_pinw" target="_blank" title="Play in new window" rel="nofollow">Play in new '
            f'window</a> | <a href="{_PRESS}" class="powerpress_link_d" title="Download" rel="nofollow" download="e7.mp3">Download'
            "</a></p>",
            TEXT,
            f'<p>This podcast is licensed under a <a href="{NCSA4}">Creative Commons Attribution-NonCommercial-ShareAlike 4.0 '
            "International License</a>.</p>",
        ),
        (Work(_PRESS, "by-nc-sa 4.0"),),
    ),
    OwnPage(
        "page_license",
        "ccMixter: the music of an episode, with its featured singers",
        site_post(
            _player(),
            TEXT,
            '<p>Drive by <a href="http://dig.ccmixter.org/people/AlexBeroza">Alex</a> (c) copyright 2013 Licensed under a Creative '
            f'Commons <a href="{CC}/licenses/by/3.0/">Attribution (3.0)</a> license. '
            '<a href="http://dig.ccmixter.org/files/AlexBeroza/43098">http://dig.ccmixter.org/files/AlexBeroza/43098</a> Ft: cdk'
            "</p>",
        ),
    ),
    OwnPage(
        "block",
        "Freesound: a list of sounds that the page does not play",
        site_post(
            UPLOADED_MILL,
            TEXT,
            "<h3>Sounds</h3><ul><li>Wind 1 Loop by annlee -- https://freesound.org/s/179110/ -- License: Attribution 3.0</li><li>"
            "ping.mp3 by boek -- https://freesound.org/s/668790/ -- License: Creative Commons 0</li></ul>",
        ),
    ),
    OwnPage(
        "block",
        "Sketchfab: a model in a frame, its credit below, and a photograph above",
        site_post(
            UPLOADED_MILL,
            TEXT,
            '<div class="sketchfab-embed-wrapper"><iframe title="Mill" src="https://sketchfab.com/models/58a1/embed"></iframe><p '
            'style="font-size: 13px;"><a href="https://sketchfab.com/3d-models/mill-58a1">Mill</a> by <a '
            'href="https://sketchfab.com/annlee">Ann Lee</a> on <a href="https://sketchfab.com">Sketchfab</a></p></div><p>"Mill" '
            f"(https://skfb.ly/o7vY7) by Ann Lee is licensed under Creative Commons Attribution ({BY4}).</p>",
        ),
    ),
    OwnPage(
        "block",
        "PeerTube: a film in a frame under a licence of its own",
        site_post(
            UPLOADED_MILL,
            TEXT,
            '<iframe title="The river" width="560" height="315" src="https://peertube.example/videos/embed/9c9d" '
            f'sandbox="allow-same-origin allow-scripts"></iframe><p>Video: Ann Lee, <a href="{SA4}">CC BY-SA 4.0</a></p>',
        ),
    ),
    # Podigee's playerConfiguration and Podlove's podlovePlayer, as sites set them up.
    OwnPage(
        "page_license",
        "Podigee's player, which a script sets up with the recording in three formats",
        f'<!doctype html><html><body>{mill_article(TEXT)}<script>window.playerConfiguration = {{"episode": {{"media": {{"ogg": "https:\\/\\/site.example\\/up\\/talk.ogg", "mp3": "https:\\/\\/site.example\\/up\\/talk.mp3"}}, "coverUrl": "https://site.example/up/cover.png"}}}}</script>{CHOSEN_FOOT}</body></html>',
        (Work("/up/talk.mp3", "by 4.0"),),
        RED_MILL_URL,
    ),
    OwnPage(
        "page_license",
        "Podlove's player, given an object with the recording in three formats",
        f"<!doctype html><html><body>{mill_article(TEXT)}<div id='e1'></div><script>podlovePlayer('#e1', {{ title: 'Talk', poster: '/up/cover.jpg', show: {{ url: 'https://site.example' }}, audio: [{{ url: '/up/talk.m4a', mimeType: 'audio/mp4' }}, {{ url: '/up/talk.mp3', mimeType: 'audio/mpeg' }}, {{ url: '/up/talk.opus', mimeType: 'audio/opus' }}] }});</script>{CHOSEN_FOOT}</body></html>",
        (Work("/up/talk.mp3", "by 4.0"),),
        RED_MILL_URL,
    ),
)
