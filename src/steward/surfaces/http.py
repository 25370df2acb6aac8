"""HTTP: one WSGI application for all surfaces; routes to them, and last-resort errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any, Protocol

import falcon
import msgspec
import structlog

from steward.surfaces.observing import AccessLog, Metrics, Observer
from steward.vocabulary.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.http")

_V1_ENTRY = re.compile(r"/+(?:apirest\.php|api\.php/+v1|api)(?=/|$)")
_SLOW = re.compile(r"/(?:search|initSession|killSession|lostPassword|applyMassiveAction|metrics)(?:/|$)")

Sink = Callable[..., None]
StartResponse = Callable[..., Any]


class Closable(Protocol):
    dialect: str

    def close(self) -> None: ...


class HttpApp:
    """The WSGI application. `surfaces` maps a surface's name ("v1", …) to its sink."""

    def __init__(self, settings: Settings, store: Closable, surfaces: Mapping[str, Sink]) -> None:
        self.metrics = Metrics()
        self._settings, self._store = settings, store
        self._takes_turns = store.dialect == "sqlite"
        self._turn = Lock()
        self._app = falcon.App(
            middleware=[Observer(settings, self.metrics, AccessLog(enabled=settings.access_log))],
            request_type=falcon.Request,
            response_type=falcon.Response,
        )
        self._app.req_options.auto_parse_form_urlencoded = False
        self._app.set_error_serializer(_render_error)
        self._app.add_error_handler(Exception, _last_resort)
        self._app.add_sink(self._welcome, re.compile(r"/$"))
        self._app.add_sink(self._answer_metrics, re.compile(r"/metrics$"))
        self._app.add_sink(_named("v1", surfaces["v1"]), _V1_ENTRY)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer: Iterable[bytes]
        if self._takes_turns and _is_quick(environ):
            with self._turn:
                answer = self._app(environ, start_response)
        else:
            answer = self._app(environ, start_response)
        return answer

    def close(self) -> None:
        self._store.close()

    def _answer_metrics(self, req: falcon.Request, resp: falcon.Response, **_: Any) -> None:
        if req.context.client_ip not in self._settings.metrics_from:
            raise falcon.HTTPForbidden(
                description="Metrics are only served to the addresses of the setting metrics_from."
            )
        resp.content_type = "text/plain; version=0.0.4; charset=utf-8"
        resp.data = self.metrics.text()

    def _welcome(self, req: falcon.Request, resp: falcon.Response, **_: Any) -> None:
        resp.content_type = "text/html; charset=utf-8"
        resp.text = _WELCOME


def _is_quick(environ: Mapping[str, Any]) -> bool:
    """Whether a request only reads a few rows, without a body or a commit to wait for.

    SQLite lets go of the interpreter at each call, and threads then fight over it: such reads are twice as fast in turns.
    """
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "CONTENT_LENGTH" not in environ
        and "HTTP_TRANSFER_ENCODING" not in environ
        and _SLOW.search(environ["PATH_INFO"]) is None
    )


def _named(surface: str, sink: Sink) -> Sink:
    """The sink, with the name under which its requests are counted."""

    def named(req: falcon.Request, resp: falcon.Response, **matched: Any) -> None:
        req.context.surface = surface
        sink(req, resp, **matched)

    return named


def _render_error(req: falcon.Request, resp: falcon.Response, error: falcon.HTTPError) -> None:
    resp.content_type = "application/json; charset=UTF-8"
    resp.data = msgspec.json.encode(["ERROR", error.description or error.title])


def _last_resort(req: falcon.Request, resp: falcon.Response, error: Exception, params: dict[str, Any]) -> None:
    """An error nobody expected: logged with its request id, told without detail."""
    if isinstance(error, falcon.HTTPError):
        resp.status = error.status
        _render_error(req, resp, error)
        return
    log.error("unexpected error", request_id=req.context.request_id, exc_info=error)
    resp.status = falcon.HTTP_500
    resp.content_type = "application/json; charset=UTF-8"
    resp.data = msgspec.json.encode(["ERROR", f"An internal error occurred. Request {req.context.request_id}."])


_WELCOME = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Steward</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}
code{background:#8882;padding:.1em .3em}
@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}a{color:#8bf}}</style>
<h1>Steward is running</h1>
<p>The REST API answers at <a href="/apirest.php/">/apirest.php</a>; that page documents it.</p>
<p>A first request: <code>curl -u glpi:glpi http://localhost:8080/apirest.php/initSession</code></p>
</html>
"""
