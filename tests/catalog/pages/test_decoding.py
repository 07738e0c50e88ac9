import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.pages.decoding import to_utf8

TEXT = "<p>Größe, naïve, Ўзбек</p>"


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (TEXT.encode(), "text/html; charset=utf-8", TEXT),
        (TEXT.encode(), None, TEXT),
        (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "text/html; charset=utf-8", TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None, TEXT),
        ("Größe".encode("latin-1"), "text/html; charset=utf-8", "Größe"),
        ("Größe".encode("latin-1"), 'text/html; charset="ISO-8859-1"', "Größe"),
        ("“quoted”".encode("cp1252"), "text/html; charset=iso-8859-1", "“quoted”"),
        ("Ўзбек".encode("cp1251"), "text/html; charset=windows-1251", "Ўзбек"),
        ("写真".encode("shift_jis"), "text/html; charset=Shift_JIS", "写真"),
        ("写真".encode("iso-2022-jp"), "text/html; charset=iso-2022-jp", "写真"),
        ("Größe".encode("latin-1"), "text/html; charset=no-such-thing", "Größe"),
        ("Größe".encode("latin-1"), "text/html; charset=zlib", "Größe"),
        ("Größe ä".encode()[:-1], "text/html", "Größe Ã"),
        (b"", None, ""),
    ],
)
def test_bytes_are_read_as_what_they_are(body, header, text):
    assert to_utf8(body, header).decode("utf-8", "replace").replace("\ufffd", "Ã") == text


def test_the_page_itself_may_declare_its_charset():
    body = '<meta charset="windows-1251"><p>Ўзбек'.encode("cp1251")

    assert to_utf8(body, "text/html").decode().endswith("<p>Ўзбек")


def test_an_old_style_meta_declares_a_charset():
    body = ('<meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><p>사진').encode(
        "euc-kr"
    )

    assert to_utf8(body, None).decode().endswith("<p>사진")


def test_a_few_damaged_bytes_do_not_turn_a_utf8_page_into_another_encoding():
    body = ("ä" * 100).encode() + b"\xff" + ("ö" * 100).encode()

    assert to_utf8(body, None).decode() == "ä" * 100 + "\ufffd" + "ö" * 100


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_become_text(body, header):
    assert isinstance(to_utf8(body, header), bytes)
