"""The catalog database and what works on it."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import triggers
from constructs import Construct

from catalog.database.logins import LOADER, MIGRATOR
from catalog.operations.names import DATABASE as NAME
from catalog.operations.names import POPULARITY
from catalog.providers.registry import providers
from stacks.constructs.database import Database
from stacks.constructs.grants import let_read, let_write
from stacks.constructs.input_check import InputRule, optional_list
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.rounds import Rounds
from stacks.constructs.schedule import Schedule
from stacks.constructs.turns import (
    Turns,
    ask_providers,
    ask_with,
    gone_rule,
    link_rule,
    may_ask_providers,
)
from stacks.function_stack import FunctionStack
from stacks.nag import acknowledge_triggers


class Catalog(FunctionStack):
    """`openledger`, its migrations, and the Lambdas that load and refresh it."""

    def __init__(self, scope: Construct, construct_id: str, **given: Any) -> None:
        super().__init__(scope, construct_id, undelivered="openverse-catalog-undelivered", **given)
        self.database = Database(
            self,
            "Database",
            config=self.config.database,
            network=self.foundation.network,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
            retain=self.config.storage.retain,
        )
        self._build_migrations()
        self.load = self._build_loader()
        self.popularity = self._build_popularity()
        self._build_link_checks()
        self._build_gone_checks()

    def _build_migrations(self) -> None:
        """Migrate with every deployment that brings other code; one that fails is rolled back."""
        logins = self._build_logins()
        function = self._function(
            "apply_migrations",
            "Brings the tables of the catalog database up to date",
            role=MIGRATOR,
        )
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        create = triggers.Trigger(
            self,
            "CreateLogins",
            handler=logins.function,
            execute_after=[self.database.cluster],
            timeout=cdk.Duration.minutes(10),
        )
        triggers.Trigger(
            self,
            "Migrate",
            handler=function.function,
            execute_after=[self.database.cluster, create],
            timeout=cdk.Duration.minutes(10),
        )
        acknowledge_triggers(self)

    def _build_logins(self) -> PythonFunction:
        """The only function that may act as the master user; it is in no VPC."""
        cluster = self.database.cluster
        secret = cluster.secret.secret_arn
        function = PythonFunction(
            self,
            "CreateLoginsFunction",
            name="create_logins",
            function_name="openverse-create-logins",
            description="Makes the database roles that log in by IAM",
            layers=self.layers,
            log_days=self.config.ops.log_days,
            key=self.foundation.data_key,
            environment={
                "CLUSTER_ARN": cluster.cluster_arn,
                "MASTER_SECRET_ARN": secret,
                "DATABASE_NAME": NAME,
            },
        )
        function.allow(["rds-data:ExecuteStatement"], [cluster.cluster_arn])
        function.allow(["secretsmanager:GetSecretValue"], [secret])
        function.acknowledge("It touches the database's one secret.")
        return function

    def _build_loader(self) -> PythonFunction:
        rejected = f"s3://{self.buckets.landing.bucket_name}/rejected"
        function = self._function(
            "load_media",
            "Loads landing files into the catalog database",
            role=LOADER,
            REJECTED=rejected,
        )
        let_read(function.role, self.buckets.landing)
        let_read(function.role, self.buckets.images)
        let_write(function.role, self.buckets.landing, "rejected/*")
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        return function

    def _build_popularity(self) -> Rounds:
        function = self._function(
            "refresh_popularity", "Scores the popularity of every record", role=LOADER
        )
        function.acknowledge(_REASON, unscoped=_INTERFACES)
        rounds = Rounds(
            self,
            "Popularity",
            name=POPULARITY,
            comment="Scores the popularity of every record",
            function=function,
            rule=InputRule(
                POPULARITY,
                dict.fromkeys(("media", "providers", "changed", "done")),
                [optional_list("media"), optional_list("providers")],
                "nothing, or media and providers, each a list.",
            ),
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )
        Schedule(
            self,
            "PopularitySchedule",
            name=POPULARITY,
            expression="cron(0 2 1 * ? *)",
            target=rounds.machine,
            dead_letters=self.dead_letters,
            enabled=self.config.providers.scheduled,
        )
        return rounds

    def _build_link_checks(self) -> None:
        """Two functions: who reaches the database has no way out to the web."""
        landing = self.buckets.landing
        folder = {"LINKS": f"s3://{landing.bucket_name}/links"}
        note = self._function(
            "note_links", "Notes which files of works are there", role=LOADER, **folder
        )
        ask = self.build_function("ask_links", "Asks whether files of works are still there", {})
        for function in (note, ask):
            let_read(function.role, landing, "links/*")
            let_write(function.role, landing, "links/*")
        note.acknowledge(_LINKS, unscoped=_INTERFACES)
        ask.acknowledge(_LINKS)
        self._build_turns(
            "LinkChecks",
            rule=link_rule(),
            comment="Asks whether works' files are still at their URLs",
            subject="Links of works",
            note=note,
            asking=ask_with(ask),
            defaults={"budget": self.config.links.requests_a_day},
            schedule=("LinksSchedule", self.config.links.schedule),
            wildcards="Lambda grants cover every version of a function.",
        )

    def _build_gone_checks(self) -> None:
        """One function: those of the providers, which have their keys and pace, ask for works."""
        landing = self.buckets.landing
        note = self._function(
            "note_gone",
            "Removes works that left their source",
            role=LOADER,
            LANDING=f"s3://{landing.bucket_name}",
        )
        let_read(note.role, landing)
        let_write(note.role, landing, "links/*")
        note.acknowledge(_LINKS, unscoped=_INTERFACES)
        names = [item.name for item in providers() if item.schedule and not item.bulk]
        self._build_turns(
            "GoneChecks",
            rule=gone_rule(names),
            comment="Removes works that their sources have no more",
            subject="Works at their sources",
            note=note,
            asking=ask_providers,
            defaults={},
            schedule=("GoneSchedule", self.config.links.gone_schedule),
            policies=[may_ask_providers(self)],
            wildcards="It calls the function of whichever provider has works in doubt.",
        )

    def _build_turns(self, construct_id: str, *, schedule: tuple[str, str], **parts: Any) -> None:
        turns = Turns(
            self,
            construct_id,
            **parts,
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )
        Schedule(
            self,
            schedule[0],
            name=parts["rule"].name,
            expression=schedule[1],
            target=turns.machine,
            dead_letters=self.dead_letters,
            enabled=self.config.links.scheduled,
        )

    def _function(
        self, name: str, description: str, *, role: str, **environment: str
    ) -> PythonFunction:
        """A function inside the VPC that logs in to the database as this role, by IAM."""
        login = {
            "DATABASE_IAM": role,
            "DATABASE_HOST": self.database.cluster.cluster_endpoint.hostname,
            "DATABASE_PORT": str(self.config.database.port),
            "DATABASE_NAME": NAME,
            "DATABASE_CA": "/opt/python/rds-ca.pem",
        }
        function = self.build_function(
            name,
            description,
            {**login, **environment},
            memory_mb=self.config.providers.load_memory_mb,
            network=self.foundation.network,
            security_group=self.database.clients,
        )
        self.database.cluster.grant_connect(function.role, role)
        return function


_LINKS = "It writes files of links below links/, and reads what the other one wrote."
_REASON = "It reads landing files and writes rejected rows."
_INTERFACES = "Lambda makes its network interfaces under ids not known beforehand."
