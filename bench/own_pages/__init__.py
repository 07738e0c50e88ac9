"""Pages that the page reader is held to, with what a person would take from each.

Each page stands for one practice that docs/page-reading.md explains, or for one program that prints
credits and licences. They are short, in our own words, and in the markup that publishers, content
management systems and standards use: Creative Commons' chooser and recommended attribution, ccREL,
RDFa 1.1, HTML microdata, schema.org with Google's image metadata, WordPress, Drupal, MediaWiki,
IIIF, and the captions of the press. Where a program's output was looked up stands beside its pages.
No page is a copy of somebody's.

A new page goes into the module that has its subject; none of them is for pages of a certain time.
"""

from bench.own_pages import (
    apart,
    assets,
    attributes,
    blocks,
    captions,
    cards,
    courses,
    credit_lines,
    credit_lists,
    documentation,
    editors,
    figures,
    files,
    flickr,
    footers,
    journals,
    page_layout,
    page_licenses,
    podcasts,
    press,
    repositories,
    searches,
    something_else,
    sounds,
    statements,
    static_sites,
    structured_data,
    themes,
    whose_pictures,
    wikis,
    wordpress_plugins,
)

_PRACTICES = (
    *figures.PAGES,
    *files.PAGES,
    *captions.PAGES,
    *attributes.PAGES,
    *blocks.PAGES,
    *cards.PAGES,
    *credit_lists.PAGES,
    *credit_lines.PAGES,
    *statements.PAGES,
    *footers.PAGES,
    *journals.PAGES,
    *page_licenses.PAGES,
    *whose_pictures.PAGES,
    *page_layout.PAGES,
    *structured_data.PAGES,
    *sounds.PAGES,
    *apart.PAGES,
    *something_else.PAGES,
    *assets.PAGES,
)
_PROGRAMS = (
    *searches.PAGES,
    *flickr.PAGES,
    *wikis.PAGES,
    *wordpress_plugins.PAGES,
    *editors.PAGES,
    *themes.PAGES,
    *static_sites.PAGES,
    *documentation.PAGES,
    *courses.PAGES,
    *repositories.PAGES,
    *press.PAGES,
    *podcasts.PAGES,
)
OWN_PAGES = (*_PRACTICES, *_PROGRAMS)
