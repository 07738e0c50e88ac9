"""The provider pulls, from the provider registry: what is registered is what is deployed."""

from collections.abc import Sequence
from typing import Any

from constructs import Construct

from catalog.operations.names import INGEST as NAME
from catalog.operations.names import REINGEST, SECRETS
from catalog.providers.base import Provider, ReingestionRule
from catalog.providers.registry import providers
from stacks.constructs.file_ingestion import FileIngestion
from stacks.constructs.grants import let_delete, let_read, let_write
from stacks.constructs.ingestion import Ingestion
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.reingestion import ReingestionMachine
from stacks.constructs.schedule import Schedule
from stacks.function_stack import FunctionStack

# Hours are spread, so that providers do not all write at once; `{}` is the hour.
EXPRESSIONS = {
    "daily": "cron(30 {} * * ? *)",
    "weekly": "cron(30 {} ? * MON *)",
    "monthly": "cron(30 {} 2 * ? *)",
    "quarterly": "cron(30 {} 3 1/3 ? *)",
}


def scheduled() -> Sequence[Provider]:
    """Return the providers that are pulled by the clock; retired ones are not pulled at all."""
    return [item for item in providers() if item.schedule]


class Providers(FunctionStack):
    """Per provider a schedule, and a Lambda where it has an API; state machines for all of them."""

    def __init__(
        self, scope: Construct, construct_id: str, *, load_function: str, **given: Any
    ) -> None:
        super().__init__(scope, construct_id, undelivered="openverse-ingest-undelivered", **given)
        self.ingestion = Ingestion(
            self,
            "Ingestion",
            config=self.config.providers,
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
            load_function=load_function,
        )
        self.reingestion = self._build_reingestion()
        self.files = self._build_files()
        for number, provider in enumerate(scheduled()):
            if not provider.bulk:  # what publishes files is more than a Lambda can hold
                self._build_function(provider)
            self._schedule(provider, hour=number % 24)
            if provider.reingestion:
                self._schedule_reingestion(provider, provider.reingestion, hour=(number + 12) % 24)
        self._build_token_renewal()

    def _build_function(self, provider: Provider) -> None:
        function = self._function(
            "ingest_provider",
            provider.name,
            f"{NAME}-{provider.name}",
            f"Pulls {provider.name}",
            PROVIDER=provider.name,
            LONGEST_WAIT_MINUTES=f"{self.config.providers.longest_wait_minutes:g}",
        )
        let_read(function.role, self.buckets.landing)
        let_write(function.role, self.buckets.landing)
        let_delete(function.role, self.buckets.landing)
        secrets = [provider.auth.secret] if provider.auth else []
        if provider.oauth:
            secrets += [provider.oauth.client_id, provider.oauth.tokens]
        self._let_read(function, secrets)
        function.acknowledge("It writes the landing zone; a secret's name ends in random letters.")

    def _schedule(self, provider: Provider, *, hour: int) -> None:
        Schedule(
            self,
            f"{provider.name.title()}Schedule",
            name=f"{NAME}-{provider.name}",
            expression=EXPRESSIONS[str(provider.schedule)].format(hour),
            target=(self.files if provider.bulk else self.ingestion).machine,
            dead_letters=self.dead_letters,
            enabled=self.config.providers.scheduled
            and (not provider.ask_first or provider.name in self.config.providers.asked),
            payload={"provider": provider.name},
        )

    def _build_files(self) -> FileIngestion:
        return FileIngestion(
            self,
            "Files",
            config=self.config.providers,
            packages=self.packages,
            code=self.buckets.lake,
            landing=self.buckets.landing,
            ingest=self.ingestion.machine,
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )

    def _build_reingestion(self) -> ReingestionMachine:
        plan = self._function(
            "plan_reingestion",
            "plan_reingestion",
            "openverse-plan-reingestion",
            "Lists the old days of a provider that are to be pulled again",
        )
        plan.acknowledge("It touches nothing but its own log.")
        return ReingestionMachine(
            self,
            "Reingestion",
            plan=plan,
            ingest=self.ingestion.machine,
            reserved=self.config.providers.reserve_concurrency,
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )

    def _schedule_reingestion(
        self, provider: Provider, rule: ReingestionRule, *, hour: int
    ) -> None:
        Schedule(
            self,
            f"{provider.name.title()}ReingestionSchedule",
            name=f"{REINGEST}-{provider.name}",
            expression=EXPRESSIONS[rule.schedule].format(hour),
            target=self.reingestion.machine,
            dead_letters=self.dead_letters,
            enabled=self.config.providers.scheduled
            and (not provider.ask_first or provider.name in self.config.providers.asked),
            payload={"provider": provider.name},
        )

    def _build_token_renewal(self) -> None:
        """Renew OAuth2 tokens twice a day; the only function that may write a secret."""
        function = self._function(
            "refresh_oauth_tokens",
            "refresh_oauth_tokens",
            "openverse-refresh-oauth-tokens",
            "Renews the OAuth2 tokens of providers",
        )
        grants = [item.oauth for item in scheduled() if item.oauth]
        names = [name for o in grants for name in (o.client_id, o.client_secret, o.tokens)]
        self._let_read(function, names)
        function.allow(
            ["secretsmanager:PutSecretValue"], [self._secret_arn(item.tokens) for item in grants]
        )
        function.acknowledge("A secret's name ends in random letters.")
        Schedule(
            self,
            "TokenSchedule",
            name=function.name,
            expression="rate(12 hours)",
            target=function.function,
            dead_letters=self.dead_letters,
            enabled=self.config.providers.scheduled,
        )

    def _function(
        self, source: str, construct_id: str, name: str, description: str, **environment: str
    ) -> PythonFunction:
        landing = f"s3://{self.buckets.landing.bucket_name}"
        return self.build_function(
            source,
            description,
            {"OUTPUT": landing, "CATALOG_SECRETS_PREFIX": SECRETS, **environment},
            construct_id=construct_id,
            function_name=name,
            memory_mb=self.config.providers.memory_mb,
            # The provider's pace is kept by one process.
            concurrency=1 if self.config.providers.reserve_concurrency else None,
        )

    def _let_read(self, function: PythonFunction, names: Sequence[str]) -> None:
        if names:
            arns = [self._secret_arn(name) for name in names]
            function.allow(["secretsmanager:GetSecretValue"], arns)

    def _secret_arn(self, name: str) -> str:
        place = f"{self.region}:{self.account}"
        return f"arn:aws:secretsmanager:{place}:secret:{SECRETS}{name}-??????"
