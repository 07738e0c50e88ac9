from typing import Any

import pytest

from catalog.errors import RecordRejected
from catalog.providers.freesound_answers import PACKS, with_preview_and_pack

PACK = {"id": 77, "name": "Weather", "url": "https://freesound.org/people/ada/packs/77/"}


@pytest.fixture(autouse=True)
def _no_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PACKS, "_answers", {})


class FakeAsker:
    """Asks for packs, which cannot be had for the first so many times, and for sizes."""

    def __init__(self, size: int | None, *, missing: int = 0) -> None:
        self._size, self.missed, self._missing = size, 0, missing
        self.asked: list[str] = []

    def json(self, url: str, params: Any = None) -> Any:
        raise NotImplementedError

    def optional(self, url: str, keys: tuple[str, ...] = ()) -> Any:
        self.asked.append(url)
        self.missed += len(self.asked) <= self._missing
        return PACK if len(self.asked) > self._missing else None

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


def test_a_pack_that_cannot_be_had_now_is_asked_for_again_by_the_next_of_its_sounds() -> None:
    asker, complete = FakeAsker(900, missing=1), with_preview_and_pack
    assert complete(asker, sound(1)) == {**sound(1), "preview_size": 900}
    assert complete(asker, sound(2))["pack"] == PACK


def test_a_sound_whose_preview_is_gone_is_rejected() -> None:
    with pytest.raises(RecordRejected, match="no_preview_size"):
        with_preview_and_pack(FakeAsker(None), sound(1))
