"""Parsing a page: what is too much of it costs no more memory, and what stands before is kept."""

from catalog.pages.lines import MAX_ATOMS
from catalog.pages.parsing import parse

PAGE = "https://site.example/post/"


def test_texts_behind_the_thirty_thousandth_are_no_lines_and_a_picture_there_is_one_still() -> None:
    texts = "".join(f"<p>{n}</p>" for n in range(MAX_ATOMS))
    html = f"<body><p><img src='/first.jpg'>First</p>{texts}<p><img src='/last.jpg'>Last</p></body>"

    document = parse(html.encode(), PAGE)

    first, last = document.media
    assert [line.text for line in document.lines_at(first)] == ["First", "0"]
    assert (last.url, document.line_of(last)) == ("https://site.example/last.jpg", None)
    assert document.lines.holding(["last"]) == []
