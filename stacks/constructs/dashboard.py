"""The one dashboard: what runs, what came of it, what it costs."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from catalog.operations.names import METRICS as NAMESPACE

_DAY = cdk.Duration.days(1)


class Dashboard(Construct):
    """A row for each part of the platform, the alarms on top."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        alarms: Sequence[cloudwatch.Alarm],
        machines: Sequence[str],
        arn_prefix: str,
        queues: Sequence[str],
    ) -> None:
        super().__init__(scope, construct_id)
        board = cloudwatch.Dashboard(
            self,
            "Dashboard",
            dashboard_name="openverse-catalog",
            default_interval=cdk.Duration.days(35),
        )
        board.add_widgets(
            cloudwatch.AlarmStatusWidget(alarms=[*alarms], title="Alarms", width=24, height=4)
        )
        board.add_widgets(*_pipeline_widgets(machines, arn_prefix))
        board.add_widgets(*_crawl_widgets())
        board.add_widgets(*_provider_widgets())
        board.add_widgets(*_life_widgets())
        board.add_widgets(*_store_widgets(queues))


def _metric(
    namespace: str, name: str, dimensions: Mapping[str, str], *, label: str, statistic: str = "Sum"
) -> cloudwatch.Metric:
    return cloudwatch.Metric(
        namespace=namespace,
        metric_name=name,
        dimensions_map=dimensions,
        statistic=statistic,
        period=_DAY,
        label=label,
    )


def _graph(title: str, *metrics: cloudwatch.IMetric, width: int = 8) -> cloudwatch.GraphWidget:
    return cloudwatch.GraphWidget(title=title, left=[*metrics], width=width, height=6)


def _search(title: str, metric: str, dimension: str, statistic: str) -> cloudwatch.GraphWidget:
    """Draw one line for each value of a dimension, whichever there are."""
    expression = cloudwatch.MathExpression(
        expression=f"SEARCH('{{{NAMESPACE},service,{dimension}}} {metric}', '{statistic}', 86400)",
        label="",
        using_metrics={},
    )
    return _graph(title, expression)


def _pipeline_widgets(machines: Sequence[str], arn_prefix: str) -> list[cloudwatch.GraphWidget]:
    kinds = {"ExecutionsSucceeded": "done", "ExecutionsFailed": "failed"}
    return [
        _graph(
            f"{words.title()}: executions a day",
            *(
                _metric(
                    "AWS/States", metric, {"StateMachineArn": f"{arn_prefix}{name}"}, label=name
                )
                for name in machines
            ),
            width=12,
        )
        for metric, words in kinds.items()
    ]


def _crawl_widgets() -> list[cloudwatch.GraphWidget]:
    return [
        _search("Rows of a crawl", "RowsPerCrawl", "Pipeline", "Maximum"),
        _search("Coverage, %", "Coverage", "Pipeline", "Minimum"),
        _search("Estimated cost of a run, USD", "EstimatedUsd", "Pipeline", "Maximum"),
    ]


def _provider_widgets() -> list[cloudwatch.GraphWidget]:
    return [
        _search("Providers: records written", "written", "provider", "Sum"),
        _search("Providers: records rejected, by reason", "rejected", "provider", "Sum"),
        _search("Providers: errors", "errors", "provider", "Sum"),
        _search("Providers: days since a success", "DaysSinceSuccess", "provider", "Maximum"),
    ]


def _life_widgets() -> list[cloudwatch.GraphWidget]:
    note, ask = {"service": "openverse-note-links"}, {"service": "openverse-ask-links"}
    states = ("alive", "moved", "gone", "blocked", "unreachable")
    lives = {"works_removed": "removed, their files being gone", "works_revived": "live again"}
    gone = {"service": "openverse-note-gone"}
    left = {"works_suspected": "suspected", "works_removed": "removed, their sources having none"}
    return [
        _graph(
            "Links of works asked for a day, by state",
            *(_metric(NAMESPACE, f"links_{state}", note, label=state) for state in states),
        ),
        _graph(
            "Works removed and revived a day",
            *(_metric(NAMESPACE, name, note, label=label) for name, label in lives.items()),
            *(_metric(NAMESPACE, name, gone, label=label) for name, label in left.items()),
        ),
        _graph("Requests for links a day", _metric(NAMESPACE, "link_requests", ask, label="sent")),
    ]


def _store_widgets(queues: Sequence[str]) -> list[cloudwatch.GraphWidget]:
    cluster = {"DBClusterIdentifier": "openledger"}
    return [
        _graph(
            "Database: capacity units",
            _metric(
                "AWS/RDS",
                "ServerlessDatabaseCapacity",
                cluster,
                label="ACU",
                statistic="Average",
            ),
        ),
        _graph(
            "Database: connections",
            _metric("AWS/RDS", "DatabaseConnections", cluster, label="open", statistic="Maximum"),
        ),
        _graph(
            "Events that could not be delivered",
            *(
                _metric(
                    "AWS/SQS",
                    "ApproximateNumberOfMessagesVisible",
                    {"QueueName": name},
                    label=name,
                    statistic="Maximum",
                )
                for name in queues
            ),
        ),
    ]
