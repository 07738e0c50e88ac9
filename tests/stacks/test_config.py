import pytest

from catalog.operations.doctor import NEEDS, Needs
from stacks.config import DEV, ENVIRONMENTS, load_config
from stacks.config_types import ConfigError
from stacks.validation import validate


def test_dev_is_the_environment_that_nobody_has_to_name():
    assert load_config({}) == DEV


def test_every_environment_is_valid():
    assert [validate(config).environment for config in ENVIRONMENTS.values()] == ["dev", "prod"]


def test_the_doctor_asks_for_what_each_environment_needs():
    vcpus = {"m7g.xlarge": 4}
    assert {
        name: Needs(
            spot=max(config.crawl.task_vcpus, config.crawl.images_task_vcpus),
            on_demand=vcpus[config.crawl.primary_type]
            + vcpus[config.crawl.core_type] * config.crawl.core_nodes,
            reserve=config.providers.reserve_concurrency,
        )
        for name, config in ENVIRONMENTS.items()
    } == NEEDS


def test_an_unknown_environment_is_named_with_those_there_are():
    with pytest.raises(ConfigError) as error:
        load_config({"environment": "staging"})
    assert str(error.value) == (
        "There is no environment 'staging': choose dev or prod (-c environment=dev)."
    )


def test_an_option_is_overridden_in_the_type_that_it_has():
    config = load_config(
        {
            "crawl.cost_limit_usd": "250",
            "crawl.poll_seconds": "5",
            "crawl.scheduled": "true",
            "network.endpoints": "kms, logs",
            "@aws-cdk/core:flag": True,
        }
    )
    assert (
        config.crawl.cost_limit_usd,
        config.crawl.poll_seconds,
        config.crawl.scheduled,
        config.network.endpoints,
    ) == (250.0, 5, True, ("kms", "logs"))


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ({"crawl.cost": "1"}, "crawl has no option 'cost': it has schedule, scheduled, "),
        ({"crawl.poll_seconds": "soon"}, "crawl.poll_seconds must be a whole number, not 'soon'."),
        ({"crawl.scheduled": "yes"}, "crawl.scheduled must be true or false, not 'yes'."),
    ],
)
def test_an_override_that_cannot_be_is_told(context, message):
    with pytest.raises(ConfigError) as error:
        load_config(context)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ({"account": "12"}, "account must be twelve digits, not '12'."),
        ({"region": "mars"}, "region must be an AWS region such as us-east-1, not 'mars'."),
        ({"region": "eu-west-1"}, "region must be us-east-1, not eu-west-1: Common Crawl lies"),
        ({"suffix": "Big Bucket"}, "suffix must be 2 to 32 lower-case letters, digits and"),
        ({"network.zones": "a,g"}, "network.zones must be of a, b, c, d, e, f: the zones where"),
        ({"network.endpoints": "nat"}, "network.endpoints has 'nat', which is none of athena"),
        ({"network.endpoint_zones": "4"}, "network.endpoint_zones must be 1 to 3."),
        ({"crawl.cost_limit_usd": "0"}, "crawl.cost_limit_usd must be above 0, not 0."),
        ({"crawl.minimum_coverage": "99.5"}, "crawl.minimum_coverage must be a share (0 to 1)"),
        ({"crawl.poll_seconds": "0"}, "crawl.poll_seconds must be 1 to 300, not 0."),
        ({"crawl.poll_seconds": "1"}, "crawl.poll_seconds is too short for a deadline of 150"),
        ({"crawl.deadline_minutes": "200"}, "crawl.deadline_minutes must be below crawl.reap"),
        ({"crawl.bid_percent": "101"}, "crawl.bid_percent is a share of the on-demand price"),
        ({"crawl.task_vcpus": "8"}, "crawl.task_vcpus and images_task_vcpus must be 16 or more."),
        ({"crawl.provisioning_minutes": "1"}, "crawl.provisioning_minutes must be 5 to 1440"),
        ({"crawl.idle_seconds": "1"}, "crawl.idle_seconds must be 60 to 604800"),
        ({"crawl.schedule": "daily"}, "crawl.schedule must be cron(...) of six fields"),
        ({"database.min_acu": "40"}, "database.min_acu and max_acu must be 0 to 256"),
        ({"database.backup_days": "60"}, "database.backup_days must be 1 to 35"),
        ({"storage.landing_days": "1"}, "storage.landing_days must be 7 or more"),
        ({"crawl.core_type": "m7i.xlarge"}, "crawl.core_type must be a Graviton type such as m7g"),
        ({"crawl.primary_type": "g5.xlarge"}, "crawl.primary_type must be a Graviton type"),
        ({"archive.schedule": "monthly"}, "archive.schedule must be cron(...) of six fields"),
        ({"links.requests_a_day": "0"}, "links.requests_a_day must be 1 to 200000"),
        ({"links.schedule": "daily"}, "links.schedule must be cron(...) of six fields"),
        ({"crawl.task_types": "m7g.large"}, "crawl.task_types has 'm7g.large', which is none of"),
        ({"crawl.task_types": "c8g.4xlarge"}, "crawl.task_types must have one whose price is"),
        ({"providers.most_rounds": "0"}, "providers.most_rounds must be 1 to 1050: a history"),
        ({"providers.longest_wait_minutes": "-1"}, "providers.longest_wait_minutes must be 0 or"),
        ({"archive.live_partitions": "0"}, "archive.live_partitions must be 1 or more"),
        ({"archive.sftp_url": "ftp://x"}, "archive.sftp_url must start with sftp://"),
        ({"ops.log_days": "31"}, "ops.log_days must be a retention that CloudWatch offers"),
    ],
)
def test_a_value_that_cannot_be_deployed_is_told_in_one_sentence(context, message):
    with pytest.raises(ConfigError) as error:
        validate(load_config(context))
    assert str(error.value).startswith(message)


def test_deploying_needs_an_account():
    with pytest.raises(ConfigError) as error:
        validate(DEV, deploying=True)
    assert str(error.value) == (
        "There is no account to deploy to: set AWS_PROFILE or sign in, or give "
        "-c account=123456789012."
    )
