import pytest

from catalog.pages.trackers import reason_against_size


@pytest.mark.parametrize(
    ("width", "height", "reason"),
    [
        (80, 80, None),
        (80, 32, None),
        (89, 24, "too_small"),
        (79, 79, "too_small"),
        (79, None, "too_small"),
        (None, 80, None),
        (None, None, None),
        (1, 900, "tracking_pixel"),
    ],
)
def test_a_picture_is_too_small_below_its_smallest_side(width, height, reason):
    assert reason_against_size(width, height) == reason
