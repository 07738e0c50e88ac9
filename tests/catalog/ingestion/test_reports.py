import pytest

from catalog.ingestion.reports import broken


@pytest.mark.parametrize(
    ("lacking", "fetched", "is_said"),
    [(20, 20, True), (19, 19, False), (20, 1_000, False), (0, 0, False)],
)
def test_an_api_seems_changed_when_twenty_items_and_most_lack_what_they_must_have(
    lacking: int, fetched: int, is_said: bool
) -> None:
    counts = {"rejected.missing_url": lacking, "fetched": fetched}
    assert (broken(counts) is not None) is is_said
