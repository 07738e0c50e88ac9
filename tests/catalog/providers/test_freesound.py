from typing import Any

import pytest

from catalog.errors import RecordRejected
from catalog.providers.freesound_answers import with_preview_and_pack

PACK = {"id": 77, "name": "Weather", "url": "https://freesound.org/people/ada/packs/77/"}


class FakeAsker:
    def __init__(self, size: int | None) -> None:
        self._size = size
        self.asked: list[str] = []

    def json(self, url: str, params: Any = None) -> Any:
        self.asked.append(url)
        return PACK

    optional = json

    def size(self, url: str) -> int | None:
        return self._size


def sound(number: int) -> dict[str, Any]:
    preview = f"https://freesound.org/data/previews/{number}-hq.mp3"
    return {
        "id": number,
        "previews": {"preview-hq-mp3": preview},
        "pack": "https://freesound.org/apiv2/packs/77/",
    }


def test_a_pack_is_asked_for_once_for_all_of_its_sounds() -> None:
    asker, complete = FakeAsker(900), with_preview_and_pack
    assert complete(asker, sound(1))["pack"] == PACK
    assert complete(asker, sound(2)) == {**sound(2), "preview_size": 900, "pack": PACK}
    assert asker.asked == ["https://freesound.org/apiv2/packs/77/"]


def test_a_sound_whose_preview_is_gone_is_rejected() -> None:
    with pytest.raises(RecordRejected, match="no_preview_size"):
        with_preview_and_pack(FakeAsker(None), sound(1))
