from catalog.providers.mods import unwrapped
from catalog.providers.nypl import best_image, by_size


def test_an_object_that_holds_only_a_value_is_that_value() -> None:
    found = {"imageID": {"$": "7"}, "link": [{"$": "http://a.org", "description": "large"}]}
    assert unwrapped(found) == {
        "imageID": "7",
        "link": [{"$": "http://a.org", "description": "large"}],
    }


def test_the_full_size_is_taken_before_any_cropped_one() -> None:
    links = [{"$": "http://i.org/?t=q", "description": "1600"}, {"$": "http://i.org/?t=g"}]
    assert best_image(by_size(links)) == ("https://i.org/?t=g", "")
