"""What a provider module declares: how it is asked, and how an answer becomes records.

A module declares one `Provider` and writes one function that turns one item of an answer into a
`MediaRecord`. Everything else (paging, pace, retries, keys, cleaning, files, resuming) is the
frame's. docs/adding-a-provider.md shows how.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, Protocol

from catalog import licenses
from catalog.apis.paginators import Paginator, Params, Path, Position, SinglePage, dig
from catalog.errors import CatalogError, RecordRejected, RetriableError
from catalog.files.http import Limits
from catalog.licenses import License
from catalog.records import MediaRecord, MediaType

Schedule = Literal["daily", "weekly", "monthly", "quarterly"]
# The licences that the catalog takes: Creative Commons' six, and its public domain tools.
CC_LICENSES = frozenset({"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
PUBLIC_DOMAIN = frozenset({"cc0", "pdm"})
ALL_LICENSES = CC_LICENSES | PUBLIC_DOMAIN


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A half-open range of time, UTC: a day, or a slice of it."""

    start: datetime
    end: datetime

    @classmethod
    def of_day(cls, day: date) -> "Window":
        """Return a whole day."""
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return cls(start, start + timedelta(days=1))

    @classmethod
    def between(cls, start: int, end: int) -> "Window":
        """Return the range between two moments, in seconds since 1970."""
        return cls(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))

    @property
    def seconds(self) -> tuple[int, int]:
        """Both ends in seconds since 1970."""
        return int(self.start.timestamp()), int(self.end.timestamp())


@dataclass(frozen=True, slots=True)
class Payload:
    """One kind of answer that items come from, and how it is told from others.

    Attributes:
        name: what the API's documentation calls it: page, object, results.
        path: where its items lie, or its one item; `()` when the answer is itself the list, None
            when the answer is itself one item.
        keys: what every item has; an answer whose first item lacks one is something else.
        envelope: what the answer around the items always has. Where all of these are there and the
            list is not, the list is empty.
        by_id: the list is an object whose values are the items (MediaWiki keeps pages by their id).
        adapt: makes what `parse` understands of an item of this kind.
        records: False for a list whose items say too little for a record (ids).
    """

    name: str
    path: Path | None
    keys: tuple[str, ...] = ()
    envelope: tuple[str, ...] = ()
    by_id: bool = False
    adapt: Callable[[Any], Any] | None = None
    records: bool = True

    def items(self, payload: Any) -> list[Any] | None:
        """Return the items of an answer, or None when it is no answer of this kind."""
        if self.envelope and not _has(payload, self.envelope):
            return None
        found = self._list(payload)
        if found is None:
            return [] if self.envelope and self.path is not None else None
        if found and self.keys and not _has(found[0], self.keys):
            return None
        return [self.adapt(item) for item in found] if self.adapt else found

    def _list(self, payload: Any) -> list[Any] | None:
        if self.path is None:
            return [payload] if isinstance(payload, Mapping) else None
        found = dig(payload, self.path)
        if isinstance(found, Mapping):
            return list(found.values()) if self.by_id else [found]
        return found if isinstance(found, list) else None


def _has(value: Any, keys: tuple[str, ...]) -> bool:
    return isinstance(value, Mapping) and all(key in value for key in keys)


class Asker(Protocol):
    """Asks the provider, at its pace, for what a page does not say."""

    def json(self, url: str, params: Params | None = None) -> Any:
        """Return the payload of a JSON answer."""
        ...

    def size(self, url: str) -> int | None:
        """Return the bytes of a file, or None where nobody says."""
        ...


@dataclass(frozen=True, slots=True)
class Completion:
    """What must be asked for every item of a page before it can be parsed.

    Attributes:
        ask: (asker, item) -> what `parse` gets; NotFoundError counts the item as `not_found`.
        key: the item's id. Items are asked for in its order, so that a run that stops within a page
            goes on after the last one, even if the page has changed by then.
        at_once: items to ask for before they are written, so that little is lost and a Lambda can
            stop in time.
    """

    ask: Callable[[Asker, Any], Any]
    key: Callable[[Any], Any]
    at_once: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """What one step of a walk brought.

    Attributes:
        items: each becomes one or several records.
        next: where the list goes on; None at its end.
    """

    items: Sequence[Any]
    next: Position | None


@dataclass(frozen=True, slots=True)
class Slices:
    """How a window is cut where it holds more than the API gives in one list.

    A whole day is asked first. Where it holds more than `at_most` it is asked by the hour, and a
    full hour in `few` parts, or in `many` from `threshold` on; what is still too full is halved.
    The first page of a slice says its total, so a quiet day costs nothing more.

    Attributes:
        total: where an answer says how many items the list has.
        at_most: the most items that a slice should have.
        otherwise: query parameters that divide a slice that cannot be cut further (one set each).
        smallest: seconds below which a slice is not cut.
    """

    total: Path
    at_most: int
    threshold: int
    few: int
    many: int
    otherwise: tuple[Params, ...] = ()
    smallest: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """Which key a provider needs, and where it goes.

    Attributes:
        secret: the NAME of the secret, an environment variable or a key in Secrets Manager.
        query: the query parameter that takes it.
        header: the header that takes it, formatted into `template`.
        sign: (url, params, secret) -> params with the signature, for signed requests.
        required: whether the provider answers nothing without it.
    """

    secret: str
    query: str | None = None
    header: str | None = None
    template: str = "{}"
    sign: Callable[[str, Params, str], Params] | None = None
    required: bool = True

    def apply(self, url: str, params: Params, secret: str) -> tuple[Params, Mapping[str, str]]:
        """Return the parameters and headers that carry the key."""
        if self.sign:
            return self.sign(url, params, secret), {}
        if self.query:
            return {**params, self.query: secret}, {}
        return params, {self.header or "Authorization": self.template.format(secret)}


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """OAuth2 for what a key does not open (catalog/ingestion/oauth.py).

    Attributes:
        authorize_url: the page where a person lets us in.
        token_url: where codes and old tokens are exchanged for tokens.
        client_id, client_secret, tokens: NAMES of secrets; the last one is written by us.
    """

    authorize_url: str
    token_url: str
    client_id: str
    client_secret: str
    tokens: str


@dataclass(frozen=True, slots=True)
class Popularity:
    """The number in `meta_data` by which works are ranked, and the percentile of the constant."""

    metric: str
    percentile: float = 0.85


@dataclass(frozen=True, slots=True)
class Reingestion:
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


Parsed = MediaRecord | Iterable[MediaRecord | RecordRejected]
Walk = Callable[[Asker, Params, Position | None], Iterator[Page]]


def no_error(payload: Any) -> None:
    """Raise RetriableError for an answer that is an object with an `error`."""
    if isinstance(payload, Mapping) and payload.get("error"):
        raise RetriableError(f"the answer is an error: {str(payload['error'])[:200]}")


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

    Attributes:
        name: equal to the module's.
        title: for people.
        media: media type -> the value of the `provider` column.
        docs: URL of the API's documentation.
        last_checked: when module and API were last held against each other.
        license_policy: which licences it has and which are taken, in a sentence.
        licenses: the slugs that are taken; a record with another is rejected.
        rate_limit: the limit that the provider states, in words.
        parse: one item -> one record or several; raises RecordRejected for the whole item, or
            yields it in the place of one of several.
        id_path: where an item's id lies, to name it when it is rejected.
        page: the list answer. `others`: further answers that records come from.
        url: where the list is. With `{page}` in it where the page number goes there.
        params: constant query parameters. `body`: a JSON body to post instead, for a window.
        headers: besides the User-Agent.
        paginator: how the list is walked; or `walk`, a generator that walks it otherwise.
        check: raises RetriableError (ask again) or CatalogError for an answer that is an error.
        complete: what must be asked for each item.
        prepare: asked once before a pull; returns parameters for every request.
        item_url: the answer for one id, `{id}` in it; lets `--id` work. `item_params`: its query.
        auth: the key. `oauth`: for what the key does not open. `limits`: pace and patience.
        repair: makes JSON of what a provider wrongly takes for JSON.
        robots: whether robots.txt applies (an endpoint that the site never documented).
        schedule: None when retired, and then `retired` says why.
        start_date: the first day that has records.
        dated: whether it is asked day by day; then `window_params` asks for a window.
        sets: the lists that one pull walks, as sets of query parameters, for the day of the run.
        slices: how a full window is cut.
        expect: the records of a complete, undated run.
        popularity, reingestion, category: see their types; `category` where a record has none.
        sources: the values that `source` may take besides the provider's own.
        bulk: names of the files that it publishes instead of answers (catalog/ingestion/bulk.py).
    """

    name: str
    title: str
    media: Mapping[MediaType, str]
    docs: str
    last_checked: date
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
    check: Callable[[Any], None] = no_error
    complete: Completion | None = None
    prepare: Callable[[Asker], Params] | None = None
    item_url: str | None = None
    item_params: Params = field(default_factory=dict)
    auth: Auth | None = None
    oauth: OAuth | None = None
    limits: Limits = Limits()
    repair: Callable[[bytes], bytes] | None = None
    robots: bool = False
    schedule: Schedule | None
    retired: str | None = None
    start_date: date = date(1970, 1, 1)
    dated: bool = False
    window_params: Callable[[Window], Params] | None = None
    sets: Callable[[date], Sequence[Params]] = one_set
    slices: Slices | None = None
    expect: Expect | None = None
    popularity: Popularity | None = None
    reingestion: Reingestion | None = None
    category: str | None = None
    sources: tuple[str, ...] = ()
    bulk: tuple[str, ...] = ()

    @property
    def payloads(self) -> tuple[Payload, ...]:
        """Every kind of answer that records come from."""
        return (*((self.page,) if self.page.records else ()), *self.others)


def license_at(url: str | None) -> License:
    """Return the licence behind a link.

    Raises:
        RecordRejected: `missing_license` or `unknown_license`.
    """
    if not url:
        raise RecordRejected("missing_license")
    found = licenses.from_url(url)
    if found is None:
        raise RecordRejected("unknown_license", url[:200])
    return found


def license_of(slug: str, version: str) -> License:
    """Return a licence by its words, such as ("by-sa", "4.0").

    Raises:
        RecordRejected: `unknown_license`.
    """
    found = licenses.from_pair(slug, version)
    if found is None:
        raise RecordRejected("unknown_license", f"{slug} {version}")
    return found


def license_named(text: str | None) -> License:
    """Return the licence that a text names, such as "CC BY-NC-SA 4.0".

    Raises:
        RecordRejected: `missing_license` or `unknown_license`.
    """
    if not text:
        raise RecordRejected("missing_license")
    found = licenses.from_text(text)
    if found is None:
        raise RecordRejected("unknown_license", text[:200])
    return found


def detail(url: str, key: Callable[[Any], Any], *, path: Path = ()) -> Completion:
    """Return the completion of a list of ids: the answer at `url`, with `{id}` in it, per item.

    Args:
        url: where the item's own answer is.
        key: returns the id of a list item.
        path: where the item lies in that answer.

    Raises:
        CatalogError: when the answer holds nothing at that path.
    """

    def ask(asker: Asker, item: Any) -> Any:
        found = dig(asker.json(url.format(id=key(item))), path)
        if found is None:
            raise CatalogError(
                f"the answer for {key(item)} has nothing at {'.'.join(map(str, path))}"
            )
        return found

    return Completion(ask, key)
