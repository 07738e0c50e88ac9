"""What an answer that is an error looks like, as data, and what to do about it.

APIs tell errors by a status, by a word in the body, or by both; some say "slower" with 403, and
some say everything with 200. A provider declares what its API does; the first rule that fits an
answer decides, and behind the provider's own rules stand those that hold for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from catalog.apis.paginators import Path, dig
from catalog.errors import CatalogError, NotFoundError, RetriableError
from catalog.files.http import RETRIABLE_STATUS, retry_after_seconds

Action = Literal["retry", "slow_down", "fail", "stop", "gone", "end", "restart"]
# An API that answers 403 means it, unless its rules say otherwise: the key is wrong or the
# User-Agent unwelcome.
_RETRIABLE = RETRIABLE_STATUS - {403}
_SLOW_DOWN = 60.0
# Where APIs put what they say about an error, most telling first.
_SAID: tuple[Path, ...] = (
    ("error", "info"),
    ("error", "message"),
    ("headers", "error_message"),
    ("description",),
    ("data",),
    ("message",),
    ("detail",),
    ("statusMessage",),
    ("errors", 0, "developerMessage"),
    ("errors", 0, "userFacingMessage"),
    ("errors", 0, "message"),
    ("errors", 0, "detail"),
    ("errors", 0, "title"),
    ("errors", 0),
    ("fault", "faultstring"),
    ("error", "description"),
    ("error_description",),
    ("errorMessage",),
    ("error_message",),
    ("reason",),
    ("msg",),
    ("error",),
    ("title",),
)


class AccessRefused(CatalogError):
    """Nothing that we ask will be answered: the key is wrong, or we are not welcome."""


class ListEnded(CatalogError):
    """The API says by an error that the list has no such page: it ended before."""


class ListChanged(CatalogError):
    """The list was built anew while it was read, and has to be read from its start."""


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """One kind of answer that is an error.

    A rule fits when its status and its value do; what is left out fits everything.

    Attributes:
        action: what it means:
            `retry` a passing fault, the same request is sent again;
            `slow_down` we ask too fast: nothing is asked for `wait` seconds, then again;
            `fail` this request will never be answered, others may;
            `stop` no request will be answered (a wrong key): the pull ends and can go on later;
            `gone` there is nothing at that place (as 404);
            `end` the list has no such page: it has ended;
            `restart` the list was built anew (PhyloPic's builds): `prepare`, and its first page.
        status: the HTTP statuses; `()` for any, 200 among them.
        path: where the body's value lies that tells the error.
        values: the values that do, compared as text, `*` for any rest ("internal_api_error_*").
            `()`: anything true (a flag, a count above 0, a message).
        but: the values that do not: everything else does, also a value that is not there.
        wait: seconds to wait before the next try, where the answer has no Retry-After.

    >>> failed = ErrorRule("retry", path=("stat",), but=("ok",))
    >>> failed.fits(200, {"stat": "fail", "code": 105}), failed.fits(200, {"stat": "ok"})
    (True, False)
    """

    action: Action
    status: tuple[int, ...] = ()
    path: Path | None = None
    values: tuple[str | int, ...] = ()
    but: tuple[str | int, ...] = ()
    wait: float | None = None

    def fits(self, status: int | None, payload: Any) -> bool:
        """Tell whether an answer is this error; a status of None is one that nobody knows."""
        if self.status and status is not None and status not in self.status:
            return False
        return self.path is None or self._tells(dig(payload, self.path))

    def _tells(self, value: Any) -> bool:
        if self.but:
            return not any(_same(value, one) for one in self.but)
        if self.values:
            return value is not None and any(_same(value, one) for one in self.values)
        return bool(value)


def _same(value: Any, pattern: str | int) -> bool:
    return fnmatchcase(str(value), str(pattern))


# Elasticsearch answers 200 with what it has when a shard failed or time was up.
# https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-search
ELASTICSEARCH = (
    ErrorRule("retry", path=("timed_out",)),
    ErrorRule("retry", path=("_shards", "failed")),
)
# https://www.mediawiki.org/wiki/API:Errors_and_warnings, API:Etiquette
MEDIAWIKI = (
    ErrorRule(
        "slow_down",
        path=("error", "code"),
        values=("maxlag", "ratelimited", "toomanyrequests"),
        wait=5,
    ),
    ErrorRule("retry", path=("error", "code"), values=("readonly", "internal_api_error_*")),
    ErrorRule("fail", path=("error", "code")),
)
# The gateway of api.data.gov. https://api.data.gov/docs/developer-manual/
API_DATA_GOV = (
    ErrorRule("slow_down", path=("error", "code"), values=("OVER_RATE_LIMIT",), wait=300),
    ErrorRule("stop", path=("error", "code"), values=("API_KEY_*",)),
)
# What holds for every API, behind its own rules.
STANDARD = (
    ErrorRule("gone", status=(404, 410)),
    ErrorRule("stop", status=(401,)),
    ErrorRule("retry", status=tuple(sorted(_RETRIABLE))),
    ErrorRule("fail", status=tuple(sorted({*range(400, 600)} - _RETRIABLE - {401, 404, 410}))),
    ErrorRule("retry", path=("error",)),
)


# What an answer with an empty list may hold besides when it is no empty list, but an error.
_BESIDE_NOTHING = (
    ErrorRule("retry", path=("errors",)),
    ErrorRule("retry", path=("fault",)),
    ErrorRule("retry", path=("exception",)),
    ErrorRule("retry", path=("success",), values=("False", "false", "0")),
    ErrorRule("retry", path=("ok",), values=("False", "false", "0")),
    ErrorRule("retry", path=("status",), values=("[Ee]rror", "ERROR", "[Ff]ail*", "FAIL*", "5??")),
)


def error_beside_nothing(payload: Any) -> CatalogError | None:
    """Return the error that stands beside an empty list, in whatever shape, or None."""
    fits = any(rule.fits(200, payload) for rule in _BESIDE_NOTHING)
    return RetriableError(_message(200, payload, "", None)) if fits else None


def error_in(
    rules: Iterable[ErrorRule],
    status: int | None,
    payload: Any,
    headers: Mapping[str, str] | None = None,
    *,
    place: str = "",
) -> CatalogError | None:
    """Return the error that an answer is, or None when it is none.

    The provider's own rules go before the standard ones. The status is None for a recorded answer
    whose status nobody knows, the payload where the body is no JSON; the place is the URL without
    its query.
    """
    for rule in (*rules, *STANDARD):
        if (status is not None or rule.path) and rule.fits(status, payload):
            wait = retry_after_seconds((headers or {}).get("Retry-After"))
            return _error(rule, _message(status, payload, place, rule.path), wait)
    return None


def _error(rule: ErrorRule, message: str, wait: float | None) -> CatalogError:
    if rule.action == "slow_down":
        return RetriableError(message, retry_after=wait or rule.wait or _SLOW_DOWN)
    if rule.action == "retry":
        return RetriableError(message, retry_after=rule.wait if wait is None else wait)
    kinds: Mapping[str, type[CatalogError]] = {
        "stop": AccessRefused,
        "gone": NotFoundError,
        "end": ListEnded,
        "restart": ListChanged,
    }
    return kinds.get(rule.action, CatalogError)(message)


def _message(status: int | None, payload: Any, place: str, path: Path | None) -> str:
    what = "the answer is an error" if status in (None, 200) else str(status)
    words = said(payload) or _flag(payload, path)
    return f"{what}{f' from {place}' if place else ''}{f': {words}' if words else ''}"


def _flag(payload: Any, path: Path | None) -> str:
    """Return what tells an error that comes without a word: `timed_out is True`."""
    value = dig(payload, path) if path else None
    return "" if value is None else f"{'.'.join(map(str, path or ()))} is {value}"[:200]


def said(payload: Any) -> str:
    """Return what an API says about an error, with its code, in at most 200 characters; or "".

    >>> said({"stat": "fail", "code": 105, "message": "Service currently unavailable"})
    'Service currently unavailable (105)'
    """
    if isinstance(payload, str):
        return payload[:200]
    words = next((text for path in _SAID if _is_word(text := dig(payload, path))), "")
    codes: Sequence[Path] = (("headers", "code"), ("error", "code"), ("code",))
    code = next((found for path in codes if _is_word(found := dig(payload, path))), None)
    text = f"{words} ({code})" if words and code is not None else str(words or code or "")
    return " ".join(text.split())[:200]


def _is_word(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""
