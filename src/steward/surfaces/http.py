"""HTTP: one WSGI application for all surfaces; request ids, access log, timing, metrics and last-resort errors."""

from __future__ import annotations

import ipaddress
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import falcon
import msgspec
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from steward.engine.store.count import statements

from steward.vocabulary.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.http")

_V1_ENTRY = re.compile(r"/+(?:apirest\.php|api\.php/+v1|api)(?=/|$)")
_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

Sink = Callable[..., None]
StartResponse = Callable[..., Any]


class Closable(Protocol):
    def close(self) -> None: ...


class RequestContext:
    """What the surfaces and the access log share about one request.

    `stages`: seconds by stage, for Server-Timing. `user`: login of the caller once known. `client_ip`: the peer, or the address
    that a trusted proxy reports.
    """

    __slots__ = ("client_ip", "request_id", "stages", "started", "user")

    def __init__(self, request_id: str, client_ip: str) -> None:
        self.request_id, self.client_ip = request_id, client_ip
        self.started = time.perf_counter()
        self.stages: dict[str, float] = {}
        self.user = "-"


class Metrics:
    """Counters for /metrics; one registry an application, so that two can live in a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "steward_requests", "Answered requests", ("surface", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "steward_request_seconds", "Time to answer", ("surface",), registry=self.registry, buckets=_BUCKETS
        )
        self.statements = Counter("steward_statements", "SQL statements", registry=self.registry)
        self.in_flight = Gauge("steward_requests_in_flight", "Requests being answered", registry=self.registry)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class Observer:
    """Falcon middleware: gives each request an id and a clock, and says afterwards what became of it."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._metrics = metrics
        self._proxies = tuple(ipaddress.ip_network(p) for p in settings.trusted_proxies)
        self._seconds: dict[str, Any] = {}
        self._requests: dict[tuple[str, str, str], Any] = {}

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        asked = req.get_header("X-Request-ID")
        request_id = asked if asked and _REQUEST_ID.match(asked) else secrets.token_hex(8)
        req.context = RequestContext(request_id, self._client_ip(req))
        statements.reset()

    def process_response(self, req: falcon.Request, resp: falcon.Response, resource: object, ok: bool) -> None:
        context: RequestContext = req.context
        elapsed = time.perf_counter() - context.started
        count = statements.value()
        resp.set_header("X-Request-ID", context.request_id)
        timing = "".join(f"{name};dur={seconds * 1000:.2f}, " for name, seconds in context.stages.items())
        resp.set_header("Server-Timing", f"{timing}sql;desc={count}, total;dur={elapsed * 1000:.2f}")
        self._report(req, resp, context, elapsed, count)

    def _report(
        self, req: falcon.Request, resp: falcon.Response, context: RequestContext, elapsed: float, count: int
    ) -> None:
        surface = "v1" if _V1_ENTRY.match(req.path) else "other"
        status = resp.status[:3] if isinstance(resp.status, str) else str(int(resp.status))
        self._counter(surface, req.method, status).inc()
        self._timer(surface).observe(elapsed)
        if count:
            self._metrics.statements.inc(count)
        # The query string stays out: tokens and passwords may stand in it.
        log.info(
            "request",
            request_id=context.request_id,
            method=req.method,
            path=req.path,
            status=int(status),
            ms=round(elapsed * 1000, 2),
            user=context.user,
            ip=context.client_ip,
            statements=count,
        )

    def _counter(self, surface: str, method: str, status: str) -> Any:
        known = method if method in falcon.constants.COMBINED_METHODS else "OTHER"
        key = (surface, known, status)
        if key not in self._requests:
            self._requests[key] = self._metrics.requests.labels(*key)
        return self._requests[key]

    def _timer(self, surface: str) -> Any:
        if surface not in self._seconds:
            self._seconds[surface] = self._metrics.seconds.labels(surface)
        return self._seconds[surface]

    def _client_ip(self, req: falcon.Request) -> str:
        peer = req.remote_addr
        if not self._proxies or not self._trusted(peer):
            return peer
        for hop in reversed(req.access_route[:-1]):
            if not self._trusted(hop):
                return hop
        return peer

    def _trusted(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._proxies)


class HttpApp:
    """The WSGI application. `surfaces` maps a surface's name ("v1", …) to its sink."""

    def __init__(self, settings: Settings, store: Closable, surfaces: Mapping[str, Sink]) -> None:
        self.metrics = Metrics()
        self._settings, self._store = settings, store
        self._app = falcon.App(
            middleware=[Observer(settings, self.metrics)], request_type=falcon.Request, response_type=falcon.Response
        )
        self._app.req_options.auto_parse_form_urlencoded = False
        self._app.set_error_serializer(_render_error)
        self._app.add_error_handler(Exception, _last_resort)
        self._app.add_sink(self._welcome, re.compile(r"/$"))
        self._app.add_sink(self._answer_metrics, re.compile(r"/metrics$"))
        self._app.add_sink(surfaces["v1"], _V1_ENTRY)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer

    def close(self) -> None:
        self._store.close()

    def _answer_metrics(self, req: falcon.Request, resp: falcon.Response) -> None:
        if req.context.client_ip not in self._settings.metrics_from:
            raise falcon.HTTPForbidden(
                description="Metrics are only served to the addresses of the setting metrics_from."
            )
        resp.content_type = "text/plain; version=0.0.4; charset=utf-8"
        resp.data = self.metrics.text()

    def _welcome(self, req: falcon.Request, resp: falcon.Response) -> None:
        resp.content_type = "text/html; charset=utf-8"
        resp.text = _WELCOME


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
