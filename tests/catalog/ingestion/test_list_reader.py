from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from catalog.apis.paginators import CursorLoop, Offset, PageNumber, Paginator, SinglePage
from catalog.errors import CatalogError, RetriableError
from catalog.ingestion.clients import client_for
from catalog.ingestion.cursors import Cursor
from catalog.ingestion.list_reader import PageIterator
from catalog.ingestion.pull import Checkpoint, PullProgress, pull
from catalog.ingestion.seen_ids import Target
from catalog.providers import wikimedia
from catalog.providers.base import (
    Asker,
    Auth,
    Completion,
    ListPage,
    Payload,
    Provider,
    Slices,
    Window,
    detail,
    sets_of,
)
from catalog.providers.commons_batches import MOST_ANSWERS
from tests.catalog.fakeapi import Reply, as_json, fake_provider, photo, serving
from tests.catalog.ingestion.test_pull import landed

DAY = date(2026, 11, 3)
START = Window.of_day(DAY).seconds[0]


def pull_all(
    provider: Provider, output: Path, cursor: Checkpoint | None = None, **more: Any
) -> Any:
    window = Window.of_day(DAY) if provider.dated else None
    target = Target(output=str(output), day=DAY)
    return pull(
        provider,
        window,
        PullProgress.at(cursor),
        client=client_for(provider),
        target=target,
        **more,
    )


def in_rounds(provider: Provider, output: Path) -> int:
    """Pull with a deadline that has passed, one page a round; return the rounds."""
    cursor, rounds, done = None, 0, False
    while not done:
        pulled = pull_all(provider, output, cursor, deadline=0.0)
        cursor, done, rounds = pulled.cursor, pulled.done, rounds + 1
    return rounds


# A photo every minute of the day, 1,440 of them; the API gives 100 of a query and no more.
MOMENTS = range(START, START + 86_400, 60)


def by_time(_path: str, query: dict[str, str]) -> Reply:
    wanted = [n for n in MOMENTS if int(query["from"]) <= n < int(query["to"])]
    first = (int(query["page"]) - 1) * 50
    shown = wanted[:100][first : first + 50]
    return as_json({"total": len(wanted), "photos": [photo(n) for n in shown]})


def sliced(url: str) -> Provider:
    return fake_provider(
        url,
        PageNumber("page", "size", 50, total=("total",)),
        dated=True,
        window_params=lambda window: dict(zip(("from", "to"), window.seconds, strict=True)),
        slices=Slices(("total",), at_most=40, threshold=150, few=2, many=4),
        schedule="daily",
    )


def test_a_full_day_is_cut_until_every_slice_can_be_had(tmp_path: Path) -> None:
    with serving(by_time) as api:
        pulled = pull_all(sliced(api.url), tmp_path)
    assert landed(tmp_path) == [str(n) for n in MOMENTS]
    # The day, its 24 hours, and each hour's 2 parts of 30 photos.
    assert pulled.counts["requests"] == 1 + 24 + 48


def test_the_slices_of_a_day_are_taken_up_by_another_process(tmp_path: Path) -> None:
    with serving(by_time) as api:
        rounds = in_rounds(sliced(api.url), tmp_path)
    assert rounds == 1 + 24 + 48
    assert landed(tmp_path) == [str(n) for n in MOMENTS]


def test_a_slice_that_cannot_be_cut_is_divided_otherwise(tmp_path: Path) -> None:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        moment = START + 7200
        inside = int(query["from"]) <= moment < int(query["to"])
        found = [n for n in range(150 * inside) if query.get("odd", str(n % 2)) == str(n % 2)]
        first = (int(query["page"]) - 1) * 50
        return as_json(
            {"total": len(found), "photos": [photo(n) for n in found[first : first + 50]]}
        )

    with serving(answer) as api:
        rules = Slices(("total",), 100, 150, 2, 4, otherwise=({"odd": 0}, {"odd": 1}))
        provider = fake_provider(
            api.url,
            PageNumber("page", "size", 50, total=("total",)),
            dated=True,
            window_params=sliced(api.url).window_params,
            slices=rules,
            schedule="daily",
        )
        pull_all(provider, tmp_path)
    assert landed(tmp_path) == [str(n) for n in range(150)]


def test_fixed_sets_are_walked_one_after_the_other_and_resumed(tmp_path: Path) -> None:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        first = {"a": 0, "b": 100, "c": 200}[query["prefix"]] + int(query["offset"])
        end = {"a": 25, "b": 100, "c": 212}[query["prefix"]]
        shown = [photo(n) for n in range(first, max(first, min(end, first + 10)))]
        return as_json({"total": end % 100, "photos": shown})

    with serving(answer) as api:
        provider = fake_provider(api.url, sets=sets_of("prefix", "abc"))
        assert in_rounds(provider, tmp_path) == 3 + 1 + 2
    assert landed(tmp_path) == [str(n) for n in (*range(25), *range(200, 212))]


def test_given_parameters_lead_to_their_set_and_page(tmp_path: Path) -> None:
    provider = fake_provider("http://127.0.0.1:1", sets=sets_of("prefix", "abc"))
    walker = PageIterator(provider, client_for(provider), None, DAY)
    place = walker.first({"prefix": "b", "offset": "30", "extra": "x"})
    assert place == Cursor(set=1, slices=((0, 0, -1),), at={"offset": 30})
    assert Cursor.from_json(place.to_json()) == place


def details(path: str, _query: dict[str, str]) -> Reply:
    number = path.rpartition("/")[2]
    if number == "photos":
        return as_json({"total": 5, "photos": [{"id": n} for n in (4, 2, 9, 3, 1)]})
    return (404, {}, b"") if number == "3" else as_json(photo(int(number)))


def test_the_objects_of_a_list_of_ids_are_asked_for_one_by_one(tmp_path: Path) -> None:
    with serving(details) as api:
        completion = detail(f"{api.url}/photos/{{id}}", key=lambda item: item["id"])
        pulled = pull_all(fake_provider(api.url, SinglePage(), complete=completion), tmp_path)
    assert landed(tmp_path) == ["1", "2", "4", "9"]
    assert pulled.counts["rejected.not_found"] == 1
    assert pulled.counts["requests"] == 6


def test_a_list_that_changed_meanwhile_is_gone_on_with_after_the_last_id(tmp_path: Path) -> None:
    ids = [4, 2, 9, 1]

    def answer(path: str, query: dict[str, str]) -> Reply:
        number = path.rpartition("/")[2]
        if number == "photos":
            return as_json({"total": len(ids), "photos": [{"id": n} for n in ids]})
        return details(path, query)

    with serving(answer) as api:
        whole = detail(f"{api.url}/photos/{{id}}", key=lambda item: item["id"])
        two = Completion(whole.ask, whole.key, at_once=2)
        provider = fake_provider(api.url, SinglePage(), complete=two)
        first = pull_all(provider, tmp_path, deadline=0.0)
        ids[:] = [9, 4, 1, 2, 7]
        second = pull_all(provider, tmp_path, first.cursor)
    assert second.done
    assert landed(tmp_path) == ["1", "2", "4", "7", "9"]


class Commons:
    """Answers as MediaWiki does: each batch in parts, of which `endless` ones never complete."""

    def __init__(self, endless: bool) -> None:
        self.endless, self.asked = endless, 0

    def json(self, _url: str, params: Any = None) -> Any:
        self.asked += 1
        if self.endless and "globalusage" in params["prop"]:
            part = int(params.get("gucontinue", 0))
            usage = [{"title": f"T{part}"}] if part % 2 else [{"title": f"T{part}"}, {"title": "U"}]
            return {
                "continue": {"gucontinue": str(part + 1), "continue": "||imageinfo"},
                "query": {"pages": {"1": {"pageid": 1, "globalusage": usage}}},
            }
        return {
            "batchcomplete": "",
            "query": {"pages": {"1": {"pageid": 1, "imageinfo": [{"size": 5}]}}},
        }

    def size(self, _url: str) -> int | None:
        raise RetriableError


def walked(commons: Asker) -> list[Any]:
    pages = wikimedia.walk(commons, wikimedia.PROVIDER.params, None)
    return [page.items for page in pages]


def test_a_batch_that_never_ends_is_asked_for_without_its_endless_property() -> None:
    commons = Commons(endless=True)
    page = walked(commons)[0][0]
    assert commons.asked == MOST_ANSWERS + 1
    assert page["imageinfo"] == [{"size": 5}]
    assert page["most_usage"] == 101


def test_a_batch_of_one_answer_is_asked_for_once() -> None:
    commons = Commons(endless=False)
    assert walked(commons) == [[{"pageid": 1, "imageinfo": [{"size": 5}]}]]
    assert commons.asked == 1


def test_what_must_be_asked_first_is_asked_once_and_sent_with_every_page(tmp_path: Path) -> None:
    def answer(path: str, query: dict[str, str]) -> Reply:
        if path == "/build":
            return as_json({"build": 194})
        first = int(query["offset"])
        shown = [photo(n) for n in range(first, min(15, first + 10))]
        return as_json({"total": 15, "photos": shown if query.get("build") == "194" else []})

    with serving(answer) as api:

        def build(asker: Asker) -> dict[str, Any]:
            return {"build": asker.json(f"{api.url}/build")["build"]}

        pull_all(fake_provider(api.url, prepare=build), tmp_path)
        paths = [path for _, path, _ in api.asked]
    assert paths == ["/build", "/photos", "/photos"]
    assert landed(tmp_path) == [str(n) for n in range(15)]


def test_an_answer_of_another_shape_is_an_error_with_a_clear_line(tmp_path: Path) -> None:
    with serving(lambda _path, _query: as_json({"total": 1, "photos": [photo(1)]})) as api:

        def build(asker: Asker) -> dict[str, Any]:
            return {"build": asker.json(f"{api.url}/build")["build"]}

        with pytest.raises(CatalogError, match="fake is not of the known shape: lacks 'build'"):
            pull_all(fake_provider(api.url, prepare=build), tmp_path)


def test_a_detail_of_another_shape_costs_its_item_only_and_is_asked_for_again(
    tmp_path: Path,
) -> None:
    def ask(_asker: Asker, item: Any) -> Any:
        return photo([0, 1][item["id"]])

    page = as_json({"total": 3, "photos": [{"id": 0}, {"id": 1}, {"id": 2}]})
    with serving(lambda _path, _query: page) as api:
        completion = Completion(ask, key=lambda item: item["id"])
        provider = fake_provider(api.url, SinglePage(), complete=completion)
        pulled = pull_all(provider, tmp_path)
    assert landed(tmp_path) == ["0", "1"]
    assert [(entry.kind, entry.id) for entry in pulled.ledger.open] == [("item", "2")]


def test_a_body_is_posted_with_the_window_in_it(tmp_path: Path) -> None:
    with serving(lambda _path, _query: as_json({"total": 1, "photos": [photo(1)]})) as api:
        provider = fake_provider(
            api.url,
            SinglePage(),
            dated=True,
            body=lambda window: {"from": window.seconds[0] if window else None},
            page=Payload("page", ("photos",), keys=("id",), envelope=("total",)),
            schedule="daily",
        )
        pull_all(provider, tmp_path)
    assert api.bodies == [b'{"from": %d}' % START]


@pytest.mark.parametrize("length", [1, 2, 3, 5])
@pytest.mark.parametrize("paginator", [PageNumber("page"), Offset("offset", "limit", 2)])
def test_pages_that_come_round_again_end_their_list(
    paginator: Paginator, length: int, tmp_path: Path
) -> None:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        number = int(query.get("page", 0)) or int(query["offset"]) // 2
        first = number % length * 2
        asked.append(number)
        return as_json({"photos": [photo(first), photo(first + 1)], "request": len(asked)})

    asked: list[int] = []
    with serving(answer) as api:
        pulled = pull_all(fake_provider(api.url, paginator), tmp_path)
    assert sorted(landed(tmp_path), key=int) == [str(n) for n in range(2 * length)]
    assert pulled.done
    assert [entry.kind for entry in pulled.ledger][-1] == "list"
    last = [entry.error for entry in pulled.ledger][-1]
    assert last in {"the API sent the page before once more", str(CursorLoop())}
    assert len(asked) < 60


def test_a_generator_that_comes_round_again_ends_its_list(tmp_path: Path) -> None:
    def walk(_asker: Asker, _params: Any, at: Any) -> Iterator[ListPage]:
        number = at["n"] if at else 0
        while True:
            number = (number + 1) % 3
            yield ListPage([photo(number)], {"n": number})

    with serving(lambda _path, _query: as_json({})) as api:
        pulled = pull_all(fake_provider(api.url, walk=walk), tmp_path)
    assert pulled.done
    assert sorted(landed(tmp_path)) == ["0", "1", "2"]
    [entry] = pulled.ledger
    assert (entry.kind, entry.error) == (
        "list",
        "The API sent us back to a page that we have already had.",
    )


def test_an_empty_page_is_the_end_only_if_nothing_is_behind_it(tmp_path: Path) -> None:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        number = int(query["page"])
        asked.append(number)
        full = number <= 5 and (number != 3 or is_mended)
        return as_json({"photos": [photo(number)] if full else []})

    asked: list[int] = []
    is_mended = False
    with serving(answer) as api:
        provider = fake_provider(api.url, PageNumber("page"))
        pulled = pull_all(provider, tmp_path)
        assert sorted(landed(tmp_path)) == ["1", "2", "4", "5"]
        [entry] = pulled.ledger
        assert (entry.kind, entry.place["at"]) == ("page", {"page": 3})
        assert asked == [1, 2, 3, 4, 4, 5, 6, 7]
        is_mended = True
        progress = PullProgress(finished=True, step=9, ledger=pulled.ledger)
        again = pull(
            provider,
            None,
            progress,
            client=client_for(provider),
            target=Target(output=str(tmp_path), day=DAY),
        )
    assert len(again.ledger) == 0
    assert sorted(landed(tmp_path)) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("status", "is_end"), [(404, True), (400, True), (200, False)])
def test_what_is_behind_an_empty_page_is_known_or_it_is_asked_for_again(
    tmp_path: Path, status: int, is_end: bool
) -> None:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        number = int(query["page"])
        if number > 2:
            return status, {}, b"<html><title>Down for maintenance</title></html>"
        return as_json({"photos": [photo(number)] if number == 1 else []})

    with serving(answer) as api:
        pulled = pull_all(fake_provider(api.url, PageNumber("page")), tmp_path)
    assert landed(tmp_path) == ["1"]
    assert (len(pulled.ledger) == 0) == is_end


def test_an_error_beside_an_empty_list_is_no_end(tmp_path: Path) -> None:
    replies = [
        {"photos": [photo(1)]},
        {"photos": [], "errors": [{"detail": "shard 3 is down"}]},
        {"photos": [], "success": False},
        {"photos": [photo(2)]},
        {"photos": []},
        {"photos": []},
    ]
    with serving(lambda _path, _query: as_json(replies.pop(0))) as api:
        assert pull_all(fake_provider(api.url, PageNumber("page")), tmp_path).done
    assert landed(tmp_path) == ["1", "2"]


def test_a_key_that_an_api_repeats_is_in_no_record_and_in_no_note_of_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "s3cret key"
    monkeypatch.setenv("FAKE_API_KEY", key)

    def answer(path: str, _query: dict[str, str]) -> Reply:
        if path.startswith("/photo/"):
            number = int(path.rpartition("/")[2])
            return as_json(photo(number) | {"title": f"by {key}"}) if number < 3 else (500, {}, b"")
        listed = [photo(n) | {"file": "https://img.org/?key=s3cret%20key"} for n in range(4)]
        return as_json({"total": 4, "photos": listed, "asked_by": key})

    with serving(answer) as api:
        provider = fake_provider(
            api.url,
            auth=Auth(secret="FAKE_API_KEY", query="key"),
            complete=detail(f"{api.url}/photo/{{id}}", key=lambda one: int(one["id"])),
        )
        pulled = pull_all(provider, tmp_path)
    rows = [row for file in tmp_path.rglob("*.parquet") for row in pq.read_table(file).to_pylist()]
    assert [row["title"] for row in rows] == ["by a-key"] * 3
    [failure] = pulled.ledger.open
    assert failure.item["file"] == "https://img.org/?key=a-key"
    assert "s3cret" not in str(pulled)
