import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from catalog.cleaning import STEPS, clean, clean_all, clean_row
from catalog.errors import RecordRejected
from catalog.licenses import from_pair, from_url
from catalog.records import MediaRecord, MediaType, columns_of
from tests.catalog.cleaning.records import AUDIO, BY, IMAGE
from tests.growth import NONE, growth


def reason(record: MediaRecord) -> str:
    with pytest.raises(RecordRejected) as rejection:
        clean(record)
    return str(rejection.value)


def test_a_record_becomes_a_whole_clean_row() -> None:
    record = replace(
        IMAGE,
        title="  File:<b>Rosa</b> &amp; CafÃ© ",
        creator="Ann \x00 Author",
        creator_url="example.org/ann",
        thumbnail="javascript:alert(1)",
        filesize="1024.0",
        width=640,
        height=True,
        tags=["ruby", "by", "ruby", {"name": "cat", "provider": "machine", "accuracy": 0.97}],
        meta_data={"views": 7, "nothing": None, "empty": {}, "text": "two\nlines"},
        watermarked="f",
    )
    assert clean(record) == {
        "foreign_identifier": "1",
        "foreign_landing_url": "https://example.org/photos/1",
        "url": "https://example.org/1.JPEG",
        "thumbnail": None,
        "filetype": "jpg",
        "filesize": 1024,
        "license": "by",
        "license_version": "4.0",
        "creator": "Ann Author",
        "creator_url": "https://example.org/ann",
        "title": "Rosa & Café",
        "meta_data": {
            "views": 7,
            "text": "two lines",
            "license_url": "https://creativecommons.org/licenses/by/4.0/",
            "raw_license_url": "http://creativecommons.org/licenses/by/4.0",
        },
        "tags": [
            {"name": "ruby", "provider": "example"},
            {"name": "cat", "provider": "machine", "accuracy": 0.97},
        ],
        "category": None,
        "watermarked": False,
        "provider": "example",
        "source": "example",
        "ingestion_type": "provider_api",
        "width": 640,
        "height": None,
    }


def test_an_audio_record_keeps_its_set_genres_and_other_files() -> None:
    record = replace(
        AUDIO,
        genres=["rock", "rock", " pop ", "", "x" * 81],
        audio_set={
            "title": "Songs",
            "foreign_identifier": 12,
            "thumbnail": "nope",
            "creator": None,
        },
        alt_files=[
            {"url": "http://example.org/1.ogg", "filesize": "9", "bit_rate": -1, "junk": 1},
            {"url": "https://example.org/1.ogg", "duration": 3},
            {"filesize": 1},
            "no object",
        ],
        duration=3_000_000_000,
        bit_rate=2**31,
    )
    row = clean(record)
    assert row["genres"] == ["rock", "pop"]
    assert row["audio_set"] == {"title": "Songs", "foreign_identifier": 12}
    assert row["audio_set_foreign_identifier"] == "12"
    assert row["alt_files"] == [
        {"url": "http://example.org/1.ogg", "filesize": 9, "filetype": "ogg", "duration": 3}
    ]
    assert (row["duration"], row["bit_rate"]) == (3_000_000_000, None)


def test_a_line_of_an_old_file_is_read_from_its_texts() -> None:
    row = clean_row(
        {
            "foreign_identifier": "1",
            "foreign_landing_url": "https://example.org/photos/1",
            "url": "https://example.org/1.mp3",
            "license": "BY-NC-ND",
            "license_version": "2",
            "provider": "example",
            "source": "commoncrawl",
            "meta_data": '{"description": "a song", "license_url": "x"}',
            "tags": '[{"name": "ruby", "provider": "example"}, {"name": "CC0"}]',
            "genres": '{rock,"hip, hop",NULL}',
            "alt_files": "not json",
            "duration": "1e3",
            "watermarked": "t",
            "no_column": "ignored",
        },
        "audio",
    )
    nulls = {column.name: None for column in columns_of("audio")}
    assert row == nulls | {
        "foreign_identifier": "1",
        "foreign_landing_url": "https://example.org/photos/1",
        "url": "https://example.org/1.mp3",
        "filetype": "mp3",
        "license": "by-nc-nd",
        "license_version": "2.0",
        "provider": "example",
        "source": "commoncrawl",
        "ingestion_type": "commoncrawl",
        "meta_data": {
            "description": "a song",
            "license_url": "https://creativecommons.org/licenses/by-nc-nd/2.0/",
            "raw_license_url": "https://creativecommons.org/licenses/by-nc-nd/2.0/",
        },
        "tags": [{"name": "ruby", "provider": "example"}],
        "genres": ["rock", "hip, hop"],
        "duration": 1000,
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"foreign_identifier": ""}, "missing_foreign_identifier: not usable: ''"),
        ({"foreign_identifier": None}, "missing_foreign_identifier"),
        (
            {"foreign_identifier": "x" * 3001},
            f"missing_foreign_identifier: not usable: '{'x' * 99}",
        ),
        ({"foreign_landing_url": "nowhere"}, "missing_foreign_landing_url: not usable: 'nowhere'"),
        ({"url": "javascript:alert(1)"}, "missing_url: not usable: 'javascript:alert(1)'"),
        ({"url": f"https://example.org/{'a' * 3000}"}, "missing_url: not usable: 'https://exam"),
        ({"license_info": None}, "missing_license"),
        ({"license_info": replace(BY, version="9.0")}, "invalid_license: by 9.0"),
        ({"license_info": replace(BY, slug="gfdl")}, "invalid_license: gfdl 4.0"),
        ({"license_info": replace(BY, version="")}, "missing_license_version: not usable: ''"),
        ({"provider": None}, "missing_provider"),
        ({"provider": "a/b"}, "missing_provider: not usable: 'a/b'"),
        ({"url": "https://example.org/1.ogg"}, "wrong_media_type: a ogg file is no image"),
        ({"filetype": "audio/mpeg"}, "wrong_media_type: a mp3 file is no image"),
        ({"url": "https://example.org/1.webm"}, "wrong_media_type: a webm file is no image"),
        ({"media_type": "audio"}, "wrong_media_type: a jpg file is no audio"),
    ],
    ids=str,
)
def test_a_useless_record_is_rejected_with_the_reason(
    changes: dict[str, Any], expected: str
) -> None:
    assert reason(replace(IMAGE, **changes)).startswith(expected)


@pytest.mark.parametrize(
    ("declared", "url", "expected"),
    [
        (None, "https://example.org/a.jpeg", "jpg"),
        (None, "https://example.org/a.TIF", "tiff"),
        (None, "https://example.org/a", None),
        (None, "https://example.org/a.php", None),
        ("PNG", "https://example.org/a.jpg", "png"),
        (".jpeg", "https://example.org/a", "jpg"),
        ("image/svg+xml", "https://example.org/a", "svg"),
        ("mp32", "https://example.org/a", "mp3"),
        ("unknown", "https://example.org/a.gif", "gif"),
        (7, "https://example.org/a.gif", "gif"),
        ("jpg", "https://example.org/a.webm", "jpg"),
    ],
)
def test_a_file_type_is_the_one_declared_or_that_of_the_url(
    declared: Any, url: str, expected: str | None
) -> None:
    record = replace(AUDIO if expected == "mp3" else IMAGE, filetype=declared, url=url)
    assert clean(record)["filetype"] == expected


@pytest.mark.parametrize(
    ("media_type", "provider", "given_category", "expected"),
    [
        ("image", "example", "Photograph", "photograph"),
        ("image", "example", "music", None),
        ("image", "met", None, "digitized_artwork"),
        ("image", "met", "nonsense", "digitized_artwork"),
        ("image", "phylopic", None, "illustration"),
        ("image", "stocksnap", "illustration", "illustration"),
        ("audio", "met", None, None),
        ("audio", "example", "sound_effect", "sound_effect"),
    ],
)
def test_a_category_is_of_the_list_or_the_providers_usual_one(
    media_type: MediaType, provider: str, given_category: str | None, expected: str | None
) -> None:
    base = IMAGE if media_type == "image" else AUDIO
    assert clean(replace(base, provider=provider, category=given_category))["category"] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "provider_api"),
        ({"source": "commoncrawl"}, "commoncrawl"),
        ({"provider": "inaturalist"}, "sql_bulk_load"),
        ({"ingestion_type": "common_crawl"}, "commoncrawl"),
        ({"ingestion_type": "sql_bulk_load"}, "sql_bulk_load"),
        ({"ingestion_type": "magic"}, "provider_api"),
    ],
    ids=str,
)
def test_the_way_of_ingestion_follows_from_the_source(
    changes: dict[str, Any], expected: str
) -> None:
    assert clean(replace(IMAGE, **changes))["ingestion_type"] == expected


def test_a_port_keeps_its_own_license_url() -> None:
    link = "http://creativecommons.org/licenses/by/3.0/us/deed.en"
    port = from_url(link)
    assert port is not None
    row = clean(replace(IMAGE, license_info=port))
    assert (row["license"], row["license_version"], row["meta_data"]) == (
        "by",
        "3.0",
        {
            "license_url": "https://creativecommons.org/licenses/by/3.0/us/",
            "raw_license_url": link,
        },
    )


def test_the_japanese_url_that_old_rows_got_for_by_nc_nd_2_is_mended() -> None:
    old = clean(replace(IMAGE, license_info=from_pair("by-nc-nd", "2.0")))
    wrong = {"license_url": "https://creativecommons.org/licenses/by-nd-nc/2.0/jp/"}
    row = clean_row(old | {"meta_data": wrong}, "image")
    assert row["meta_data"]["license_url"] == "https://creativecommons.org/licenses/by-nc-nd/2.0/"


def test_a_license_url_that_contradicts_the_pair_gives_way_and_what_was_said_is_kept() -> None:
    said = {"raw_license_url": "https://creativecommons.org/licenses/by-sa/4.0/"}
    row = clean_row(clean(IMAGE) | {"meta_data": said}, "image")
    assert row["meta_data"] == said | {
        "license_url": "https://creativecommons.org/licenses/by/4.0/"
    }


def test_what_a_record_leaves_empty_is_taken_from_the_defaults_of_its_media_type() -> None:
    given = replace(IMAGE, provider=None, source="archive")
    defaults: dict[MediaType, dict[str, str | None]] = {
        "image": {"provider": "met", "source": "met", "category": None},
        "audio": {"provider": "met_audio"},
    }
    rows = [row for row in clean_all([given], defaults=defaults) if isinstance(row, dict)]
    assert [(row["provider"], row["source"], row["category"]) for row in rows] == [
        ("met", "archive", "digitized_artwork")
    ]


def test_each_of_many_records_is_cleaned_or_rejected_in_its_place() -> None:
    dropped: Counter[str] = Counter()
    records = [
        IMAGE,
        replace(AUDIO, title="\0"),
        replace(IMAGE, url="nowhere", title="\0"),  # what a rejected record loses is not counted
        replace(AUDIO, url="https://example.org/1.png"),
        replace(IMAGE, foreign_identifier="2", width=-1),
    ]
    outcomes = clean_all(records, dropped=dropped)
    assert [
        str(each) if isinstance(each, RecordRejected) else each["url"] for each in outcomes
    ] == [
        "https://example.org/1.JPEG",
        "https://example.org/1.mp3",
        "missing_url: not usable: 'nowhere'",
        "wrong_media_type: a png file is no audio",
        "https://example.org/1.JPEG",
    ]
    assert dropped == {"dropped.title": 1, "dropped.width": 1}


def test_odd_json_is_made_storable() -> None:
    meta_data = {
        "day": date(2026, 11, 23),
        "decimal": Decimal("1.5"),
        "infinite": float("inf"),
        "huge": 2**70,
        "set": {"one"},
        "bytes": b"x",
        "list": [None, "", [], "x\ud800", {"a": None}],
        3: "no text for a key",
        "\x00": "no key",
        "false": False,
        "zero": 0,
    }
    cleaned = clean(replace(IMAGE, meta_data=meta_data))["meta_data"]
    del cleaned["license_url"], cleaned["raw_license_url"]
    assert cleaned == {
        "day": "2026-11-23",
        "decimal": 1.5,
        "huge": str(2**70),
        "set": ["one"],
        "list": ["x"],
        "false": False,
        "zero": 0,
    }


def test_json_deeper_than_a_hundred_levels_is_dropped() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    cleaned = clean(replace(IMAGE, meta_data={"deep": deep, "a": {"b": {"c": 1}}}))["meta_data"]
    assert ("deep" in cleaned, cleaned["a"]) == (False, {"b": {"c": 1}})


def test_a_row_of_very_long_texts_costs_little_time() -> None:
    def of(length: int) -> MediaRecord:
        long = "x<&é " * length
        return replace(
            IMAGE,
            title=long,
            creator=long,
            creator_url=long,
            thumbnail=long,
            category=long,
            filetype=long,
            filesize=long,
            width=long,
            tags=[long, "rose"],
            meta_data={"a": long, "b": [long]},
            watermarked=long,
        )

    assert growth(clean, 500_000, of) < NONE
    row = clean(of(4_000_000))
    assert (len(row["title"]), row["tags"]) == (4999, [{"name": "rose", "provider": "example"}])
    assert len(json.dumps(row)) < 1_000_000


@pytest.mark.parametrize("column", ["genres", "alt_files", "audio_set", "tags", "meta_data"])
def test_a_long_text_where_a_list_is_wanted_costs_little_time(column: str) -> None:
    row = clean(AUDIO)

    def read(text: str) -> dict[str, Any]:
        return clean_row(row | {column: text}, "audio")

    assert growth(read, 500_000, of=lambda size: '{"a":["b",' * size) < NONE
    assert read('{"a":["b",' * 4_000_000)["foreign_identifier"] == "1"


def test_each_step_is_named_once_and_says_what_it_does() -> None:
    assert len({step.__name__ for step in STEPS}) == len(STEPS)
    assert [step.__name__ for step in STEPS if not step.__doc__] == []


TEXTS = st.text(max_size=40) | st.sampled_from(
    ["&amp;amp;lt;b>", "File:File:x", "ÃƒÂ©", "\\u00e9", "\ud800", "1e3", "t", "{a,b}", '["a"]',
     "https://example.org/a b", "https://creativecommons.org/licenses/by/4.0/\x00us", "by", "ogg"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            TEXTS | st.sampled_from(["name", "provider", "accuracy", "url", "raw_license_url"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([c.name for c in columns_of("audio")]), VALUES, max_size=8))
@example({"tags": [{"name": "a", "provider": "b"}, {"name": "a", "provider": "b"}]})
@example({"meta_data": {"raw_license_url": "https://creativecommons.org/licenses/by/4.0/\x00"}})
@example({"meta_data": {"raw_license_url": {}}})
@example({"meta_data": {"raw_license_url": ["by", {"url": "x"}]}})
@example({"license": "by", "license_version": "2.1"})
def test_a_clean_row_is_left_alone_by_cleaning_and_fits_json_and_utf8(odd: dict[str, Any]) -> None:
    try:
        row = clean_row(clean(AUDIO) | odd, "audio", dropped=Counter())
    except RecordRejected:
        return
    lost: Counter[str] = Counter()
    assert clean_row(row, "audio", dropped=lost) == row
    assert lost == {}
    as_json = orjson.dumps(row)
    assert clean_row(orjson.loads(as_json), "audio") == row
    assert [name for name in row if row[name] in ("", [], {})] == []
    assert b"\\u0000" not in as_json


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=4), st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_a_cleaned_record_is_left_alone_when_it_is_loaded(
    title: str, creator: str, tags: list[str], meta_data: dict[str, str]
) -> None:
    record = replace(IMAGE, title=title, creator=creator, tags=tags, meta_data=meta_data)
    row = clean(record, dropped=Counter())
    lost: Counter[str] = Counter()
    assert (clean_row(row, "image", dropped=lost), lost) == (row, {})
