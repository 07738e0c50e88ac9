"""Candidates as `catalog candidates` wrote them into candidates.json, read again."""

from typing import Any

import orjson

from catalog.errors import UsageError
from catalog.files import storage


def read_candidates(uri: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the crawl and its candidates, each as `candidates.to_details` gave it.

    Raises:
        NotFoundError: there is no such file.
        UsageError: it is something else.
    """
    try:
        document = orjson.loads(storage.read_bytes(uri))
        return str(document["crawl"]), [dict(found) for found in document["candidates"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{uri} is no file of candidates ({error!r}). Run `catalog candidates` again."
        ) from error
