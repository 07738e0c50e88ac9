from typing import Any

from catalog.providers.wordpress import parse_photo, with_size


class FakeAsker:
    def json(self, url: str, params: Any = None) -> Any:
        raise AssertionError(url)

    optional = json

    def size(self, url: str) -> int | None:
        return {"https://pd.w.org/a-2048.jpg": 777}[url]


def photo(**size: Any) -> dict[str, Any]:
    rendition = {"source_url": "https://pd.w.org/a-2048.jpg", "width": 2048, "height": 9, **size}
    media = {"media_details": {"sizes": {"2048x2048": rendition}}}
    return {"slug": "a", "link": "https://w.org/a/", "_embedded": {"wp:featuredmedia": [media]}}


def test_the_size_of_a_file_is_asked_for_only_where_the_post_does_not_say() -> None:
    assert parse_photo(with_size(FakeAsker(), photo())).filesize == 777
    assert parse_photo(with_size(FakeAsker(), photo(filesize=5))).filesize == 5
