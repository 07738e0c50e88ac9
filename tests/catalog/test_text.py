from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from catalog.text import (
    clean_code,
    clean_tag,
    clean_text,
    clean_title,
    is_plain,
    repaired_encoding,
    truncated,
)
from tests.growth import NONE, growth

ODD = st.text(
    alphabet="ab &;<>/#\"'\\ux38amplt \t\n\x00\x85\x99\xa0ÃÂâ€™©Å¡ðŸ\ud800é\u0301\u200dFile:"
)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("plain", "plain"),
        ("  a \t\r\n b\u2003c\u3000 ", "a b c"),
        ("nul\x00 bell\x07 back\x08space", "nul bell backspace"),
        ("half \ud83d a face", "half a face"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ('say "hi"', "say 'hi'"),
        ("C:\\users", "C:\\users"),
        ("a <b>bold</b> &amp; b", "a <b>bold</b> &amp; b"),
        ("👩\u200d👩\u200d👧 family", "👩\u200d👩\u200d👧 family"),
        ("voilÃ\xa0 la  porte", "voilà la porte"),
        ("", None),
        (" \x00\n", None),
    ],
)
def test_a_text_loses_what_cannot_be_stored_or_seen(given_text: str, expected: str | None) -> None:
    assert clean_text(given_text) == expected


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("CafÃ©", "Café"),
        ("MÃ¼nchen â€“ StraÃŸe", "München – Straße"),
        ("Itâ€™s", "It’s"),
        ("10Â°C", "10°C"),
        ("Å¡koda", "škoda"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("æ—¥æœ¬", "日本"),
        ("ðŸ˜€", "😀"),
        ("Ã\x83", "Ã"),
        ("caf\u00c3\u00a9 twice: ÃƒÂ©", "café twice: é"),
    ],
)
def test_utf8_that_was_read_as_windows_1252_is_read_again(damaged: str, expected: str) -> None:
    assert repaired_encoding(damaged) == expected


@pytest.mark.parametrize(
    "right",
    [
        "Café", "SÃO PAULO", "NÃO", "CAFÉ™", "CAFÉ® and CAFÉ™", "“MANHÃ”", "MANHÃ…", "Â", "Ðór",
        "l’État, c’est moi…", "“À bientôt”", "naïve façade", "Ångström®", "Straße", "日本",
    ],
)  # fmt: skip
def test_text_that_is_right_is_left_alone(right: str) -> None:
    assert repaired_encoding(right) == right


@pytest.mark.parametrize(
    ("given_title", "expected"),
    [
        ("File:Rosa canina.jpg", "Rosa canina.jpg"),
        ("file : File:Rosa", "Rosa"),
        ("File:", None),
        ("Filed under: art", "Filed under: art"),
        ("<i>Rosa</i> <b class='x'>canina</b>", "Rosa canina"),
        ("one<br/>two<p>three</p>", "one two three"),
        ("Tom &amp; Jerry &#39;s &lt;b&gt;best&lt;/b&gt;", "Tom & Jerry 's best"),
        ("AT&T & R&D", "AT&T & R&D"),
        ("2 < 3 > 1 <3", "2 < 3 > 1 <3"),
        ("a <unknown> tag", "a tag"),
        ("one<two-three/>four", "one four"),
        ("love <you", "love < you"),
        ("I </3 you", "I < /3 you"),
        ("before <!-- a > b --> after", "before after"),
        ("before <!-- <b>never</b> closed", "before"),
        ("<?php echo 1 ?>text<![CDATA[x]]>", "text"),
        ("&amp;amp;amp;lt;i&amp;gt;x", "x"),
        ("<<b>b>x", "x"),
        ("&#195;&#169;", "é"),
        ("Robert'); DROP TABLE image;--", "Robert'); DROP TABLE image;--"),
    ],
)
def test_a_title_loses_html_and_file_prefixes(given_title: str, expected: str | None) -> None:
    assert clean_title(given_title) == expected


@pytest.mark.parametrize(
    ("given_tag", "expected"),
    [
        (r"caf\u00e9", "café"),
        (r"\xc3\xa9t\xe9", "été"),
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d", None),
        (r"\users", r"\users"),
        ("  New   York ", "New York"),
    ],
)
def test_escapes_left_in_a_tag_are_read(given_tag: str, expected: str | None) -> None:
    assert clean_tag(given_tag) == expected


def test_an_identifier_keeps_its_encoding() -> None:
    assert clean_code("  CafÃ©\x00 ") == "CafÃ©"


def test_a_text_over_its_limit_is_dropped_or_cut() -> None:
    assert (clean_text("abcd", 4), clean_text("abcde", 4)) == ("abcd", None)
    assert (clean_text("ab cde", 3, truncate=True), clean_title("abcde", 4)) == ("ab", "abcd")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("cafe\u0301", 4, "caf"),
        ("ab👩\u200d👧", 3, "ab"),
        ("ab👩\u200d👧", 4, "ab"),
        ("👍🏽x", 1, "👍"),
        ("a🇫🇷🇩🇪", 2, "a"),
        ("a🇫🇷🇩🇪", 3, "a🇫🇷"),
        ("a🇫🇷🇩🇪", 4, "a🇫🇷"),
        ("abc def", 4, "abc"),
    ],
)
def test_a_cut_never_falls_inside_a_character(text: str, limit: int, expected: str) -> None:
    assert truncated(text, limit) == expected


def test_a_pile_of_accents_is_cut_all_the_same() -> None:
    assert truncated("e" + "\u0301" * 500, 100) == "e" + "\u0301" * 99


@given(ODD | st.text(), st.sampled_from([clean_text, clean_code, clean_title, clean_tag]))
@example("&ampampamp;lt;b>", clean_title)
@example("\\u005cu005cu0041", clean_tag)
@example("ÃƒÂ©", clean_text)
def test_cleaning_twice_is_cleaning_once(
    text: str, clean: Callable[[str, int], str | None]
) -> None:
    once = clean(text, 30)
    assert once is None or clean(once, 30) == once
    assert once is None or 0 < len(once.encode()) <= 4 * 30


MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "</", "<!--", "-->", "<!", "<?", "&lt;", "&gt;", "&lt", "&amp;", "&#60;",
         "\\u003c", "\\x3c", "u003c", "<img src=x onerror=f()", "<x href=javascript:f()>", "</x>",
         "<svg/onload=f()>", "<textarea>", "<plaintext>", "<b", "<![CDATA[", "]]>", "=", "'", '"',
         " ", "a", "/", "&#x3c", "&copy", "\u200b", "\n", "\0", "File:", "Ã¼", "＜"]
    )
    | st.text(max_size=3),
    max_size=14,
).map("".join)  # fmt: skip


@given(MARKUP)
@example("<x href=javascript:f()>X</x>")
@example("&lt;img src=x onerror=f()")
@example("<a <a <a <a x=1")
def test_a_title_that_is_shown_as_html_is_just_its_text(text: str) -> None:
    title = clean_title(text, 5000)
    if title is not None:
        page = LexborHTMLParser(f"<p>{title}</p><i>what stands after it</i>")
        assert [node.tag for node in page.body.css("*")] == ["body", "p", "i"]  # type: ignore[union-attr]
        assert page.css_first("p").text() == title  # type: ignore[union-attr]


@given(ODD | st.text())
def test_a_plain_text_is_one_that_cleaning_leaves_alone(text: str) -> None:
    assert not is_plain(text) or clean_text(text + "\x00") == text


@pytest.mark.parametrize(
    ("start", "again", "end"),
    [("", "&", ""), ("", "<a ", ""), ("", "&amp", ""), ("", "<!--", ""), ("", "\\u00e9", ""),
     ("", "Ã©", ""), ("", "file:", ""), ("", " ", ""), ("", "e\u0301", ""), ("", "&#38", ""),
     ("", "ðŸ", ""), ("<a ", "=", "<"), ("<!--", "-", "")],
)  # fmt: skip
def test_a_hostile_text_costs_no_more_when_it_is_longer(start: str, again: str, end: str) -> None:
    def clean(text: str) -> None:
        clean_title(text, 5000)
        clean_tag(text, 1000)

    assert growth(clean, 100_000, of=lambda size: start + again * size + end) < NONE
