import pytest

from catalog.pages.trackers import is_license_button, reason_against_size


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


@pytest.mark.parametrize(
    ("name", "is_button"),
    [
        ("cc-by-nc-sa_icon.png", True),
        ("licencia_cc_2.PNG", True),
        ("bee-cc-by-4.0.jpg", False),
        # A description of the picture that ends with its licence.
        (
            "the-old-gate-of-torre-seen-from-within-by-ann-lee-cut-by-the-club-of-mill-street-cc-by-.png",
            False,
        ),
    ],
)
def test_a_file_named_as_a_licence_is_its_button(name, is_button):
    assert is_license_button(f"https://site.example/up/{name}") is is_button
