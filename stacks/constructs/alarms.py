"""Alarms as data: what is watched, when it is too much, and what a person should then do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from catalog.operations.names import ETL
from catalog.operations.names import METRICS as NAMESPACE

ABOVE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
BELOW = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD


@dataclass(frozen=True, slots=True)
class AlarmSpec:
    """One alarm.

    Attributes:
        name: what happened, as a few words.
        todo: what to do about it; the alarm's description.
        minutes: length of the period that is looked at.
    """

    name: str
    todo: str
    namespace: str
    metric: str
    dimensions: tuple[tuple[str, str], ...] = field(default=())
    statistic: str = "Sum"
    threshold: float = 0
    comparison: cloudwatch.ComparisonOperator = ABOVE
    minutes: int = 5


# Which metrics there are, with their dimensions, and who says so (user guides, read 2026-11).
OURS = "our own Lambda named by `service`, in its log"
EMITTED: Mapping[tuple[str, str], tuple[frozenset[str], str]] = {
    ("AWS/Lambda", "Errors"): (frozenset(), "Lambda: across all functions"),
    ("AWS/Lambda", "Throttles"): (frozenset(), "Lambda: across all functions"),
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): (frozenset({"QueueName"}), "SQS"),
    ("AWS/RDS", "ServerlessDatabaseCapacity"): (
        frozenset({"DBClusterIdentifier"}),
        "Aurora: Serverless v2, by cluster and by instance",
    ),
    ("AWS/RDS", "Deadlocks"): (frozenset({"DBInstanceIdentifier"}), "Aurora: by instance"),
    ("AWS/Athena", "ProcessedBytes"): (
        frozenset({"WorkGroup", "QueryType", "QueryState"}),
        "Athena: of workgroups that publish metrics",
    ),
    (NAMESPACE, "ClustersReaped"): (frozenset({"service"}), OURS),
    (NAMESPACE, "Coverage"): (frozenset({"service", "Pipeline"}), OURS),
    (NAMESPACE, "RowsDeviation"): (frozenset({"service", "Pipeline"}), OURS),
    (NAMESPACE, "NewestPartitionDays"): (frozenset({"service"}), OURS),
}


class Alarms(Construct):
    """Every alarm of a list, each telling the topic when it goes off and when it is over."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        specs: Sequence[AlarmSpec],
        topic: sns.ITopic,
    ) -> None:
        super().__init__(scope, construct_id)
        self.alarms = [self._build(spec, topic) for spec in specs]

    def _build(self, spec: AlarmSpec, topic: sns.ITopic) -> cloudwatch.Alarm:
        alarm = cloudwatch.Alarm(
            self,
            spec.name.title().replace(" ", "").replace("-", ""),
            alarm_name=f"openverse: {spec.name}",
            alarm_description=spec.todo,
            metric=cloudwatch.Metric(
                namespace=spec.namespace,
                metric_name=spec.metric,
                dimensions_map=dict(spec.dimensions),
                statistic=spec.statistic,
                period=cdk.Duration.minutes(spec.minutes),
            ),
            threshold=spec.threshold,
            comparison_operator=spec.comparison,
            evaluation_periods=1,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(topic))
        alarm.add_ok_action(actions.SnsAction(topic))
        return alarm


def function_alarms() -> list[AlarmSpec]:
    """Watch all Lambdas of the account together: an alarm for each costs more than it tells."""
    return [
        AlarmSpec(
            name="lambda errors",
            todo="See which function it is in the Lambda console (Errors), open its log group "
            "/aws/lambda/NAME and look for level ERROR and the request id, then the trace. "
            "Every handler can be called again with the same event.",
            namespace="AWS/Lambda",
            metric="Errors",
            minutes=15,
        ),
        AlarmSpec(
            name="lambdas throttled",
            todo="The account's concurrency is used up: see which function in the Lambda console, "
            "spread the schedules or ask for a higher quota.",
            namespace="AWS/Lambda",
            metric="Throttles",
        ),
    ]


def crawl_alarms(minimum_coverage: float, newest_days: int) -> list[AlarmSpec]:
    """Watch what the crawl pipelines say of themselves."""
    etl = (("service", "openverse-verify-coverage"), ("Pipeline", ETL))
    return [
        AlarmSpec(
            name="cluster outlived its limit",
            todo="The reaper ended a crawl cluster that nobody looked after any more. Look at the "
            "execution that started it (tag openverse:crawl), then start it again.",
            namespace=NAMESPACE,
            metric="ClustersReaped",
            dimensions=(("service", "openverse-reap-clusters"),),
        ),
        AlarmSpec(
            name="crawl coverage too low",
            todo="Fewer files than asked for have output. The execution starts a second cluster "
            "for the rest by itself; if that fails too, read runs/common-crawl-etl/<crawl>/.",
            namespace=NAMESPACE,
            metric="Coverage",
            dimensions=etl,
            statistic="Minimum",
            threshold=100 * minimum_coverage,
            comparison=BELOW,
        ),
        AlarmSpec(
            name="rows of a crawl far from the usual",
            todo="A crawl has over 40 % more or fewer rows than the median of those before. "
            "Compare its report with an older one before publishing; a format may have changed.",
            namespace=NAMESPACE,
            metric="RowsDeviation",
            dimensions=(
                ("service", "openverse-mark-ready"),
                ("Pipeline", ETL),
            ),
            statistic="Maximum",
            threshold=40,
        ),
        AlarmSpec(
            name="newest partition is old",
            todo=f"The lake got no crawl for {newest_days} days. Look for failed executions of "
            "common-crawl-etl and runs of ProcessCommonCrawlData, and at index.commoncrawl.org.",
            namespace=NAMESPACE,
            metric="NewestPartitionDays",
            dimensions=(("service", "openverse-watch-freshness"),),
            statistic="Maximum",
            threshold=newest_days,
            minutes=1440,
        ),
    ]


def store_alarms(max_acu: float, scan_limit_gb: int) -> list[AlarmSpec]:
    """Watch the database and what questions to the lake scan."""
    cluster = (("DBClusterIdentifier", "openledger"),)
    return [
        AlarmSpec(
            name="database at its largest",
            todo="Aurora runs at its maximum: see in pg_stat_activity what runs for long; "
            "if the load is right, raise database.max_acu in stacks/config.py.",
            namespace="AWS/RDS",
            metric="ServerlessDatabaseCapacity",
            dimensions=cluster,
            statistic="Average",
            threshold=max_acu - 0.5,
            minutes=15,
        ),
        AlarmSpec(
            name="database deadlocks",
            todo="Loads met in a deadlock that was not retried: look for the two log lines in "
            "/aws/rds/cluster/openledger/postgresql; load again, one file after the other.",
            namespace="AWS/RDS",
            metric="Deadlocks",
            dimensions=(("DBInstanceIdentifier", "openledger-writer"),),
        ),
        AlarmSpec(
            name="athena scans a lot",
            todo="Questions of one day scanned ten times the limit of one: see the workgroup's "
            "history; most often a query names no crawl and so reads all partitions.",
            namespace="AWS/Athena",
            metric="ProcessedBytes",
            dimensions=(
                ("WorkGroup", "openverse"),
                ("QueryType", "DML"),
                ("QueryState", "SUCCEEDED"),
            ),
            threshold=10 * scan_limit_gb * 10**9,
            minutes=1440,
        ),
    ]


def queue_alarms(names: Sequence[str]) -> list[AlarmSpec]:
    """Watch the queues where undeliverable events end."""
    return [
        AlarmSpec(
            name=f"events in {name}",
            todo="A schedule could not start its target. Read the message in the queue: it names "
            "target and error. Start the target by hand, then delete the message.",
            namespace="AWS/SQS",
            metric="ApproximateNumberOfMessagesVisible",
            dimensions=(("QueueName", name),),
            statistic="Maximum",
        )
        for name in names
    ]
