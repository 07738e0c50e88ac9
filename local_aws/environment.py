"""Variables of this process, for as long as something needs them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


@contextmanager
def environment(variables: Mapping[str, Any]) -> Iterator[None]:
    """Set variables, and forget the clients that were made with others."""
    from catalog.files import storage

    before = dict(os.environ)
    os.environ.update({key: str(value) for key, value in variables.items()})
    storage.s3_client.cache_clear()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        storage.s3_client.cache_clear()
