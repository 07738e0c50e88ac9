from typing import Any

import pytest

from catalog.apis.error_rules import AccessRefused, error_in
from catalog.errors import CatalogError, RecordRejected, RetriableError
from catalog.providers.flickr import PROVIDER, parse_photo
from catalog.providers.flickr_answers import check_licenses, largest, words
from catalog.providers.inaturalist import license_info

CC = "https://creativecommons.org/"
# As flickr.photos.licenses.getInfo lists them.
TRUE = {
    0: "",
    1: f"{CC}licenses/by-nc-sa/2.0/",
    3: f"{CC}licenses/by-nc-nd/2.0/",
    7: "https://www.flickr.com/commons/usage/",
    9: f"{CC}publicdomain/zero/1.0/",
    10: f"{CC}publicdomain/mark/1.0/",
    11: f"{CC}licenses/by/4.0/",
    12: f"{CC}licenses/by-sa/4.0/",
    13: f"{CC}licenses/by-nd/4.0/",
    14: f"{CC}licenses/by-nc/4.0/",
    15: f"{CC}licenses/by-nc-sa/4.0/",
    16: f"{CC}licenses/by-nc-nd/4.0/",
}


class Licenses:
    def __init__(self, listed: dict[int, str]) -> None:
        self.listed = [{"id": number, "url": url} for number, url in listed.items()]

    def json(self, _url: str, _params: Any = None) -> Any:
        return {"licenses": {"license": self.listed}, "stat": "ok"}

    optional = json

    def size(self, _url: str) -> int | None:
        return None


def photo(license_id: str) -> dict[str, Any]:
    return {"id": "1", "owner": "o", "license": license_id, "url_l": "https://a.org/1.jpg"}


@pytest.mark.parametrize(("number", "url"), [(n, u) for n, u in TRUE.items() if n not in {0, 7}])
def test_every_licence_id_is_the_licence_that_flickr_names(number: int, url: str) -> None:
    assert parse_photo(photo(str(number))).license_info.url == url


def test_licence_3_is_not_the_japanese_port() -> None:
    assert parse_photo(photo("3")).license_info.url == f"{CC}licenses/by-nc-nd/2.0/"


@pytest.mark.parametrize("license_id", ["0", "7", "8", "99"])
def test_what_is_no_licence_is_rejected(license_id: str) -> None:
    with pytest.raises(RecordRejected, match="license_not_accepted: id"):
        parse_photo(photo(license_id))


def test_a_pull_begins_when_the_ids_mean_what_we_think() -> None:
    assert check_licenses(Licenses(TRUE)) == {}


def test_a_pull_stops_when_an_id_means_something_else() -> None:
    moved = TRUE | {11: f"{CC}licenses/by-sa/4.0/"}
    with pytest.raises(CatalogError, match="Flickr's licence 11 is .*by-sa/4.0/, not"):
        check_licenses(Licenses(moved))


def test_a_bad_key_is_final_and_a_busy_service_is_not() -> None:
    bad = {"stat": "fail", "code": 100, "message": "Invalid API Key"}
    busy = {"stat": "fail", "code": 105, "message": "Service currently unavailable"}
    assert isinstance(error_in(PROVIDER.errors, 200, bad), AccessRefused)
    assert isinstance(error_in(PROVIDER.errors, 200, busy), RetriableError)


def test_the_largest_address_that_the_answer_gives_is_taken_if_a_browser_shows_it() -> None:
    sizes = {"url_l": "https://a.org/l.jpg", "url_k": "https://a.org/k.jpg"}
    assert largest(sizes) == "k"
    assert largest({**sizes, "url_o": "https://a.org/o.tiff"}) == "k"
    assert largest({**sizes, "url_o": "https://a.org/o.png"}) == "o"


def test_tags_for_machines_are_left_out() -> None:
    assert words("boat geo:lat=5 time:12 a=b") == ["boat", "time:12", "a=b"]


def test_inaturalists_public_domain_has_a_version_and_gfdl_is_rejected() -> None:
    assert license_info("PD").url == f"{CC}publicdomain/mark/1.0/"
    with pytest.raises(RecordRejected, match="license_not_accepted: GFDL"):
        license_info("GFDL")
