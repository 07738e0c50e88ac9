"""Build the Flask application, and run its server."""

import logging
import os
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from catalog.browse import crawls_view, providers_view, records_view, review_view
from catalog.browse.guard import protect
from catalog.browse.pages import prepare
from catalog.browse.site import HOST, BrowseSite
from catalog.errors import UsageError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LOG = logging.getLogger(__name__)
_LARGEST_FORM = 64 * 1024


def create_app(site: BrowseSite) -> Flask:
    """Return the web application of one site."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_FORM
    app.wsgi_app = _whole(app.wsgi_app)  # type: ignore[method-assign,assignment]
    prepare(app, site)
    protect(app, site)
    for part in (records_view, providers_view, crawls_view, review_view):
        part.add_to(app, site)
    return app


def _whole(app: "WSGIApplication") -> "WSGIApplication":
    """Read each answer before it is sent: a browser that goes away then leaves no file open."""

    def run(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()

    return run


def serve(port: int) -> tuple[BaseWSGIServer, int]:
    """Return a server that listens on 127.0.0.1, and its port; its `app` is still to be set.

    Raises:
        UsageError: the port cannot be had.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        # `strerror` repeats the address in some versions of Python.
        why = os.strerror(error.errno or 0)
        raise UsageError(f"port {port} cannot be used: {why}. Choose another: --port N.") from error
    bound = listening.getsockname()[1]
    server = make_server(
        HOST, bound, Flask(__name__), threaded=True, request_handler=_Quiet, fd=listening.detach()
    )
    return server, bound


class _Quiet(WSGIRequestHandler):
    """Log requests only where more is to be said, and never the token."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        _LOG.info("%s %s %s", self.command, self.path.partition("?")[0], code)

    def version_string(self) -> str:
        return "catalog"
