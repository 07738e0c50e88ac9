"""How batches of files are read from Wikimedia Commons, MediaWiki's action API.

One batch comes in several answers: the properties of a file (its usage on other wikis, its
metadata) are continued until `batchcomplete`, and are merged. A file that half the world uses can
continue for hundreds of answers; then the batch is asked for again without that property, keeping
the highest usage count that was seen. https://www.mediawiki.org/wiki/API:Continue
"""

from collections.abc import Iterator
from typing import Any

from catalog.apis.error_rules import said
from catalog.apis.paginators import Params, Position, merge_continued
from catalog.errors import RecordRejected, RetriableError
from catalog.providers.payloads import Asker, ListPage, has

API = "https://commons.wikimedia.org/w/api.php"
MOST_ANSWERS = 100


def walk(asker: Asker, params: Params, at: Position | None) -> Iterator[ListPage]:
    """Yield the batches of a generator, each with all of its files' properties."""
    tokens = dict(at["continue"]) if at else {}
    while True:
        pages, tokens = ask_batch(asker, params, tokens)
        yield ListPage(list(pages.values()), {"continue": tokens} if tokens else None)
        if not tokens:
            return


def ask_batch(asker: Asker, params: Params, first: Params) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the merged pages of one batch and the tokens of the next one."""
    pages: dict[str, Any] = {}
    tokens = dict(first)
    for _ in range(MOST_ANSWERS):
        payload = asker.json(API, {**params, **tokens})
        merge_continued(pages, payload)
        tokens = dict(payload.get("continue") or {})
        if "batchcomplete" in payload or not tokens:
            return pages, tokens
    most = {key: len(page.get("globalusage") or ()) for key, page in pages.items()}
    pages, tokens = ask_batch(asker, without_long_property(params, tokens), first)
    for key, page in pages.items():
        page["most_usage"] = most.get(key, 0)
    return pages, tokens


def check_answer(payload: Any) -> None:
    """Raise RetriableError for what is no answer to a query: those have one of three names."""
    if not any(has(payload, (name,)) for name in ("query", "continue", "batchcomplete")):
        words = said(payload)
        raise RetriableError("no answer to a query" + (f"; it says: {words}" if words else ""))


def without_long_property(params: Params, tokens: Params) -> Params:
    """Leave out the property that never ends: usage, and if it is not that, the files' metadata."""
    if "gucontinue" in tokens and "globalusage" in params["prop"]:
        return {**params, "prop": "imageinfo"}
    if "metadata" in params["iiprop"].split("|"):
        return {**params, "iiprop": params["iiprop"].removesuffix("|metadata")}
    raise RecordRejected("endless_batch", str(dict(tokens))[:200])
