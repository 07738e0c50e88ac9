"""What a WAT record says of an HTML page: its head, and its links in document order.

The shape is that of `ia-web-commons`: an `<a>` is written when it ends, with its text, so an image
inside it comes first; the head's own `<link>`s and scripts are kept apart from the page's links.
"""

from html.parser import HTMLParser
from typing import Any

# Tag -> the attribute that holds a URL. A tag that is not here is no link to the WAT's writer.
_LINKS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "blockquote": "cite",
    "embed": "src",
    "form": "action",
    "iframe": "src",
    "img": "src",
    "input": "src",
    "object": "data",
    "source": "src",
    "td": "background",
    "video": "poster",
}
_KEPT = ("alt", "title", "rel", "target", "type", "hreflang", "method")


def html_metadata(html: str) -> dict[str, Any]:
    """Return the `HTML-Metadata` member of a page's WAT record."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    head = {name: value for name, value in reader.head.items() if value}
    return {"Head": head, "Links": reader.links} if reader.links else {"Head": head}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.head: dict[str, Any] = {"Metas": [], "Title": "", "Link": [], "Scripts": []}
        self.links: list[dict[str, str]] = []
        self._anchor: dict[str, str] | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "title":
            self._in_title = not self.head["Title"]
        elif tag == "meta":
            kept = ("name", "property", "http-equiv", "content", "charset")
            self.head["Metas"].append({name: values[name] for name in kept if name in values})
        elif tag == "link":
            self._head_link(values)
        elif tag == "script" and "src" in values:
            self.head["Scripts"].append({"path": "SCRIPT@/src", "url": values["src"]})
        elif _LINKS.get(tag) in values:
            self._page_link(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag == "a" and self._anchor is not None:
            self._finish_anchor()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.head["Title"] += data.strip()
        elif self._anchor is not None:
            self._anchor["text"] = " ".join(f"{self._anchor.get('text', '')} {data}".split())

    def _head_link(self, values: dict[str, str]) -> None:
        kept = ("rel", "type", "title", "hreflang")
        link = {"path": "LINK@/href", "url": values.get("href", "")}
        self.head["Link"].append(link | {name: values[name] for name in kept if name in values})

    def _page_link(self, tag: str, values: dict[str, str]) -> None:
        link = {"path": f"{tag.upper()}@/{_LINKS[tag]}", "url": values[_LINKS[tag]]}
        link |= {name: values[name] for name in _KEPT if name in values}
        if tag != "a":
            self.links.append(link)
            return
        if self._anchor is not None:
            self._finish_anchor()
        self._anchor = link

    def _finish_anchor(self) -> None:
        if self._anchor is not None:
            kept = {k: v for k, v in self._anchor.items() if v or k == "url"}
            self.links.append(kept)
        self._anchor = None
