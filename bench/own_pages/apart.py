# ruff: noqa: E501 - lines of markup
"""A licence that an id joins to its picture: in a dialog, a popover, a footnote."""

from bench.own_pages.frames import LINK_BY4, UPLOADED_IMG, UPLOADED_TOWER, site_page, uploaded_mill
from bench.own_pages.page import BY4, TEXT, OwnPage

_PHOTO = f"<p>Photo: Ann Lee, {LINK_BY4}</p>"


def _apart(near: str, far: str) -> str:
    """Return a post whose first picture has a button or a mark, and what that leads to far below."""
    return site_page(f"{near}{TEXT}{UPLOADED_TOWER}{TEXT}{far}")


PAGES = (
    # WAI-ARIA 1.2 (2023-06-06), aria-controls, aria-details and aria-describedby; HTML Living Standard 6.12, the popover
    # attribute; Bootstrap 5.3's modal (getbootstrap.com/docs/5.3/components/modal); yuin/goldmark, extension/footnote.go at
    # 04acf85d; NDLANO/article-converter, its snapshots of 2022 (data-dialog-id).
    OwnPage(
        "block",
        "a dialog that a button in the figure controls",
        _apart(
            f'<figure>{UPLOADED_IMG}<figcaption>The mill <button aria-controls="lic-1" aria-expanded="false">Rights</button></figcaption></figure>',
            f'<div id="lic-1" role="dialog" hidden><h2>Rights</h2><dl><dt>Creator</dt><dd>Ann Lee</dd><dt>License</dt><dd>{LINK_BY4}</dd></dl></div>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a list of licences whose entries Wikimedia Commons wrote, with the address in words",
        _apart(
            f"<div>{UPLOADED_IMG}<div><a href='#license-1'>© By Ann Lee</a></div></div>",
            "<details><summary>Licenses</summary><p id='license-1'>[1]: By Ann Lee - K08B17 07 Torre; the old gate seen from within, with the view of Mill Street and its seven bridges, "
            "CC BY-SA 2.0, https://commons.wikimedia.org/w/index.php?curid=114991671</p></details>",
        ),
        (uploaded_mill("by-sa 2.0"),),
    ),
    OwnPage(
        "block",
        "Bootstrap's modal behind a button beside the picture",
        _apart(
            f'<div class="image-box">{UPLOADED_IMG}<button data-bs-toggle="modal" data-bs-target="#c1">©</button></div>',
            f'<div class="modal" id="c1"><div class="modal-dialog"><div class="modal-body">{_PHOTO}</div></div></div>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a description that the picture names by its id",
        _apart(
            f"<p>{UPLOADED_IMG.replace('>', ' aria-describedby=d1>')}</p>",
            f'<p id="d1">Photo: Ann Lee, {LINK_BY4}</p>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a picture among the text that names its credit, which no word calls one, by its id",
        _apart(
            f"{TEXT}{UPLOADED_IMG.replace('>', ' aria-describedby=d1>')}{TEXT}",
            f'<p id="d1">Ann Lee / {LINK_BY4}</p>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a popover that a button in the figure opens",
        _apart(
            f'<figure>{UPLOADED_IMG}<button popovertarget="p1">i</button></figure>',
            f'<div popover id="p1">Ann Lee, {LINK_BY4}</div>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a dialog that names the figure's id",
        _apart(
            f'<figure id="f-1">{UPLOADED_IMG}<figcaption>The mill</figcaption></figure>',
            '<div class="dialog" data-dialog-id="f-1" role="dialog"><h1>Rules for use</h1><p>Photographer: Ann Lee</p>'
            f'<p><a href="{BY4}">Learn more about open licences</a></p></div>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a footnote of the caption",
        _apart(
            f'<figure>{UPLOADED_IMG}<figcaption>The mill.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup></figcaption></figure>',
            f'<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Photo by Ann Lee, {LINK_BY4} <a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></div>',
        ),
        (uploaded_mill("by 4.0"),),
    ),
    OwnPage(
        "block",
        "a footnote of the text is of no picture",
        _apart(
            f'{UPLOADED_IMG}<p>The river is long.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p>',
            f'<div class="footnotes"><ol><li id="fn:1"><p>Ann Lee, The River, {LINK_BY4} <a href="#fnref:1">↩</a></p></li></ol></div>',
        ),
    ),
    OwnPage(
        "block",
        "a table of contents leads to the credit of the text",
        _apart(
            f'<nav><a href="#credits">Credits</a></nav>{UPLOADED_IMG}',
            f'<section id="credits"><h2>Credits</h2><p>Text by Bo Ek, {LINK_BY4}</p></section>',
        ),
    ),
    OwnPage(
        "block",
        "a tab with the licence of the data",
        _apart(
            f'<div class="tabs">{UPLOADED_IMG}<ul role="tablist"><li><a role="tab" aria-controls="t1">About</a></li><li><a role="tab" aria-controls="t2">License</a></li></ul></div>',
            f'<div id="t1" role="tabpanel">{TEXT}</div><div id="t2" role="tabpanel"><p>The data are under {LINK_BY4}</p></div>',
        ),
    ),
)
