"""Access to the page: only with the token, and never from another site's page.

- The Host header must name this page, so that a site whose name is turned to 127.0.0.1 (DNS
  rebinding) gets nothing.
- The token is in the address that the command prints; a cookie of this page alone keeps it.
- A form must come from this page: a SameSite cookie, Sec-Fetch-Site, Origin, a token of its own.
- No page may load a script or style that is not this page's file, be framed, or tell addresses.
"""

from hmac import compare_digest
from urllib.parse import quote

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from catalog.browse.site import HOST, BrowseSite

_ANYWHERE = "http: https:"


def protect(app: Flask, site: BrowseSite) -> None:
    """Let only those it is meant for reach the app, and say in every answer what a page may do."""
    app.before_request(lambda: _check(site))
    app.after_request(lambda response: _with_headers(response, site))


def _check(site: BrowseSite) -> AnyResponse | None:
    if request.host not in site.hosts:
        abort(421, "This address is not this page's. Open the one that `catalog browse` printed.")
    given = request.args.get("token", "")
    if request.method == "GET" and given and _same(given, site.token):
        return None if request.path.endswith(".json") else _welcome(site)
    if not _same(request.cookies.get(_cookie(site), ""), site.token):
        abort(403, "Open the address that `catalog browse` printed: it holds a token.")
    if request.method not in ("GET", "HEAD"):
        _check_form(site)
    return None


def _welcome(site: BrowseSite) -> AnyResponse:
    """Keep the token in a cookie and show the same page at an address without it."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "token"]
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in rest)
    path = "/" + _quoted(request.path.lstrip("/\\"), safe="/")
    response = redirect(f"{path}?{query}" if query else path, 303)
    response.set_cookie(_cookie(site), site.token, httponly=True, samesite="Lax")
    return response


def _check_form(site: BrowseSite) -> None:
    origins = {f"http://{host}" for host in site.hosts}
    from_here = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    origin_is_ours = request.headers.get("Origin", f"http://{HOST}:{site.port}") in origins
    signed = _same(request.form.get("form_token", ""), site.form_token)
    if not (from_here and origin_is_ours and signed):
        abort(403, "This form did not come from this page. Load the page again, then send it.")


def _with_headers(response: Response, site: BrowseSite) -> Response:
    media = _ANYWHERE if site.images else ""
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        f"img-src 'self' {media}; media-src 'self' {media}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    # To other sites nothing; no-referrer would make Chromium send forms here with Origin: null.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _cookie(site: BrowseSite) -> str:
    # Cookies do not know ports: two pages of one machine must not take each other's.
    return f"catalog_browse_{site.port}"


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode(), secret.encode())


def _quoted(text: str, safe: str = "") -> str:
    return quote(text, safe=safe)
