import pytest

from catalog.cli.selecting import show
from catalog.database.selection import Preview


@pytest.mark.parametrize(
    "title", ["Harbour [/url] at dawn", "a [red]b[/red] c", "[link=https://evil.example]x[/link]"]
)
def test_a_title_is_shown_as_it_is_and_never_as_markup(
    title: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    found = [("an-id", "flickr", "1", title, "https://e.example/")]
    show(Preview({"flickr": 1}, found), "image")
    assert title in capsys.readouterr().err
