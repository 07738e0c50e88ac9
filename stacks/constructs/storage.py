"""The buckets, and what becomes of their objects, as data."""

from collections.abc import Sequence
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from catalog.records import MEDIA_TYPES
from stacks.config import StorageConfig
from stacks.nag import acknowledge

INFREQUENT = s3.StorageClass.INFREQUENT_ACCESS
DEEP_ARCHIVE = s3.StorageClass.DEEP_ARCHIVE


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to the objects below a prefix, in days after they were written."""

    prefix: str
    moves_to: s3.StorageClass | None = None
    moves_after: int = 0
    expires_after: int | None = None


_NAMES = {
    "images": "commonsmapper",
    "lake": "commonsmapper-v2",
    "landing": "openverse-landing",
    "archive": "openverse-archive",
}


@dataclass(frozen=True, slots=True)
class BucketViews:
    """The buckets as another stack sees them."""

    images: s3.IBucket
    lake: s3.IBucket
    landing: s3.IBucket
    archive: s3.IBucket


class Buckets(Construct):
    """Every bucket of the platform.

    Names are those of the catalog's handbook with a suffix, because bucket names are global.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: StorageConfig,
        suffix: str,
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, construct_id)
        self._config, self._suffix, self._key = config, suffix, key
        self.access_logs = self._build_access_logs()
        self.images = self._build(_NAMES["images"], _images_rules(config))
        self.lake = self._build(_NAMES["lake"], _lake_rules(config))
        self.landing = self._build(_NAMES["landing"], _landing_rules(config))
        self.archive = self._build(_NAMES["archive"], _archive_rules())

    def seen_from(self, scope: Construct) -> "BucketViews":
        """Return the buckets for another stack, which knows them by their fixed names.

        So no stack exports a bucket, and each can be deployed without the other.
        """
        views = Construct(scope, "Buckets")
        return BucketViews(
            *(
                s3.Bucket.from_bucket_attributes(
                    views,
                    name.title(),
                    bucket_name=f"{bucket}-{self._suffix}",
                    encryption_key=self._key,
                )
                for name, bucket in _NAMES.items()
            )
        )

    def all(self) -> Sequence[s3.Bucket]:
        """Return the buckets that hold the catalog's data."""
        return (self.images, self.lake, self.landing, self.archive)

    def _build_access_logs(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            bucket_name=f"openverse-access-logs-{self._suffix}",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            lifecycle_rules=_lifecycle(self._config, [Rule("", expires_after=400)]),
            removal_policy=_removal(self._config),
        )
        acknowledge(bucket, "This bucket receives the access logs; it cannot log to itself.", "S1")
        return bucket

    def _build(self, name: str, rules: Sequence[Rule]) -> s3.Bucket:
        return s3.Bucket(
            self,
            name.title().replace("-", ""),
            bucket_name=f"{name}-{self._suffix}",
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self._key,
            bucket_key_enabled=True,
            versioned=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            server_access_logs_bucket=self.access_logs,
            server_access_logs_prefix=f"{name}/",
            lifecycle_rules=_lifecycle(self._config, rules),
            removal_policy=_removal(self._config),
        )


def _images_rules(config: StorageConfig) -> list[Rule]:
    days = config.images_infrequent_days
    return [Rule("common_crawl_image_data/", moves_to=INFREQUENT, moves_after=days)]


def _lake_rules(config: StorageConfig) -> list[Rule]:
    """Nothing ends `output/` but publishing, which removes it: unpublished rows must not expire."""
    return [
        Rule(
            "log/",
            moves_to=INFREQUENT,
            moves_after=config.log_infrequent_days,
            expires_after=config.log_days,
        ),
        Rule("athena-results/", expires_after=config.query_result_days),
    ]


def _landing_rules(config: StorageConfig) -> list[Rule]:
    """Landed files end when they were loaded long ago; `_state/` stays."""
    days = config.landing_days
    return [Rule(f"{name}/", expires_after=days) for name in (*MEDIA_TYPES, "rejected", "links")]


def _archive_rules() -> list[Rule]:
    return [Rule("crawls/", moves_to=DEEP_ARCHIVE)]


def _removal(config: StorageConfig) -> cdk.RemovalPolicy:
    return cdk.RemovalPolicy.RETAIN if config.retain else cdk.RemovalPolicy.DESTROY


def _lifecycle(config: StorageConfig, rules: Sequence[Rule]) -> list[s3.LifecycleRule]:
    housekeeping = s3.LifecycleRule(
        id="housekeeping",
        abort_incomplete_multipart_upload_after=cdk.Duration.days(config.multipart_days),
        noncurrent_version_expiration=cdk.Duration.days(config.noncurrent_days),
        # What a deletion leaves, once there is no version behind it.
        expired_object_delete_marker=True,
    )
    return [housekeeping, *(_lifecycle_rule(rule) for rule in rules)]


def _lifecycle_rule(rule: Rule) -> s3.LifecycleRule:
    days = rule.expires_after
    move = rule.moves_to and s3.Transition(
        storage_class=rule.moves_to, transition_after=cdk.Duration.days(rule.moves_after)
    )
    return s3.LifecycleRule(
        id=rule.prefix.strip("/") or "all",
        prefix=rule.prefix or None,
        expiration=None if days is None else cdk.Duration.days(days),
        transitions=[move] if move else None,
    )
