"""The providers' stack follows from the registry."""

import pytest

from catalog.providers.registry import providers

pytestmark = pytest.mark.infra


def test_every_provider_that_is_not_retired_has_exactly_one_schedule(prod):
    names = sorted(
        item["Name"]
        for item in prod.properties("AWS::Scheduler::Schedule")
        if item["Name"].startswith("openverse-ingest-")
    )
    assert names == [f"openverse-ingest-{item.name}" for item in providers() if item.schedule]


def test_every_provider_with_an_api_has_a_function_of_its_own(prod):
    functions = sorted(
        str(item["FunctionName"])
        for item in prod.properties("AWS::Lambda::Function")
        if str(item.get("FunctionName", "")).startswith("openverse-ingest-")
    )
    pulled = [item.name for item in providers() if item.schedule and not item.bulk]
    assert functions == [f"openverse-ingest-{name}" for name in pulled]


def test_every_provider_whose_old_days_are_pulled_again_has_one_schedule_for_it(prod):
    schedules = [
        item
        for item in prod.properties("AWS::Scheduler::Schedule")
        if item["Name"].startswith("openverse-reingest-")
    ]
    assert sorted((item["Name"], item["Target"]["Input"]) for item in schedules) == [
        ("openverse-reingest-europeana", '{"provider": "europeana"}'),
        ("openverse-reingest-flickr", '{"provider": "flickr"}'),
        ("openverse-reingest-met", '{"provider": "met"}'),
        ("openverse-reingest-wikimedia", '{"provider": "wikimedia"}'),
    ]
    assert {item["ScheduleExpression"].partition(" ? ")[2] for item in schedules} == {"* MON *)"}


def test_a_provider_can_read_its_own_secret_and_no_other(prod):
    policies = [
        statement
        for item in prod.template("Providers")["Resources"].values()
        if item["Type"] == "AWS::IAM::Policy" and "Flickr" in item["Properties"]["PolicyName"]
        for statement in item["Properties"]["PolicyDocument"]["Statement"]
        if statement["Action"] == "secretsmanager:GetSecretValue"
    ]
    assert [item["Resource"] for item in policies] == [
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:"
        "openverse/providers/FLICKR_API_KEY-??????"
    ]
