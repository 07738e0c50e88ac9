"""What must hold of a configuration before anything is built from it."""

import re
from collections.abc import Iterator

from catalog.operations.cost import prices
from stacks.config import GRAVITON_TYPES, CrawlConfig, DeploymentConfig, LinksConfig
from stacks.config_types import ConfigError
from stacks.constructs.attempts import ATTEMPTS
from stacks.constructs.network import ZONES

_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_CRON = re.compile(r"cron\(\S+ \S+ \S+ \S+ \S+ \S+\)")
# The letters after the generation hold a g: c7g, m7gd, c6gn; not g5, which is a kind of its own.
_ARM = re.compile(r"[a-z]+\d+g[a-z]*\.\w+")
_ENDPOINTS = {
    "kms", "secretsmanager", "elasticmapreduce", "logs", "sts", "glue", "athena", "ssm",
    "ssmmessages", "ec2messages",
}  # fmt: skip
# An execution may have 25,000 events (Step Functions Developer Guide, Quotas). What a poll, a round
# of pulling and one of loading take is counted by tests on the local Step Functions; the rest of a
# run, and the thousand times that a function may be busy in one round, have a margin.
MOST_EVENTS = 25_000
EVENTS_OF_A_POLL, EVENTS_OF_A_PULL, EVENTS_OF_A_LOAD = 11, 11, 9
# A portion of 500 links takes two calls; slow hosts leave some of it for another day.
MOST_REQUESTS = 200_000
MARGIN_OF_EVENTS, MARGIN_OF_ROUNDS = 1000, 4000


def validate(config: DeploymentConfig, *, deploying: bool = False) -> DeploymentConfig:
    """Return the configuration if it can be deployed.

    Raises:
        ConfigError: the first thing that is wrong with it, in one sentence.
    """
    for problem in _problems(config, deploying=deploying):
        raise ConfigError(problem)
    return config


def _problems(config: DeploymentConfig, *, deploying: bool) -> Iterator[str]:
    yield from _place(config, deploying=deploying)
    yield from _network(config)
    yield from _crawl(config)
    yield from _links(config.links)
    yield from _rest(config)


def _place(config: DeploymentConfig, *, deploying: bool) -> Iterator[str]:
    if deploying and not config.account:
        yield (
            "There is no account to deploy to: set AWS_PROFILE or sign in, or give "
            "-c account=123456789012."
        )
    if config.account and not re.fullmatch(r"\d{12}", config.account):
        yield f"account must be twelve digits, not {config.account!r}."
    if not _REGION.fullmatch(config.region):
        yield f"region must be an AWS region such as us-east-1, not {config.region!r}."
    if config.region != "us-east-1":
        yield (
            f"region must be us-east-1, not {config.region}: Common Crawl lies there, and reading "
            "18 TiB from another region costs more than the whole job."
        )
    if config.suffix and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}[a-z0-9]", config.suffix):
        yield (
            f"suffix must be 2 to 32 lower-case letters, digits and hyphens, not {config.suffix!r}."
        )


def _network(config: DeploymentConfig) -> Iterator[str]:
    network = config.network
    if not network.zones or not set(network.zones) <= set(ZONES):
        yield f"network.zones must be of {', '.join(ZONES)}: the zones where clusters start."
    if unknown := set(network.endpoints) - _ENDPOINTS:
        known = ", ".join(sorted(_ENDPOINTS))
        yield f"network.endpoints has {sorted(unknown)[0]!r}, which is none of {known}."
    if not 1 <= network.endpoint_zones <= len(network.zones):
        yield f"network.endpoint_zones must be 1 to {len(network.zones)}."


def _crawl(config: DeploymentConfig) -> Iterator[str]:
    crawl = config.crawl
    yield from _fleet(crawl)
    if crawl.cost_limit_usd <= 0:
        yield f"crawl.cost_limit_usd must be above 0, not {crawl.cost_limit_usd:g}."
    if not 0 < crawl.minimum_coverage <= 1:
        yield f"crawl.minimum_coverage must be a share (0 to 1), not {crawl.minimum_coverage:g}."
    if not 1 <= crawl.poll_seconds <= 300:
        yield f"crawl.poll_seconds must be 1 to 300, not {crawl.poll_seconds}."
    polls = ATTEMPTS * crawl.deadline_minutes * 60 / max(crawl.poll_seconds, 1)
    if polls * EVENTS_OF_A_POLL > MOST_EVENTS - MARGIN_OF_EVENTS:
        yield (
            f"crawl.poll_seconds is too short for a deadline of {crawl.deadline_minutes:g} "
            f"minutes: {ATTEMPTS} attempts would make {polls * EVENTS_OF_A_POLL:.0f} of the "
            f"{MOST_EVENTS} events that an execution may have."
        )
    if crawl.deadline_minutes >= crawl.reap_after_minutes:
        yield "crawl.deadline_minutes must be below crawl.reap_after_minutes, the reaper's limit."
    for name in ("schedule", "images_schedule"):
        yield from _cron(f"crawl.{name}", getattr(crawl, name))


def _cron(name: str, value: str) -> Iterator[str]:
    if not _CRON.fullmatch(value):
        yield f"{name} must be cron(...) of six fields, not {value!r}."


def _fleet(crawl: CrawlConfig) -> Iterator[str]:
    if not 1 <= crawl.bid_percent <= 100:
        yield f"crawl.bid_percent is a share of the on-demand price, 1 to 100: {crawl.bid_percent}."
    if unknown := [name for name in crawl.task_types if name not in GRAVITON_TYPES]:
        yield f"crawl.task_types has {unknown[0]!r}, which is none of {', '.join(GRAVITON_TYPES)}."
        return
    if not any(name in prices()["instances"] for name in crawl.task_types):
        yield "crawl.task_types must have one whose price is known: c7g.4xlarge or c7g.8xlarge."
    smallest = min((GRAVITON_TYPES[name] for name in crawl.task_types), default=0)
    if min(crawl.task_vcpus, crawl.images_task_vcpus) < smallest:
        yield f"crawl.task_vcpus and images_task_vcpus must be {smallest} or more."
    if not 5 <= crawl.provisioning_minutes <= 1440:
        yield "crawl.provisioning_minutes must be 5 to 1440, as EMR allows."
    for name in ("primary_type", "core_type"):
        kind = getattr(crawl, name)
        if not _ARM.fullmatch(kind):
            yield (
                f"crawl.{name} must be a Graviton type such as m7g.xlarge, not {kind!r}: the "
                "libraries of the nodes are built for arm64."
            )
    if not 60 <= crawl.idle_seconds <= 604800:
        yield "crawl.idle_seconds must be 60 to 604800, as EMR allows."


def _links(links: LinksConfig) -> Iterator[str]:
    yield from _cron("links.schedule", links.schedule)
    yield from _cron("links.gone_schedule", links.gone_schedule)
    if not 1 <= links.requests_a_day <= MOST_REQUESTS:
        yield f"links.requests_a_day must be 1 to {MOST_REQUESTS}: a history has an end."


def _rest(config: DeploymentConfig) -> Iterator[str]:
    database, storage = config.database, config.storage
    if not 0 <= database.min_acu <= database.max_acu <= 256:
        yield "database.min_acu and max_acu must be 0 to 256, the minimum first."
    if not 1 <= database.backup_days <= 35:
        yield f"database.backup_days must be 1 to 35, as Aurora allows, not {database.backup_days}."
    if storage.landing_days < 7:
        yield "storage.landing_days must be 7 or more: what failed is loaded from there again."
    most = (MOST_EVENTS - MARGIN_OF_ROUNDS) // (EVENTS_OF_A_PULL + EVENTS_OF_A_LOAD)
    if not 1 <= config.providers.most_rounds <= most:
        yield f"providers.most_rounds must be 1 to {most}: a history has an end."
    yield from _cron("archive.schedule", config.archive.schedule)
    if config.providers.longest_wait_minutes < 0:
        yield "providers.longest_wait_minutes must be 0 or more."
    if config.archive.live_partitions < 1:
        yield "archive.live_partitions must be 1 or more: the newest crawl stays in the lake."
    if config.archive.sftp_url and not config.archive.sftp_url.startswith("sftp://"):
        yield f"archive.sftp_url must start with sftp://, not {config.archive.sftp_url!r}."
    if bool(config.archive.sftp_url) != bool(config.archive.sftp_host_key):
        yield "archive.sftp_url and archive.sftp_host_key are given together or not at all."
    if config.ops.log_days not in {1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731}:
        yield f"ops.log_days must be a retention that CloudWatch offers, not {config.ops.log_days}."
