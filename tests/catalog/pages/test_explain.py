from catalog.pages.evidence import Confidence
from catalog.pages.explain import explained
from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage

URL = "https://a.example/x"
LINK = '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'


def page_about(html: str) -> str:
    found = page_rows(FetchedPage(URL, html.encode()), least=Confidence.LOW)
    return explained(URL, found, Confidence.MEDIUM)


def test_each_candidate_is_shown_with_its_words_and_each_rejection_with_its_reason():
    about = page_about(
        f"<figure><img src='/a.jpg'><figcaption>Photo: Ann Lee, {LINK}</figcaption></figure>"
        f"<figure><img src='/b.jpg'><figcaption>{LINK} or "
        "<a href='https://creativecommons.org/licenses/by-nc/4.0/'>CC BY-NC 4.0</a></figcaption>"
    )

    assert '<a href="https://a.example/a.jpg"' in about
    assert "<blockquote>Photo: Ann Lee, CC BY 4.0</blockquote>" in about
    assert "<td>ambiguous_license</td><td>Two licences of equal standing are named" in about


def test_every_candidate_of_a_pages_licence_is_shown_with_its_words_and_a_button_with_its_address():
    said = page_about(
        "<p>Some words.</p><img src='/a.jpg' width=600><img src='/b.jpg' width=600>"
        "<footer>All content is licensed under "
        '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>'
    )
    bare = page_about(
        "<p>Some words.</p><img src='/a.jpg' width=600>"
        '<footer><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
        "<img src='/by.png' width=88 height=31></a></footer>"
    )

    words = "<blockquote>All content is licensed under CC BY 4.0</blockquote>"
    assert said.count("<h3>image, ") == said.count(words) == 2
    assert "<blockquote>https://creativecommons.org/licenses/by/4.0/</blockquote>" in bare


def test_the_pages_own_markup_is_shown_and_not_obeyed():
    about = page_about(
        "<figure><img src='/a.jpg'><figcaption>Photo: &lt;svg onload=alert(1)&gt; "
        f"&lt;img src=x onerror=alert(1)&gt; {LINK}</figcaption></figure>"
    )

    assert "&lt;svg onload=alert(1)&gt;" in about
    assert "<svg" not in about
    assert "<img" not in about
    assert "default-src 'none'" in about


def test_a_picture_that_nothing_licenses_is_shown_with_that():
    about = page_about(
        f"<img src='/a.jpg' width='600' height='400'><p>Photo: Ann Lee, {LINK}</p>"
        "<h2>More</h2><p>And this.</p><img src='/c.jpg' width='600' height='400'>"
    )

    assert "<td>not_licensed</td><td>Nothing on the page puts it under a licence.</td>" in about
    assert "https://a.example/c.jpg" in about
