# ruff: noqa: E501 - lines of markup
"""Licences that RDFa states: which subject, under what.

The cases are the shapes of those in the W3C community's RDFa test suite that state a licence
(https://rdfa.info/test-suite/, test cases of HTML5, HTML5 Lite and RDFa 1.0 as of 2024-05-13; the
numbers are theirs), written anew with other subjects and words.
"""

import pytest

from catalog.pages import parsing, rdfa

PAGE = "https://site.example/page.html"
ND = "http://creativecommons.org/licenses/by-nc-nd/2.5/"
SA = "http://creativecommons.org/licenses/by-nc-sa/2.0/"
TOOL = "https://site.example/tool"

CASES = [
    ("0008", f'<p>Under <a about="" rel="cc:license" href="{ND}">CC</a></p>', PAGE, ND),
    ("0030", f'<p>Under <a rel="cc:license" href="{ND}">CC</a></p>', PAGE, ND),
    ("0071", f'<p>Under CC <a rel="cc:license"\n href="{ND}">No Derivatives</a></p>', PAGE, ND),
    ("0075", f'<p>Under <a rel="license" href="{ND}">CC</a></p>', PAGE, ND),
    ("0077", f'<span about="{ND}" rev="license" href="/tool">CC</span>', TOOL, ND),
    (
        "0087",
        f'<p><a rel=":next" href="/2">2</a><a rel=":license" href="{ND}">CC</a></p>',
        PAGE,
        ND,
    ),
    ("0090", f'<p><img src="/a.png" rel="license" href="{SA}"></p>', "/a.png", SA),
    ("0134", f'<link rel="LICENSE" href="{ND}">', PAGE, ND),
    ("0181", f'<div about="/tool"><p rel=":license" resource="{ND}">Ann</p></div>', TOOL, ND),
    (
        "0189",
        f'<div about="/tool" vocab="https://v.example/"><p rel="license" resource="{ND}"></p></div>',
        TOOL,
        ND,
    ),
    ("0190", f'<div about="/tool"><p rel="liCeNse" resource="{ND}">Ann</p></div>', TOOL, ND),
    ("0231", f'<div about="{SA}" rev="license"><img src="/a.png"></div>', "/a.png", SA),
    (
        "0234",
        f'<p><a rel="describedby" href="/d">d</a> <a rel="license" href="{ND}">CC</a></p>',
        PAGE,
        ND,
    ),
    (
        "0299",
        f'<div about="/tool"><a href="{ND}" rel="xhv:license" resource="[]">Tool</a></div>',
        TOOL,
        ND,
    ),
    (
        "0300",
        f'<div about="/tool"><a href="{ND}" property="xhv:license" resource="[]">Tool</a></div>',
        TOOL,
        ND,
    ),
]


def licenses_of(html: str) -> set[tuple[str | None, object]]:
    parsed = parsing.parse(html.encode(), PAGE)
    return {
        (item.id, value)
        for item in rdfa.read_items(parsed)
        for value in item.properties.get("license", ())
    }


@pytest.mark.parametrize(
    ("markup", "subject", "license_url"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_license_is_of_the_subject_that_rdfa_says(markup, subject, license_url):
    absolute = subject if "://" in subject else f"https://site.example{subject}"

    assert (absolute, license_url) in licenses_of(
        f"<!DOCTYPE html><html><body>{markup}</body></html>"
    )


def test_a_term_of_html_beside_a_property_says_nothing():
    # 0303: HTML+RDFa 1.1, 3.1: of `rel` beside `property` only what has a prefix counts.
    html = f'<div vocab="http://schema.org/" resource="/x"><a property="url" rel="license" href="{ND}">no</a></div>'

    assert licenses_of(html) == set()
