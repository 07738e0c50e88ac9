"""What a provider module declares: how it is asked, and how an answer becomes records.

A module declares one `Provider` and writes one function that turns one item of an answer into a
`MediaRecord`. Everything else (paging, pace, retries, keys, cleaning, files, resuming) is the
frame's. docs/adding-a-provider.md shows how.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from catalog.apis.error_rules import (
    API_DATA_GOV,
    ELASTICSEARCH,
    MEDIAWIKI,
    ErrorRule,
)
from catalog.apis.paginators import Paginator, Params, Path, Position, SinglePage
from catalog.errors import RecordRejected
from catalog.files.http import HttpLimits
from catalog.providers.auth import Auth, OAuth
from catalog.providers.cuts import Cuts, Cutter, Facets, Numbers, Prefixes, Slices, Window
from catalog.providers.licensing import (
    ALL_LICENSES,
    CC_LICENSES,
    PUBLIC_DOMAIN,
    license_at,
    license_of,
)
from catalog.providers.payloads import (
    Asker,
    Completion,
    Dump,
    ListPage,
    Payload,
    detail,
    size_asked,
)
from catalog.records import MediaRecord, MediaType

__all__ = [
    "ALL_LICENSES",
    "API_DATA_GOV",
    "Asker",
    "Auth",
    "CC_LICENSES",
    "Completion",
    "Cuts",
    "Cutter",
    "Dump",
    "ELASTICSEARCH",
    "ErrorRule",
    "Expect",
    "Facets",
    "MEDIAWIKI",
    "Numbers",
    "OAuth",
    "PUBLIC_DOMAIN",
    "ListPage",
    "Parsed",
    "Payload",
    "Popularity",
    "Prefixes",
    "Provider",
    "ReingestionRule",
    "Slices",
    "Walk",
    "Window",
    "detail",
    "license_at",
    "license_of",
    "one_set",
    "sets_of",
    "size_asked",
]

Schedule = Literal["daily", "weekly", "monthly", "quarterly"]


@dataclass(frozen=True, slots=True)
class Popularity:
    """The number in `meta_data` by which works are ranked, and the percentile of the constant."""

    metric: str
    percentile: float = 0.85


@dataclass(frozen=True, slots=True)
class ReingestionRule:
    """How old days are pulled again (catalog/ingestion/reingestion.py).

    Attributes:
        lengths: how many days at steps of 1, 7, 15, 30, 90 and 180 days.
        parallel: how many days are pulled at a time.
        schedule: how often.
    """

    lengths: tuple[int, int, int, int, int, int]
    parallel: int = 1
    schedule: Schedule = "weekly"


@dataclass(frozen=True, slots=True)
class Expect:
    """How many records a complete run brings; outside of that it fails."""

    min_records: int = 1
    max_records: int | None = None

    def problem(self, records: int) -> str | None:
        """Return what to say of a complete run that brought too few or too many records."""
        if records < self.min_records:
            return f"only {records} records came where at least {self.min_records} were expected"
        if self.max_records is not None and records > self.max_records:
            return f"{records} records came where at most {self.max_records} were expected"
        return None


Parsed = MediaRecord | Iterable[MediaRecord | RecordRejected]
Walk = Callable[[Asker, Params, Position | None], Iterator[ListPage]]


def one_set(_: date) -> Sequence[Params]:
    """Return the one set of parameters, an empty one, of a provider that is asked in one list."""
    return ({},)


def sets_of(param: str, values: Iterable[str]) -> Callable[[date], Sequence[Params]]:
    """Return sets that differ in one parameter: a list per licence, building or prefix."""
    made = tuple({param: value} for value in values)
    return lambda _: made


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider: what it is, how it is asked, and how its items become records.

    >>> def parse(photo: dict[str, Any]) -> MediaRecord:
    ...     return MediaRecord(
    ...         media_type="image",
    ...         foreign_identifier=str(photo["id"]),
    ...         foreign_landing_url=photo["page"],
    ...         url=photo["file"],
    ...         license_info=license_at(photo["licence"]),
    ...         title=photo.get("title"),
    ...     )
    >>> provider = Provider(
    ...     name="examplephotos",
    ...     title="Example Photos",
    ...     media={"image": "examplephotos"},
    ...     docs="https://api.example.org/docs",
    ...     license_policy="CC0 only",
    ...     licenses=frozenset({"cc0"}),
    ...     rate_limit="60 requests a minute",
    ...     url="https://api.example.org/photos",
    ...     page=Payload("page", ("photos",), keys=("id", "licence")),
    ...     errors=(
    ...         ErrorRule("slow_down", status=(403,), wait=60),
    ...         ErrorRule("fail", path=("status",), but=("ok",)),
    ...     ),
    ...     schedule="monthly",
    ...     parse=parse,
    ... )
    >>> item = {"id": 7, "page": "https://example.org/7", "file": "https://example.org/7.jpg"}
    >>> item |= {"licence": "https://creativecommons.org/publicdomain/zero/1.0/", "title": "Sea"}
    >>> page = {"status": "ok", "photos": [item]}
    >>> [provider.parse(item).title for item in provider.page.listed(page)]
    ['Sea']

    Attributes:
        name: equal to the module's.
        media: media type -> the value of the `provider` column.
        license_policy: which licences it has and which are taken, in a sentence.
        licenses: the slugs that are taken; a record with another is rejected.
        rate_limit: the limit that the provider states, in words.
        parse: one item -> one record or several; raises RecordRejected for the whole item, or
            yields it in the place of one of several.
        id_path: where an item's id lies, to name it when it is rejected.
        page: the list answer. `others`: further answers that records come from.
        url: where the list is. With `{page}` in it where the page number goes there.
        params: constant query parameters. `body`: a JSON body to post instead, for a window.
        paginator: how the list is walked; or `walk`, a generator that walks it otherwise.
        errors: what its answers that are errors look like, told by status or with status 200
            (catalog/apis/error_rules.py); behind them stand the rules that hold for all.
        check: raises for an answer that is an error in a way that no rule can say.
        complete: what must be asked for each item.
        prepare: asked once before a pull; returns parameters for every request.
        item_url: the answer for one id; lets `--id` work. `item_params`: its query, which goes to
            the list (`url`) where there is no `item_url`. `{id}` stands in one of them.
        complete_item: what must be asked besides for one work, where one answer does not hold it.
        auth: the key. `oauth`: for what the key does not open. `limits`: pace and patience.
        repair: makes JSON of what a provider wrongly takes for JSON.
        robots: whether robots.txt applies (an endpoint that the site never documented).
        ask_first: why its operator is to be asked before the first pull; then a deployment's
            schedule for it is off until `providers.asked` names it.
        schedule: None when retired, and then `retired` says why.
        start_date: the first day that has records.
        dated: whether it is asked day by day; then `window_params` asks for a window.
        sets: the lists that one pull walks, as sets of query parameters, for the day of the run.
        slices: how a full window is cut. `cuts`: how a full list of an undated provider is.
        expect: the records of a complete, undated run.
        popularity, reingestion, category: see their types; `category` where a record has none.
        sources: the values that `source` may take besides the provider's own.
        bulk: the files that it publishes instead of answers.
    """

    name: str
    title: str
    media: Mapping[MediaType, str]
    docs: str
    license_policy: str
    licenses: frozenset[str]
    rate_limit: str
    parse: Callable[[Any], Parsed]
    page: Payload
    url: str
    id_path: Path = ("id",)
    others: tuple[Payload, ...] = ()
    params: Params = field(default_factory=dict)
    body: Callable[[Window | None], Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    paginator: Paginator = SinglePage()
    walk: Walk | None = None
    errors: tuple[ErrorRule, ...] = ()
    check: Callable[[Any], None] | None = None
    complete: Completion | None = None
    prepare: Callable[[Asker], Params] | None = None
    item_url: str | None = None
    item_params: Params = field(default_factory=dict)
    complete_item: Callable[[Asker, Any], Any] | None = None
    auth: Auth | None = None
    oauth: OAuth | None = None
    limits: HttpLimits = HttpLimits()
    repair: Callable[[bytes], bytes] | None = None
    robots: bool = False
    ask_first: str | None = None
    schedule: Schedule | None
    retired: str | None = None
    start_date: date = date(1970, 1, 1)
    dated: bool = False
    window_params: Callable[[Window], Params] | None = None
    sets: Callable[[date], Sequence[Params]] = one_set
    slices: Slices | None = None
    cuts: Callable[[date], Cuts] | Cuts | None = None
    expect: Expect | None = None
    popularity: Popularity | None = None
    reingestion: ReingestionRule | None = None
    category: str | None = None
    sources: tuple[str, ...] = ()
    bulk: Dump | None = None

    @property
    def payloads(self) -> tuple[Payload, ...]:
        """Every kind of answer that records come from."""
        return (*((self.page,) if self.page.records else ()), *self.others)
