"""Scores that the loader gives, against those that the database gives."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalog.database.connection import Connection
from catalog.database.scores import metric_value, scores_of

pytestmark = pytest.mark.postgres
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(-1e15, 1e15, allow_subnormal=False)
TEXTS = st.from_regex(r"[0-9]{1,20}([.][0-9]{0,20})?", fullmatch=True) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4
)
VALUES = st.none() | st.booleans() | NUMBERS | TEXTS | st.lists(st.integers(), max_size=2)
ONE_BY_ONE = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)


@ONE_BY_ONE
@given(VALUES)
@example("5.")
@example("5\n")
@example("٥")
@example(-0.0)
@example(10**13)
@example(True)
def test_a_metric_is_the_number_that_the_database_takes_it_for(
    connection: Connection, found: Any
) -> None:
    query = "SELECT metric_value(%s::jsonb)"
    assert connection.execute(query, [json.dumps(found)]).fetchone() == (metric_value(found),)


def scale(connection: Connection, provider: str, metric: str, constant: float | None) -> None:
    connection.execute(
        "INSERT INTO popularity_metric (media_type, provider, metric, value, constant)"
        " VALUES ('image', %s, %s, 40, %s) ON CONFLICT (media_type, provider) DO UPDATE"
        " SET metric = EXCLUDED.metric, value = EXCLUDED.value, constant = EXCLUDED.constant",
        [provider, metric, constant],
    )


@ONE_BY_ONE
@given(st.integers(0, 10**9) | st.floats(1e-9, 1e9))  # the server knows no underflow
@example(40)
def test_a_score_is_the_one_that_the_database_gives(connection: Connection, found: float) -> None:
    scale(connection, "flickr", "views", 40 * 0.15 / 0.85)
    score = scores_of(connection, "image")
    assert score
    (expected,) = connection.execute(
        "SELECT popularity_score(metric_value(to_jsonb(%s::float8)), value, percentile, constant)"
        " FROM popularity_metric WHERE provider = 'flickr'",
        [found],
    ).fetchone() or (None,)
    assert score("flickr", json.dumps({"views": found})) == expected


def test_a_provider_without_a_metric_of_its_own_is_scored_by_everyones(
    connection: Connection,
) -> None:
    assert scores_of(connection, "image") is None
    scale(connection, "*", "inlinks", 60)
    score = scores_of(connection, "image")
    assert score
    assert score("smk", '{"inlinks": 20, "views": 3}') == 0.25
    assert score("flickr", '{"inlinks": 20}') is None  # has its own, which nobody measured yet
    assert score("smk", None) is None
    assert score("smk", '{"inlinks": 1e400}') == 1e12 / (1e12 + 60)
    assert scores_of(connection, "audio") is None
