"""Everything in which environments differ, as data. Nothing below this module asks which it is.

`-c environment=dev|prod` chooses a configuration; `-c crawl.cost_limit_usd=250` changes one field
of one section. Facts about instance types, quotas and prices: the AWS documentation and price list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from stacks.config_types import ConfigError, parse_value

# arm64 types with 2 GiB a vCPU and 12 Gbps or more, in pools deep enough for spot; weight = vCPU.
GRAVITON_TYPES: Mapping[str, int] = {
    "c6g.4xlarge": 16,
    "c6g.8xlarge": 32,
    "c6g.12xlarge": 48,
    "c6g.16xlarge": 64,
    "c7g.4xlarge": 16,
    "c7g.8xlarge": 32,
    "c7g.12xlarge": 48,
    "c7g.16xlarge": 64,
    "c8g.4xlarge": 16,
    "c8g.8xlarge": 32,
    "c8g.12xlarge": 48,
    "c8g.16xlarge": 64,
}


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """The VPC. No code of ours calls a service from inside it but S3, which costs nothing.

    In `zones` clusters may start; the more there are, the cheaper are spot nodes. An endpoint costs
    7.30 USD a month and zone; to look at a node with Session Manager deploy with
    `-c network.endpoints=ssm,ssmmessages,ec2messages` for as long as that takes.
    """

    zones: tuple[str, ...] = ("a", "b", "c")
    cidr: str = "10.42.0.0/16"
    endpoints: tuple[str, ...] = ()
    endpoint_zones: int = 1


@dataclass(frozen=True, slots=True)
class StorageConfig:
    """Days after which things end, by prefix. None keeps for ever."""

    retain: bool = False
    log_infrequent_days: int = 30
    log_days: int = 400
    images_infrequent_days: int = 60
    noncurrent_days: int = 30
    multipart_days: int = 7
    query_result_days: int = 30
    landing_days: int = 180


@dataclass(frozen=True, slots=True)
class CrawlConfig:
    """The two EMR pipelines and what guards their cost."""

    schedule: str = "cron(0 6 1-6 * ? *)"
    scheduled: bool = False
    images_schedule: str = "cron(0 6 9-12 * ? *)"
    cost_limit_usd: float = 100.0
    approval_hours: int = 72
    minimum_coverage: float = 0.995
    file_limit: int = 0
    poll_seconds: int = 60
    deadline_minutes: float = 150.0
    reap_after_minutes: int = 180
    release_label: str = "emr-7.13.0"
    key_pair: str = ""
    certificates: str = ""
    primary_type: str = "m7g.xlarge"
    core_type: str = "m7g.xlarge"
    core_nodes: int = 1
    task_vcpus: int = 32
    images_task_vcpus: int = 32
    task_types: tuple[str, ...] = tuple(GRAVITON_TYPES)
    bid_percent: int = 60
    provisioning_minutes: int = 10
    idle_seconds: int = 600


@dataclass(frozen=True, slots=True)
class LakeConfig:
    """Glue and Athena."""

    glue_workers: int = 2
    glue_worker_type: str = "G.1X"
    glue_timeout_minutes: int = 60
    scheduled: bool = False
    scan_limit_gb: int = 20


@dataclass(frozen=True, slots=True)
class DatabaseConfig:
    """Aurora PostgreSQL Serverless v2. With a minimum of 0 it pauses when nobody asks."""

    version: str = "16.8"
    port: int = 5433
    min_acu: float = 0.0
    max_acu: float = 16.0
    readers: int = 0
    backup_days: int = 7
    deletion_protection: bool = False


@dataclass(frozen=True, slots=True)
class ProvidersConfig:
    """The provider Lambdas. What a pull does not end by itself ends by these limits.

    A new account has a quota of 10 concurrent Lambdas, of which none may be reserved: without
    `reserve_concurrency` old days are pulled one after the other, so that the pace is kept.

    Attributes:
        asked: providers whose operators were asked, and agreed to be pulled.
        longest_wait_minutes: for so long in a row a provider may let no round come further; a
            little more than a day, since some count their requests by the day.
    """

    scheduled: bool = False
    asked: tuple[str, ...] = ()
    memory_mb: int = 1024
    load_memory_mb: int = 2048
    most_rounds: int = 600
    longest_wait_minutes: float = 1500.0
    files_worker_type: str = "G.4X"
    files_timeout_minutes: int = 720
    reserve_concurrency: bool = False


@dataclass(frozen=True, slots=True)
class LinksConfig:
    """The daily checks whether works' files are still at their URLs, and works at their sources.

    Attributes:
        gone_schedule: of the second, when most pulls of a day are loaded.
        requests_a_day: for files, sent in all, to all hosts; each is asked at its own pace.
    """

    schedule: str = "cron(0 4 * * ? *)"
    gone_schedule: str = "cron(0 12 * * ? *)"
    scheduled: bool = False
    requests_a_day: int = 20_000


@dataclass(frozen=True, slots=True)
class ArchiveConfig:
    """Old partitions. The newest `live_partitions` stay where Athena reads them."""

    live_partitions: int = 12
    schedule: str = "cron(0 3 20 * ? *)"
    scheduled: bool = False
    sftp_url: str = ""
    sftp_host_key: str = ""


@dataclass(frozen=True, slots=True)
class OpsConfig:
    """Who is told, and when it is too much."""

    emails: tuple[str, ...] = ()
    budget_usd: int = 200
    log_days: int = 30
    chaos: bool = False
    dashboard: bool = True
    newest_partition_days: int = 45


@dataclass(frozen=True, slots=True)
class DeploymentConfig:
    """One environment, whole."""

    environment: str
    region: str = "us-east-1"
    account: str | None = None
    suffix: str = ""
    network: NetworkConfig = field(default_factory=NetworkConfig)
    storage: StorageConfig = field(default_factory=StorageConfig)
    crawl: CrawlConfig = field(default_factory=CrawlConfig)
    lake: LakeConfig = field(default_factory=LakeConfig)
    database: DatabaseConfig = field(default_factory=DatabaseConfig)
    providers: ProvidersConfig = field(default_factory=ProvidersConfig)
    links: LinksConfig = field(default_factory=LinksConfig)
    archive: ArchiveConfig = field(default_factory=ArchiveConfig)
    ops: OpsConfig = field(default_factory=OpsConfig)


DEV = DeploymentConfig(
    environment="dev",
    crawl=CrawlConfig(file_limit=200, cost_limit_usd=10.0),
    ops=OpsConfig(chaos=True, dashboard=False),
)

PROD = DeploymentConfig(
    environment="prod",
    storage=StorageConfig(retain=True),
    crawl=CrawlConfig(scheduled=True, task_vcpus=320, images_task_vcpus=256, core_nodes=2),
    lake=LakeConfig(glue_workers=10, glue_worker_type="G.2X", scheduled=True, scan_limit_gb=100),
    database=DatabaseConfig(min_acu=0.5, max_acu=32.0, backup_days=30, deletion_protection=True),
    providers=ProvidersConfig(scheduled=True, reserve_concurrency=True),
    links=LinksConfig(scheduled=True),
    archive=ArchiveConfig(scheduled=True),
    ops=OpsConfig(budget_usd=1500, log_days=365),
)

ENVIRONMENTS: Mapping[str, DeploymentConfig] = {"dev": DEV, "prod": PROD}


def load_config(context: Mapping[str, Any]) -> DeploymentConfig:
    """Choose the environment that the CDK context names and lay its overrides over it.

    Raises:
        ConfigError: one sentence that says which value is wrong and what would be right.
    """
    name = str(context.get("environment", "dev"))
    if name not in ENVIRONMENTS:
        known = " or ".join(ENVIRONMENTS)
        raise ConfigError(f"There is no environment {name!r}: choose {known} (-c environment=dev).")
    config = ENVIRONMENTS[name]
    plain = {key: str(context[key]) for key in ("account", "region", "suffix") if context.get(key)}
    config = replace(config, **plain)  # type: ignore[arg-type]  # all three are strings
    sections = {item.name for item in fields(config)}
    for key in sorted(context):
        section, dot, option = key.partition(".")
        if dot and section in sections:
            config = _override(config, section, option, context[key])
    return config


def _override(config: DeploymentConfig, section: str, option: str, value: Any) -> DeploymentConfig:
    values = getattr(config, section)
    if option not in {item.name for item in fields(values)}:
        known = ", ".join(item.name for item in fields(values))
        raise ConfigError(f"{section} has no option {option!r}: it has {known}.")
    parsed = parse_value(f"{section}.{option}", value, like=getattr(values, option))
    return replace(config, **{section: replace(values, **{option: parsed})})
