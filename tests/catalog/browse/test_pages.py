import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from catalog.browse.site import BrowseSite
from catalog.database.connection import Connection
from tests.catalog.browse.site import HOSTILE, MUSEUM, SCRIPT

pytestmark = pytest.mark.postgres
PAGES = ("/image", "/audio", "/providers", "/providers/flickr", "/crawls", "/review")


def test_every_page_is_json_too(client: FlaskClient, records: dict[str, str]) -> None:
    for path in (*PAGES, f"/image/{records['script']}"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert f'href="{path}.json"' in page.text
        assert isinstance(client.get(f"{path}.json").json, dict)


def test_no_value_becomes_markup(client: FlaskClient, records: dict[str, str]) -> None:
    paths = [*PAGES, *(f"/image/{identifier}" for identifier in records.values())]
    paths += [f"/image?q={SCRIPT}", f"/image?license={SCRIPT}", "/providers/" + SCRIPT[:80]]
    for path in paths:
        tree = html.fromstring(client.get(path).text)
        assert [tag.get("src") for tag in tree.iter("script")] == ["/static/browse.js"]
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), path
        assert not tree.xpath("//@style | //style"), path
        links = tree.xpath("//@href | //@src | //@action")
        assert all(link.startswith(("/", "https://", "#")) for link in links), path
        assert "\u202e" not in tree.text_content()
        assert "\x1b" not in tree.text_content()
    assert "{{ 7 * 7 }}" in client.get(f"/image/{records['template']}").text


def test_search_finds_narrows_and_counts(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/image?q=safe").text)
    assert page.xpath("normalize-space(//p[@role='status'])") == "1 picture"
    found = client.get("/image.json?q=safe&provider=flickr&license=by").json
    assert found["total"] == 1
    assert found["facets"]["provider"] == [["flickr", 1]]
    nothing = client.get("/image?q=safe&license=cc0").text
    assert "Nothing found. Try fewer or other words, or remove what" in nothing
    assert "Nothing found. Try fewer or other words." in client.get("/image?q=zebra").text
    assert "too common" in client.get("/image?q=the").text


def test_pictures_are_lazy_and_tell_nobody_where_they_are_shown(client: FlaskClient) -> None:
    images = html.fromstring(client.get("/image").text).xpath("//img")
    assert len(images) == len(HOSTILE)
    for image in images:
        assert image.get("loading") == "lazy"
        assert image.get("referrerpolicy") == "no-referrer"
        assert image.get("src").startswith("https://img.example/")


def test_a_record_has_its_attribution_and_its_origin(
    client: FlaskClient, records: dict[str, str]
) -> None:
    page = html.fromstring(client.get(f"/image/{records['rtl']}").text)
    text = page.get_element_by_id("copy-text").text
    assert text == (
        '"ثعلب أحمر" by ثعلب أحمر is licensed under CC BY 4.0 '
        "(https://creativecommons.org/licenses/by/4.0/)."
    )
    assert "Read out of a page of flickr in Common Crawl, found by JSON-LD." in page.text_content()
    assert not page.xpath("//form[@method='post']")


def test_a_record_shows_what_it_was_called_and_whether_it_is_still_there(
    client: FlaskClient, records: dict[str, str], connection: Connection
) -> None:
    known = {"id": records["rtl"], "script": SCRIPT}
    for statement in (
        "UPDATE image SET title = 'Fox' WHERE identifier = %(id)s",
        "INSERT INTO record_life (media_type, identifier, provider, key, state, reason, evidence)"
        " VALUES ('image', %(id)s, 'flickr', 1, 'suspect', 'not_seen', %(script)s)",
        "INSERT INTO link_check (media_type, identifier, provider, url, state, detail, final_url)"
        " VALUES ('image', %(id)s, 'flickr', 'https://a.example/', 'moved', %(script)s,"
        " 'javascript:1')",
        "UPDATE image SET meta_data = meta_data"
        " || jsonb_build_object('evidence_text', %(script)s::text) WHERE identifier = %(id)s",
    ):
        connection.execute(statement, known)
    told = html.fromstring(client.get(f"/image/{records['rtl']}").text)
    text = " ".join(told.text_content().split())
    assert "title was ثعلب أحمر" in text
    assert "It may be gone at its source: not seen, since" in text
    assert "Its file was moved on" in text
    assert told.xpath("//blockquote")[0].text == SCRIPT
    facts = client.get(f"/image/{records['rtl']}.json").json
    assert (facts["life"]["state"], facts["link"]["state"]) == ("suspect", "moved")
    assert facts["former_values"][0]["old_value"] == "ثعلب أحمر"


def test_what_is_not_there_is_told_in_both_forms(client: FlaskClient) -> None:
    missing = "/image/00000000-0000-4000-8000-000000000000"
    assert client.get(missing).status_code == 404
    assert "no image has the identifier" in client.get(missing).text
    assert client.get(f"{missing}.json").json["status"] == 404
    assert client.get("/image/nonsense").status_code == 404
    assert client.get("/providers/nobody").status_code == 404
    assert client.get("/crawls/../../etc/passwd").status_code == 404
    assert client.get("/crawls/CC-MAIN-2026-43").status_code == 400


def test_the_page_cannot_change_a_record_unless_it_is_allowed_to(
    client_of: Callable[..., FlaskClient],
    site: BrowseSite,
    records: dict[str, str],
    connection: Connection,
) -> None:
    place = f"/image/{records['plain']}"
    form = {"form_token": site.form_token, "reason": "asked by its maker"}
    assert client_of().post(f"{place}/delete", data=form).status_code == 403
    editor = client_of(edits=True)
    assert editor.post(f"{place}/delete", data={**form, "reason": " "}).status_code == 400
    assert editor.get(f"{place}/delete").status_code == 405
    assert editor.post(f"{place}/delete", data={"reason": "x"}).status_code == 403
    assert editor.post(f"{place}/delete", data=form).status_code == 303
    assert "asked by its maker" in editor.get(place).text
    assert editor.get(f"{place}.json").json["state"] == "deleted"
    assert editor.post(f"{place}/restore", data=form).status_code == 303
    assert editor.get(f"{place}.json").json["state"] == "live"


def test_a_record_that_no_catalog_may_have_stays_deleted_and_the_page_says_why(
    client_of: Callable[..., FlaskClient], site: BrowseSite, records: dict[str, str]
) -> None:
    place = f"/image/{records['rtl']}"  # its page is a script's address
    form = {"form_token": site.form_token, "reason": "asked by its maker"}
    editor = client_of(edits=True)
    assert editor.post(f"{place}/delete", data=form).status_code == 303
    refused = editor.post(f"{place}/restore", data=form)
    assert refused.status_code == 409
    assert "The record stays deleted" in refused.text
    assert editor.get(f"{place}.json").json["state"] == "deleted"


def test_provider_health_shows_runs_counts_and_failures(client: FlaskClient) -> None:
    listed = client.get("/providers.json").json["providers"]
    flickr = next(one for one in listed if one["name"] == "flickr")
    assert flickr["records"] == {"image": len(HOSTILE) - 1}
    assert (flickr["verdict"], flickr["failures_left"], flickr["age_days"]) == ("failed", 1, 0)
    assert [run["day"] for run in flickr["runs"]] == ["2026-10-02", "2026-10-01"]
    assert sum(day["rows"] for day in flickr["loaded"]) == 7


def test_the_desk_only_shows_unless_decisions_are_allowed(
    client: FlaskClient, site: BrowseSite
) -> None:
    page = html.fromstring(client.get("/review").text)
    assert not page.xpath("//form[@method='post']")
    command = page.xpath("//p[@class='command']")[0].text_content()
    assert command == f"catalog candidates --reviews {site.reviews} approve {MUSEUM} --note WHY"
    form = {"form_token": site.form_token, "domain": MUSEUM, "note": "x", "decision": "approve"}
    assert client.post("/review", data=form).status_code == 403
    assert not Path(site.reviews).exists()


def test_a_decision_goes_into_the_file_of_the_commands(
    client_of: Callable[..., FlaskClient], site: BrowseSite
) -> None:
    client = client_of(edits=True)
    assert client.get("/review.json").json["waiting"] == 2
    form = {"form_token": site.form_token, "domain": MUSEUM, "note": "", "decision": "approve"}
    assert client.post("/review", data=form).status_code == 400
    assert client.post("/review", data=form | {"note": "x", "domain": "../x"}).status_code == 400
    assert client.post("/review", data=form | {"note": "x", "decision": "?"}).status_code == 400
    note = f"each work names\nits licence {SCRIPT}"
    assert client.post("/review", data=form | {"note": note}).status_code == 303
    written = json.loads(Path(site.reviews).read_text())
    assert written[MUSEUM]["decision"] == "approved"
    assert written[MUSEUM]["provider"] == MUSEUM
    assert written[MUSEUM]["note"] == f"each work names its licence {SCRIPT}"
    desk = client.get("/review.json").json
    assert [one["domain"] for one in desk["open"]] == ["photos.example"]
    assert [one["domain"] for one in desk["others"]] == [MUSEUM, "wiki.example"]


def test_a_page_asks_in_transactions_that_cannot_write(site: BrowseSite) -> None:
    with site.reading() as connection:
        assert connection.execute("SHOW transaction_read_only").fetchone() == ("on",)
        assert connection.execute("SHOW statement_timeout").fetchone() == ("15s",)
