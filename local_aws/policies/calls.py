"""One call that a service of AWS makes on our behalf, and what allows it."""

from dataclasses import dataclass, field
from typing import Any

from local_aws.policies.evaluator import (
    IamRequest,
    Statement,
    allowing,
    allowing_principal,
)
from local_aws.policies.templates import Account, Role


@dataclass(frozen=True)
class Call:
    """One call that a service makes.

    Attributes:
        asks: the service, and what for.
        role: as whom; None where the service calls as itself and a resource's policy decides.
        policy: statements of that resource.
        source: who says that the call is made.
    """

    asks: str
    request: IamRequest
    source: str
    role: Role | None = None
    policy: tuple[Statement, ...] = ()
    where: str = field(default="")

    @property
    def granted_by(self) -> str | None:
        """Name the policy and, where it has one, the statement that allows the call."""
        if self.role:
            found = allowing(self.role.statements, self.request)
            place = found and found["Policy"].rpartition("/")[2]
        else:
            found = allowing_principal(self.policy, self.request)
            place = found and self.where
        return f"{place} {found.get('Sid', '')}".strip() if found else None

    def __str__(self) -> str:
        """Say what is missing, as an error of a deployment would."""
        who = self.role.id if self.role else self.request.principal
        return (
            f"{self.asks}: {who} may not {self.request.action} on {self.request.resource} "
            f"({self.source})"
        )


def only(account: Account, kind: str, ending: str) -> tuple[str, dict[str, Any]]:
    """Return the one resource of a type whose id holds this text."""
    (found,) = [item for item in account.iter_resources(kind) if ending in item[0]]
    return found


def data_key(account: Account) -> str:
    """Return the ARN of the key of buckets, logs and messages."""
    return account.arn(only(account, "AWS::KMS::Key", "/DataKey")[0])
