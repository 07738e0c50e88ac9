"""What every provider in the registry keeps to."""

import subprocess
import sys
from pathlib import Path

import pytest

from catalog.ingestion.record_parsing import RejectedItem, parse_items
from catalog.providers import registry
from catalog.providers.base import ALL_LICENSES, Provider
from tests.catalog.providers.answers import (
    expected_of,
    outcomes,
    recorded_item,
    rows,
    without,
)

PROVIDERS = pytest.mark.parametrize("provider", registry.providers(), ids=registry.NAMES)
FORBIDDEN = "boto3 botocore awswrangler pyspark psycopg duckdb pyarrow"


def test_the_registry_is_in_the_order_of_the_alphabet() -> None:
    assert list(registry.NAMES) == sorted(set(registry.NAMES))


@PROVIDERS
def test_a_provider_is_named_like_its_module(provider: Provider) -> None:
    assert registry.provider(provider.name) is provider
    assert provider.parse.__module__ == f"catalog.providers.{provider.name}"


@PROVIDERS
def test_a_module_is_a_declaration_and_little_more(provider: Provider) -> None:
    module = Path(registry.__file__).with_name(f"{provider.name}.py")
    assert len(module.read_text().splitlines()) <= 120


@PROVIDERS
def test_the_declared_answers_become_the_expected_records(provider: Provider) -> None:
    assert rows(provider) == expected_of(provider)


@PROVIDERS
def test_there_are_expected_records_of_every_media_type(provider: Provider) -> None:
    found = {row["provider"] for row in expected_of(provider)}
    assert found == set(provider.media.values())


@PROVIDERS
def test_a_provider_has_its_row_in_the_docs(provider: Provider) -> None:
    page = (Path(__file__).parents[3] / "docs" / "providers.md").read_text()
    assert f"| `{provider.name}` | [{provider.title}]({provider.docs}) |" in page


@PROVIDERS
def test_an_answer_that_is_none_of_the_providers_is_refused(provider: Provider) -> None:
    answers = [{}, [{}], {"error": "busy"}, {"message": "Error."}, "busy", None]
    assert [kind.name for kind in provider.payloads for one in answers if kind.items(one)] == []


@PROVIDERS
def test_every_rejection_has_a_reason_in_one_word(provider: Provider) -> None:
    found = [one for one in outcomes(provider) if isinstance(one, RejectedItem)]
    assert [one.reason for one in found if not one.reason.isidentifier()] == []


@PROVIDERS
def test_a_missing_mandatory_field_is_rejected_with_its_name(provider: Provider) -> None:
    item = without(recorded_item(provider), provider.id_path)
    # Where each medium of a work has an id of its own, the others are records all the same.
    found = [one for one in parse_items(provider, [item]) if isinstance(one, RejectedItem)]
    assert found == [RejectedItem(f"missing_{provider.id_path[-1]}", None)]


@PROVIDERS
def test_only_licences_of_the_allow_list_are_taken(provider: Provider) -> None:
    assert provider.licenses
    assert provider.licenses <= ALL_LICENSES


@PROVIDERS
def test_there_is_a_delay_between_requests_and_an_end_to_waiting(provider: Provider) -> None:
    assert provider.limits.delay > 0
    assert provider.limits.timeout > 0
    assert provider.limits.attempts > 1


@PROVIDERS
def test_a_provider_has_a_schedule_or_says_why_it_is_retired(provider: Provider) -> None:
    assert (provider.schedule is None) == bool(provider.retired)


@PROVIDERS
def test_a_dated_provider_knows_how_to_ask_for_a_window(provider: Provider) -> None:
    assert provider.dated == bool(provider.window_params or provider.body and provider.slices)


@PROVIDERS
def test_every_source_but_the_providers_own_is_declared(provider: Provider) -> None:
    found = {row["source"] for row in expected_of(provider)}
    assert found <= {*provider.media.values(), *provider.sources}


def test_importing_all_providers_pulls_in_no_aws_spark_or_database_package() -> None:
    code = (
        "import sys; from catalog.providers import registry; registry.providers();"
        f"print([name for name in '{FORBIDDEN}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
