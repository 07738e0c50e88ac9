"""One answer in two forms: a page's data as HTML, and as JSON at the same address + `.json`."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from shlex import quote
from typing import Any
from urllib.parse import urlencode

import orjson
import psycopg
from flask import Flask, Response, render_template, request
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException

from catalog.attribution import license_name, web_url
from catalog.browse.site import STATEMENT_MS, BrowseSite
from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.text import printable

Data = dict[str, Any]
View = Callable[..., tuple[str, Data]]


def prepare(app: Flask, site: BrowseSite) -> None:
    """Give templates what they use; every value that they write is escaped and printable."""
    app.jinja_env.finalize = _visible
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        number=_number,
        moment=_moment,
        web=web_url,
        compact=_compact,
        breakable=_breakable,
        quoted=quote,
    )
    app.jinja_env.globals.update(
        site=site, license_name=license_name, address=_address, tint=_tint, bars=_bars
    )
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CatalogError, _catalog_error)
    app.register_error_handler(psycopg.Error, _database_error)


def add_page(app: Flask, rule: str, view: View) -> None:
    """Serve a view at a rule as HTML and at the rule + `.json` as data.

    The view returns its template's name and the data, which is all that the template gets.
    """

    def html(**arguments: Any) -> str:
        template, data = view(**arguments)
        return render_template(template, data=data, json_url=_json_address())

    def json(**arguments: Any) -> Response:
        return as_json(view(**arguments)[1])

    name = view.__name__
    app.add_url_rule(rule, f"{name}", html)
    app.add_url_rule(f"{rule}.json", f"{name}_json", json)


def as_json(data: Mapping[str, Any], status: int = 200) -> Response:
    """Return data as a JSON answer; dates are ISO 8601."""
    text = orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2)
    return Response(text, status, mimetype="application/json")


def _json_address() -> str:
    query = request.query_string.decode("latin-1")
    return f"{request.path}.json" + (f"?{query}" if query else "")


def _visible(value: Any) -> Any:
    """Take out of a text what could not be seen or would turn its direction."""
    if value is None:
        return ""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def _moment(value: Any) -> str:
    """Write a moment, however it came, to the minute, in UTC."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")[:16].replace("T", " ")


def _compact(value: Any) -> str:
    """Write any value on one line."""
    return value if isinstance(value, str) else orjson.dumps(value, default=str).decode()


def _breakable(name: str) -> Markup:
    """Let a name be broken after its underscores."""
    return escape(printable(name)).replace("_", Markup("_<wbr>"))


def _address(path: str, parameters: Mapping[str, Any]) -> str:
    """Return the address of a page with parameters; empty ones are left out."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def _tint(text: str) -> int:
    """Return one of six tints for what has no picture, always the same for one text."""
    return sum(str(text).encode()) % 6


def _bars(values: list[int], width: float = 240, height: float = 40) -> list[Data]:
    """Place the columns of a small chart: x, y, width and height of each value."""
    most = max(values, default=0) or 1
    step = width / max(len(values), 1)
    made = []
    for index, value in enumerate(values):
        tall = max(height * value / most, 1.5 if value else 0)
        made.append(
            {"x": round(index * step, 1), "y": round(height - tall, 1), "value": value}
            | {"width": round(max(step - 2, 1), 1), "height": round(tall, 1)}
        )
    return made


def _http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    return _error(error.code or 500, error.name, error.description or "")


def _catalog_error(error: CatalogError) -> Response:
    status = 404 if isinstance(error, NotFoundError) else 400
    if not isinstance(error, NotFoundError | UsageError):
        status = 503
    return _error(status, "This cannot be shown", str(error))


def _database_error(error: psycopg.Error) -> Response:
    if isinstance(error, psycopg.errors.QueryCanceled):
        message = (
            f"The database took longer than {STATEMENT_MS // 1000} s. Ask for something rarer."
        )
    else:
        message = error.diag.message_primary or "the database did not answer"
    return _error(503, "The database cannot answer", message)


def _error(status: int, title: str, message: str) -> Response:
    data = {"status": status, "title": title, "error": message}
    if request.path.endswith(".json"):
        return as_json(data, status)
    return Response(render_template("error.html", data=data, json_url=""), status)
