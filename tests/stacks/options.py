"""Every option of the configuration, with a value that it does not have in production."""

from dataclasses import fields

from stacks.config import PROD, DeploymentConfig

BASE = {"environment": "prod", "account": "123456789012"}
# Of text an option's other value cannot be guessed.
OTHER = {
    "network.zones": "b,c",
    "network.endpoints": "ssm,ssmmessages,ec2messages",
    "crawl.schedule": "cron(0 7 1-6 * ? *)",
    "crawl.images_schedule": "cron(0 7 9-12 * ? *)",
    "crawl.release_label": "emr-7.14.0",
    "crawl.key_pair": "cc-catalog",
    "crawl.certificates": "s3://certificates/nodes.zip",
    "crawl.primary_type": "m8g.xlarge",
    "crawl.core_type": "m8g.xlarge",
    "crawl.task_types": "c7g.4xlarge,c7g.8xlarge",
    "links.schedule": "cron(0 5 * * ? *)",
    "links.gone_schedule": "cron(0 13 * * ? *)",
    "lake.glue_worker_type": "G.4X",
    "database.version": "17.4",
    "providers.asked": "xenocanto",
    "providers.files_worker_type": "G.8X",
    "archive.schedule": "cron(0 4 20 * ? *)",
    "archive.sftp_url": "sftp://archive.example.org",
    "archive.sftp_host_key": "ssh-ed25519 AAAA",
    "ops.emails": "operator@example.org",
    "crawl.minimum_coverage": "0.99",
    "ops.log_days": "180",
    "network.endpoint_zones": "2",
    "network.cidr": "10.43.0.0/16",
}
# Given together or not at all.
TOGETHER = {
    "archive.sftp_url": "archive.sftp_host_key",
    "archive.sftp_host_key": "archive.sftp_url",
    "network.endpoint_zones": "network.endpoints",
}
# docs/operations.md says of these that they are chosen before the first deployment.
AT_FIRST = {
    "network.cidr": "everything stands in the VPC",
}


def options() -> dict[str, str]:
    """Every option of every section, with a value that it does not have in production."""
    found = {}
    for section in fields(DeploymentConfig):
        values = getattr(PROD, section.name)
        for option in fields(values) if hasattr(values, "__dataclass_fields__") else ():
            name = f"{section.name}.{option.name}"
            found[name] = OTHER.get(name) or another(name, getattr(values, option.name))
    return found


def another(name, value):
    if isinstance(value, bool):
        return str(not value).lower()
    if isinstance(value, int | float):
        return str(value + 1)
    raise AssertionError(f"OTHER says no other value of {name}")


def changed(*names: str) -> dict[str, str]:
    """The context with some options changed, and what has to be given with them."""
    values = options()
    wanted = {*names, *(TOGETHER[name] for name in names if name in TOGETHER)}
    return {**BASE, **{name: values[name] for name in sorted(wanted)}}


def all_changed() -> dict[str, str]:
    """The context with every option changed that may change on a deployed platform."""
    return changed(*(name for name in options() if name not in AT_FIRST))
