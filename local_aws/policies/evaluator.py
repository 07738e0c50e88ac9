"""IAM's rules of evaluation, as far as this app's policies use them.

After "Policy evaluation logic" and "IAM JSON policy elements: Condition operators" in the IAM User
Guide (read 2026-11). An operator that is not known here raises: a wrong yes is worse than none.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Statement = Mapping[str, Any]
Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IamRequest:
    """One call as IAM sees it.

    Attributes:
        action: such as `s3:GetObject`.
        resource: ARN, or `*` where the action has none.
        context: condition keys and their values; keys are compared without regard to case.
        principal: service (`events.amazonaws.com`) or role ARN; only resource policies ask for it.
    """

    action: str
    resource: str
    context: Context = field(default_factory=dict)
    principal: str = ""


def as_list(value: Any) -> list[Any]:
    """Return a list as it is, and anything else as a list of one."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


def allowing(statements: Iterable[Statement], request: IamRequest) -> Statement | None:
    """Return the statement of identity policies that allows a request; None where it is denied."""
    return _decide((s for s in statements if _names(s, request)), request)


def allowing_principal(statements: Iterable[Statement], request: IamRequest) -> Statement | None:
    """Return the statement of a resource's policy that allows a request of its principal."""
    own = (s for s in statements if _names(s, request) and _is_for(s, request.principal))
    return _decide(own, request)


def _decide(statements: Iterable[Statement], request: IamRequest) -> Statement | None:
    found = [s for s in statements if _holds(s.get("Condition", {}), request.context)]
    if any(s["Effect"] == "Deny" for s in found):
        return None
    return next((s for s in found if s["Effect"] == "Allow"), None)


def _names(statement: Statement, request: IamRequest) -> bool:
    """Tell whether a statement is about this action on this resource."""
    if "NotAction" in statement:
        about = not _any(statement["NotAction"], request.action.lower(), fold=True)
    else:
        about = _any(statement["Action"], request.action.lower(), fold=True)
    if "NotResource" in statement:
        return about and not _any(statement["NotResource"], request.resource)
    return about and _any(statement.get("Resource", "*"), request.resource)


def _is_for(statement: Statement, principal: str) -> bool:
    wanted = statement.get("Principal", {})
    if wanted == "*":
        return True
    return any(
        value == "*" or value == principal for kind in wanted.values() for value in as_list(kind)
    )


def _any(patterns: Any, value: str, *, fold: bool = False) -> bool:
    return any(like(p.lower() if fold else p, value) for p in as_list(patterns))


def like(pattern: str, value: str) -> bool:
    """Compare with `*` for anything and `?` for one character."""
    return _compiled(str(pattern)).fullmatch(str(value)) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(c, re.escape(c)) for c in pattern), re.DOTALL)


def _equals(wanted: str, got: str) -> bool:
    return str(wanted) == str(got)


def _equals_folded(wanted: str, got: str) -> bool:
    return str(wanted).lower() == str(got).lower()


def _numeric(compare: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    return lambda wanted, got: compare(float(got), float(wanted))


_OPERATORS: Mapping[str, Callable[[str, str], bool]] = {
    "StringEquals": _equals,
    "StringEqualsIgnoreCase": _equals_folded,
    "StringLike": like,
    "ArnEquals": like,
    "ArnLike": like,
    "Bool": _equals_folded,
    "NumericLessThan": _numeric(lambda got, wanted: got < wanted),
    "NumericGreaterThanEquals": _numeric(lambda got, wanted: got >= wanted),
}
_NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}


def _holds(conditions: Mapping[str, Mapping[str, Any]], context: Context) -> bool:
    known = {key.lower(): value for key, value in context.items()}
    return all(
        _one(operator, as_list(wanted), known.get(key.lower()))
        for operator, pairs in conditions.items()
        for key, wanted in pairs.items()
    )


def _one(operator: str, wanted: Sequence[Any], got: Any) -> bool:
    """Evaluate one operator on one key; a key without value holds for negated operators only."""
    quantifier, colon, name = operator.rpartition(":")
    if name == "Null":
        return (got is None) == (str(wanted[0]).lower() == "true")
    optional = name.endswith("IfExists")
    name = name.removesuffix("IfExists")
    negated = name in _NEGATED
    compare = _OPERATORS.get(_NEGATED.get(name, name))
    if compare is None or quantifier not in {"", "ForAnyValue", "ForAllValues"}:
        raise NotImplementedError(f"the condition operator {operator} is not known")
    if got is None:
        return optional or negated or quantifier == "ForAllValues"
    matches = [any(compare(w, g) for w in wanted) for g in as_list(got)]
    met = all(matches) if quantifier == "ForAllValues" else any(matches)
    return not met if negated else met
