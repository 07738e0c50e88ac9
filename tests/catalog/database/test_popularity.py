from collections.abc import Callable

import pytest

from catalog.database import popularity
from catalog.database.connection import Connection
from catalog.database.popularity import EVERYONE, Metric, MetricSample
from catalog.errors import UsageError

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def metric_value(connection: Connection, json: str) -> float | None:
    row = connection.execute("SELECT metric_value(%s::jsonb)", [json]).fetchone()
    assert row
    return row[0]


def test_the_metrics_are_those_of_the_reference_catalogs(connection: Connection) -> None:
    assert popularity.metrics(connection) == [
        Metric("image", "flickr", "views"),
        Metric("image", "nappy", "downloads"),
        Metric("image", "rawpixel", "download_count"),
        Metric("image", "stocksnap", "downloads_raw"),
        Metric("image", "wikimedia", "global_usage_count"),
        Metric("audio", "freesound", "num_downloads"),
        Metric("audio", "jamendo", "listens"),
        Metric("audio", "wikimedia_audio", "global_usage_count"),
    ]


@pytest.mark.parametrize(
    ("json", "value"),
    [
        ("12", 12.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ('"12"', 12.0),
        ('"1.5"', 1.5),
        ('"12."', 12.0),
        ("1e300", 1e12),
        ("1e10000", 1e12),
        ('"' + "9" * 100 + '"', 1e12),
        ("-1", None),
        ('"-1"', None),
        ('"many"', None),
        ('"1,234"', None),
        ('"NaN"', None),
        ('"Infinity"', None),
        ('""', None),
        ('"' + "9" * 1000 + '"', None),
        ("true", None),
        ("null", None),
        ('{"count": 3}', None),
        ("[3]", None),
    ],
)
def test_a_metric_is_a_number_or_digits_and_never_less_than_nothing(
    connection: Connection, json: str, value: float | None
) -> None:
    assert metric_value(connection, json) == value


def test_a_score_never_reaches_one_however_large_the_metric(connection: Connection) -> None:
    score = connection.execute(
        "SELECT popularity_score(metric_value('1e300'), 1, 0.999, (1 - 0.999) / 0.999 * 1) < 1"
    ).fetchone()
    assert score == (True,)


@pytest.mark.parametrize("percentile", [0.01, 0.3, 0.5, 0.85, 0.9, 0.999])
def test_an_item_at_the_percentile_scores_exactly_the_percentile(
    connection: Connection, percentile: float
) -> None:
    missed = connection.execute(
        "SELECT count(*) FROM generate_series(1, 5000) v WHERE popularity_score(v, v, %(p)s,"
        " (1 - %(p)s) / %(p)s * v) IS DISTINCT FROM %(p)s",
        {"p": percentile},
    ).fetchone()
    assert missed == (0,)


def test_the_value_is_the_discrete_percentile(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 997, metric="views", values="(n * 7919) % 613")
    add_images("wikimedia", 1, metric="global_usage_count", values="5")
    add_images("nappy", 3, metric="downloads", values="0")
    add_images("rawpixel", 2)
    expected = connection.execute(
        "SELECT percentile_disc(0.85) WITHIN GROUP (ORDER BY (meta_data ->> 'views')::float8)"
        " FROM image WHERE provider = 'flickr'"
    ).fetchone()
    assert expected
    assert popularity.find(connection, "image") == (
        MetricSample("flickr", expected[0], 997, 0),
        MetricSample("nappy", 1.0, 3, 0),  # a value of 0 counts as 1
        MetricSample("rawpixel", None, 0, 0),
        MetricSample("wikimedia", 5.0, 1, 0),
    )


def test_rows_whose_metric_cannot_be_read_are_counted_and_left_out(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 4, metric="views", values="(ARRAY['7', 'lots', '-3', '7'])[n + 1]")
    assert popularity.find(connection, "image", ["flickr"]) == (MetricSample("flickr", 7.0, 2, 2),)


def test_a_metric_of_everyone_is_compared_over_all_providers(
    connection: Connection, add_images: AddImages
) -> None:
    popularity.set_metric(connection, Metric("image", EVERYONE, "inlinks", 0.5))
    add_images("met", 2, metric="inlinks", values="n + 1")
    add_images("smk", 3, metric="inlinks", values="n + 10")
    assert popularity.find(connection, "image") == (MetricSample(EVERYONE, 10.0, 5, 0),)


def test_a_metric_that_changes_forgets_its_constant(connection: Connection) -> None:
    popularity.store(connection, "image", [MetricSample("flickr", 10.0, 1, 0)])
    popularity.set_metric(connection, Metric("image", "flickr", "faves", 0.9))
    assert Metric("image", "flickr", "faves", 0.9) in popularity.metrics(connection)


def test_a_provider_without_rows_keeps_its_constant(connection: Connection) -> None:
    popularity.store(connection, "image", [MetricSample("flickr", 17.0, 1, 0)])
    popularity.store(connection, "image", [MetricSample("flickr", None, 0, 0)])
    flickr = next(m for m in popularity.metrics(connection) if m.provider == "flickr")
    assert (flickr.value, flickr.constant) == (17.0, pytest.approx(3.0))


@pytest.mark.parametrize("percentile", [85, 1, 0, -0.5])
def test_a_percentile_out_of_range_is_refused(connection: Connection, percentile: float) -> None:
    refused = f"lies between 0 and 1, and {percentile} does not"
    with pytest.raises(UsageError, match=refused):
        popularity.set_metric(connection, Metric("image", "flickr", "views", percentile))


def test_removing_a_metric_that_is_not_there_is_an_error(connection: Connection) -> None:
    popularity.remove_metric(connection, "audio", "jamendo")
    with pytest.raises(UsageError, match="no audio metric of 'jamendo'"):
        popularity.remove_metric(connection, "audio", "jamendo")
