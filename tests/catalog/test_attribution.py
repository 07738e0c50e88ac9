"""The form is that of wiki.creativecommons.org/wiki/Recommended_practices_for_attribution.

Read November 2026; its first example is the first test's.
"""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from catalog.attribution import attribution, license_name

BIRTHDAY = {
    "title": "Creative Commons 10th Birthday Celebration San Francisco",
    "creator": "Timothy Vollmer",
    "creator_url": "https://www.flickr.com/photos/sixteenmilesofstring/",
    "foreign_landing_url": "https://www.flickr.com/photos/sixteenmilesofstring/8256206923/",
    "license": "by",
    "license_version": "4.0",
}


def test_title_author_source_and_licence_are_linked() -> None:
    assert attribution(BIRTHDAY).html == (
        '"<a href="https://www.flickr.com/photos/sixteenmilesofstring/8256206923/">Creative Commons'
        ' 10th Birthday Celebration San Francisco</a>" by '
        '<a href="https://www.flickr.com/photos/sixteenmilesofstring/">Timothy Vollmer</a> is '
        'licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.'
    )


def test_the_link_of_a_licence_that_was_changed_since_does_not_count() -> None:
    german = {"license_url": "https://creativecommons.org/licenses/by/3.0/de/"}
    row = {"license": "by", "license_version": "3.0", "meta_data": german}
    by3, by4 = "https://creativecommons.org/licenses/by/3.0/de/", "licenses/by/4.0/)."
    assert attribution(row).text == f"This work is licensed under CC BY 3.0 ({by3})."
    assert attribution(row | {"license_version": "4.0"}).text.endswith(by4)


def test_text_has_the_addresses_in_parentheses() -> None:
    assert attribution(BIRTHDAY).text == (
        '"Creative Commons 10th Birthday Celebration San Francisco" '
        "(https://www.flickr.com/photos/sixteenmilesofstring/8256206923/) by Timothy Vollmer "
        "(https://www.flickr.com/photos/sixteenmilesofstring/) is licensed under CC BY 4.0 "
        "(https://creativecommons.org/licenses/by/4.0/)."
    )


def test_markdown_links_survive_parentheses_and_brackets() -> None:
    row = {
        "title": "A [b] *c*",
        "foreign_landing_url": "https://en.wikipedia.org/wiki/Fox_(city)",
        "license": "by-sa",
        "license_version": "3.0",
    }
    assert attribution(row).markdown == (
        r'"[A \[b\] \*c\*](<https://en.wikipedia.org/wiki/Fox_(city)>)" is licensed under '
        "[CC BY-SA 3.0](<https://creativecommons.org/licenses/by-sa/3.0/>)."
    )


def test_a_work_without_title_and_author_is_this_work() -> None:
    row = {"foreign_landing_url": "https://a.example/1", "license": "cc0", "license_version": "1.0"}
    assert attribution(row).text == (
        "This work (https://a.example/1) is marked with CC0 1.0 "
        "(https://creativecommons.org/publicdomain/zero/1.0/)."
    )


def test_the_jurisdiction_of_the_records_own_link_is_kept() -> None:
    ported = "https://creativecommons.org/licenses/by-nc-nd/3.0/us/"
    row = {"license": "by-nc-nd", "license_version": "3.0", "meta_data": {"license_url": ported}}
    assert f"(<{ported}>)" in attribution(row).markdown


def test_licences_have_their_names() -> None:
    named = [license_name("publicdomain", "N/A"), license_name("sampling+", "1.0")]
    assert named == ["Public Domain", "CC SAMPLING+ 1.0"]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert [name for name, _ in attrs] == ["href"]
        assert str(attrs[0][1]).lower().startswith(("http://", "https://"))


@given(
    title=st.text() | st.just('"><script>alert(1)</script>'),
    creator=st.text() | st.just("</a><img src=x onerror=alert(1)>"),
    url=st.text() | st.sampled_from(["javascript:alert(1)", 'https://a.example/"onclick="x']),
)
def test_html_holds_links_to_the_web_and_nothing_else(title: str, creator: str, url: str) -> None:
    row = {
        "title": title,
        "creator": creator,
        "creator_url": url,
        "foreign_landing_url": url,
        "license": "by",
        "license_version": "4.0",
    }
    made = attribution(row)
    links = _Links()
    links.feed(made.html)
    assert set(links.tags) == {"a"}
    assert "\n" not in made.text
