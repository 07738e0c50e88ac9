# ruff: noqa: E501 - lines of markup
"""Repositories, museums and databases of nature, and how they want to be credited."""

from bench.own_pages.frames import UPLOADED_MILL, plain_page, site_page, site_post, uploaded_mill
from bench.own_pages.page import BY4, CC, SA3, TEXT, OwnPage, Work

_EPRINT = "https://eprints.example/538"


def _eprint(file: str, license: str) -> str:
    return (
        f'<table><tr><td valign="top" align="right"><a class="ep_document_link" href="{_EPRINT}/2/{file}"><img class="ep_doc_icon" '
        f'alt="[thumbnail of {file}]" src="{_EPRINT}/2.hassmallThumbnailVersion/{file}" border="0"></a></td><td valign="top"><span '
        f'class="ep_document_citation">Published Version<br>{file}</span> - Available under License <a href="{license}">Creative '
        f'Commons Attribution</a>.<br><a href="{_EPRINT}/2/{file}" class="ep_document_link">Download (367kB)</a></td></tr></table>'
    )


ITEMS = (
    # A photo bank's page of one picture, after imagebank.ie as saved in 2014.
    OwnPage(
        "statement",
        "a picture's own page, with whose it is in a row right below and the licence's button in another",
        plain_page(
            "<div><span>Towns</span> <span>Cycle lane in Torre</span></div><div><p><img id='SelectedImage' src='/cycle-lane-in-torre.jpg'></p><br><p><b>Copyright: </b><span>Ann Lee</span><br>"
            "<b>Image Size: </b><span>2048 x 1536</span> <b>Uploaded on: </b><span>06/06/2007</span></p><p><b>Licence:</b> "
            f"<a href='{BY4}'><img src='/88x31.png' alt='Creative Commons Licence' height='31' width='88'></a></p></div>"
        ),
        (Work("/cycle-lane-in-torre.jpg", "by 4.0", None),),
    ),
    # DSpace 7's item page as built at repository.cam.ac.uk, 2026.
    OwnPage(
        "page_license",
        "DSpace: an item's licence, and the first page of its PDF as thumbnail",
        site_page(
            '<ds-item-page><h1 class="item-page-title-field">The river</h1><div class="row"><div class="col-md-4"><div '
            'class="thumbnail"><img class="img-thumbnail" src="/server/api/core/bitstreams/6a2f/content" alt="Thumbnail Image"></div>'
            '<div class="simple-view-element"><h2 class="simple-view-element-header">Files</h2><a href="/bitstreams/1/download">'
            'river.pdf</a> (2.1 MB)</div></div><div class="col-md-6"><div class="simple-view-element"><h2 '
            f'class="simple-view-element-header">Rights and licensing</h2><a href="{BY4}"><img src="/assets/images/cc-licenses/by.png" '
            'alt="Attribution 4.0 International (CC BY 4.0)"></a><div>Except where otherwised noted, this item\'s license is '
            f'described as <a href="{BY4}">Attribution 4.0 International (CC BY 4.0)</a></div></div></div></div></ds-item-page>',
        ),
    ),
    # EPrints 3 (render_value, hassmallThumbnailVersion); Omeka S, application/view/common/resource-values; Omeka's items.
    OwnPage(
        "block",
        "EPrints: the thumbnail of a PDF, available under a licence",
        site_post(f'<div class="ep_summary_content_main">{_eprint("river.pdf", BY4)}{TEXT}</div>'),
    ),
    OwnPage(
        "statement",
        "Omeka S: an item with its media and its values",
        site_page(
            '<h2><span class="title">Red mill</span></h2><ul class="media-list"><li class="media-render file"><a '
            'href="/files/original/5e6f.jpg"><img src="/files/large/5e6f.jpg" alt="Red mill"></a></li></ul><dl>'
            '<div class="property"><dt>Title</dt><dd class="value" lang=""><span class="value-content">Red mill</span></dd></div><div '
            'class="property"><dt>Creator</dt><dd class="value" lang=""><span class="value-content">Ann Lee</span></dd></div><div '
            'class="property"><dt>License</dt><dd class="value uri"><a class="uri-value-link" target="_blank" '
            f'href="{BY4}">CC BY</a></dd></div></dl>'
        ),
        (Work("/files/original/5e6f.jpg", "by 4.0", "Ann Lee"),),
    ),
    OwnPage(
        "statement",
        "Omeka: an item's files are under what its row Rights says, also by whom",
        plain_page(
            "<h1>Map</h1><div id='item-images'><a class='download-file' href='/files/original/m1.jpg'><img class='full' "
            "src='/files/fullsize/m1.jpg'></a><a class='download-file' href='/files/original/m2.jpg'><img class='full' "
            "src='/files/fullsize/m2.jpg'></a></div><div id='dublin-core-rights' class='element'><h3>Rights</h3><div "
            "class='element-text'>Ann Lee / Map Collection, www.maps.example / CC BY-NC-ND 4.0</div></div>"
        ),
        (
            Work("/files/original/m1.jpg", "by-nc-nd 4.0", "Ann Lee"),
            Work("/files/original/m2.jpg", "by-nc-nd 4.0", "Ann Lee"),
        ),
    ),
    OwnPage(
        "credit_list",
        "Omeka: as many credits under Rights as files",
        plain_page(
            "<h1>Two portraits</h1><a href='/files/original/p1.jpg'><img src='/files/fullsize/p1.jpg'></a><a "
            "href='/files/original/p2.jpg'><img src='/files/fullsize/p2.jpg'></a><h3>Rights</h3><div>Ann Lee / NPG x16, "
            "National Portrait Gallery / CC BY-NC-ND 4.0<br>Bassano Ltd / NPG x34, National Portrait Gallery / CC0</div>"
        ),
        (
            Work("/files/original/p1.jpg", "by-nc-nd 4.0", "Ann Lee"),
            Work("/files/original/p2.jpg", "cc0 1.0", "Bassano Ltd"),
        ),
    ),
    # Dataverse's citation block; OpenGameArt's fields.
    OwnPage(
        "page_license",
        "Dataverse: the licence of a dataset",
        site_page(
            '<div id="dataset-citation"><img src="/logos/dataset.png" width="100" height="100" alt="Dataset thumbnail"> Lee, Ann, 2024, '
            f'"The river"</div>{TEXT}<div class="form-group"><label>License/Data Use Agreement</label><img '
            'src="https://licensebuttons.net/p/zero/1.0/88x31.png" alt="CC0 1.0"> <a href="http://creativecommons.org/publicdomain/zero/'
            '1.0">CC0 1.0</a></div>',
            head='<script type="application/ld+json">{"@context": "http://schema.org", "@type": "Dataset", "name": "The river", "license": '
            '"http://creativecommons.org/publicdomain/zero/1.0", "creator": [{"@type": "Person", "name": "Ann Lee"}]}</script>',
        ),
    ),
    OwnPage(
        "statement",
        "OpenGameArt: a work's preview under its one licence",
        site_page(
            '<div class="group-left"><div class="field field-name-author-submitter"><div class="field-label">Author:&nbsp;</div><span '
            'class=\'username\'><a href="/users/annlee">annlee</a></span></div><div class="field field-name-field-art-licenses"><div '
            'class="field-label">License(s):&nbsp;</div><div class="field-items"><div class="license-icon"><a '
            f"href='{CC}/licenses/by/3.0/' target='_blank'><img src='/sites/default/files/license_images/cc-by-3.png' alt=''><div "
            'class=\'license-name\'>CC-BY 3.0</div></a></div></div></div></div><div class="group-right"><div class="field '
            'field-name-field-art-preview"><div class="field-items"><div class="field-item even"><a '
            'href="/sites/default/files/mill.png"><img src="/sites/default/files/styles/medium/public/mill.png" alt="Preview"></a></div>'
            f"</div></div>{TEXT}</div>"
        ),
        (Work("/sites/default/files/mill.png", "by 3.0", "annlee"),),
    ),
)

_EUROPEANA = (
    "<link rel='stylesheet' type='text/css' href='https://api.europeana.eu/attribution/style.css'/><dl "
    "class='europeana-attribution' lang='en'><dt>Title</dt><dd lang='la'><a "
    "href='http://data.europeana.eu/item/11602/HERBARWU' target='_blank' rel='noopener'>Silene genistifolia</a></dd><dt>Creator"
    "</dt><dd>Ann Lee</dd><dt>Institution</dt><dd lang=''><a href='https://herbarium.example/102495' target='_blank' "
    "rel='noopener'>University of Vienna</a></dd><dt>Country</dt><dd lang=''>Austria</dd><dt>Rights</dt><dd><a "
    f"href='{SA3}' target='_blank' rel='noopener'><span class='icon-cc'></span><span class='icon-by'></span>CC BY-SA</a></dd>"
    "</dl>"
)
_INATURALIST = "https://inaturalist-open-data.s3.amazonaws.com/photos/12345/medium.jpg"

CREDITED = (
    # Europeana's htmlAttributionSnippet in europeana/record-api's tests; Geograph's reuse page.
    OwnPage(
        "figure",
        "Europeana: title, creator, institution and rights as a list below the picture",
        site_post(
            TEXT,
            f'<figure><img src="/up/silene.jpg" width="800" alt=""><figcaption>{_EUROPEANA}</figcaption></figure>',
            TEXT,
        ),
        (Work("/up/silene.jpg", "by-sa 3.0", "Ann Lee", title="Silene genistifolia"),),
    ),
    OwnPage(
        "block",
        "Geograph: the words that it asks for below a picture",
        site_post(
            TEXT,
            '<div class="photo"><a href="https://www.geograph.org.uk/photo/5561265"><img alt="Red Mill" '
            'src="https://s0.geograph.org.uk/geophotos/05/56/12/5561265_bc74db7d.jpg"></a><br>&copy; Copyright <a title="View '
            'profile" href="https://www.geograph.org.uk/profile/39198" xmlns:cc="http://creativecommons.org/ns#" '
            'property="cc:attributionName" rel="cc:attributionURL">Ann Lee</a> and licensed for <a '
            'href="https://www.geograph.org.uk/reuse.php?id=5561265">reuse</a> under this <a rel="license" '
            f'href="{CC}/licenses/by-sa/2.0/" class="nowrap" about="https://s0.geograph.org.uk/geophotos/05/56/12/'
            '5561265_bc74db7d.jpg" title="Creative Commons Attribution-Share Alike 2.0 Licence">Creative Commons Licence</a>.</div>',
            TEXT,
        ),
        (
            Work(
                "https://s0.geograph.org.uk/geophotos/05/56/12/5561265_bc74db7d.jpg",
                "by-sa 2.0",
                "Ann Lee",
            ),
        ),
    ),
    # iNaturalist's attribution as its API has it.
    OwnPage(
        "block",
        "iNaturalist: some rights reserved, a licence without its version",
        site_post(
            TEXT,
            UPLOADED_MILL,
            "<p>(c) Ann Lee, some rights reserved (CC BY-NC), uploaded by Ann Lee via <a "
            'href="https://www.inaturalist.org/observations/1">iNaturalist</a></p>',
            TEXT,
        ),
    ),
    OwnPage(
        "figure",
        "iNaturalist's attributions: with a licence's link, without a version, and all rights reserved",
        site_post(
            TEXT,
            *(
                f'<figure><img src="{_INATURALIST.replace("12345", n)}" width="500" height="333" alt=""><figcaption>{words}</figcaption></figure>'
                for n, words in (
                    (
                        "12345",
                        f'(c) Ann Lee, some rights reserved (<a href="{CC}/licenses/by-nc/4.0/">CC BY-NC</a>)',
                    ),
                    ("12346", "(c) Bo Diaz, some rights reserved (CC BY), uploaded by Bo Diaz"),
                    ("12347", "(c) Bo Diaz, all rights reserved"),
                )
            ),
            TEXT,
        ),
        (Work(_INATURALIST, "by-nc 4.0", "Ann Lee"),),
    ),
    # GBIF's and the Encyclopedia of Life's, as copied in pages.
    OwnPage(
        "block",
        "GBIF: an address for a licence",
        site_post(
            TEXT,
            UPLOADED_MILL,
            "<p>Photo by Ann Lee licensed under http://creativecommons.org/licenses/by-nc/4.0/</p>",
            TEXT,
        ),
        (uploaded_mill("by-nc 4.0"),),
    ),
    OwnPage(
        "block",
        "Encyclopedia of Life: the licence's icon, then whose it is",
        site_post(
            TEXT,
            UPLOADED_MILL,
            f'<p><a href="{CC}/licenses/by-nc-sa/3.0/"><img src="/cc.png" alt="cc-by-nc-sa-3.0"></a> © Ann Lee. Source: Flickr</p>',
            TEXT,
        ),
        (uploaded_mill("by-nc-sa 3.0"),),
    ),
)

PAGES = (*ITEMS, *CREDITED)
