"""Observing: a request's id and clock, the access log, and the counters for /metrics."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import sys
import time
from typing import Any, cast

import falcon
import msgspec
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from steward.engine.store.count import statements
from steward.vocabulary.settings import Settings

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class RequestContext:
    """What the surfaces and the access log share about one request.

    `stages`: seconds by stage, for Server-Timing. `user`: login of the caller once known. `client_ip`: the peer, or the address
    that a trusted proxy reports.
    """

    __slots__ = ("client_ip", "request_id", "stages", "started", "surface", "user")

    def __init__(self, request_id: str, client_ip: str) -> None:
        self.request_id, self.client_ip = request_id, client_ip
        self.started = time.perf_counter()
        self.stages: dict[str, float] = {}
        self.surface = "other"
        self.user = "-"


class AccessLine(msgspec.Struct):
    """One answered request. The query string stays out: tokens and passwords may stand in it."""

    timestamp: str
    request_id: str
    method: str
    path: str
    status: int
    ms: float
    user: str
    ip: str
    statements: int
    event: str = "request"
    level: str = "info"


class AccessLog:
    """Writes one JSON line a request straight to standard error: a logging pipeline would double a small answer's cost."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._encode = msgspec.json.Encoder().encode
        self._enabled = enabled
        self._descriptor = sys.stderr.fileno() if enabled else -1

    def write(self, line: AccessLine) -> None:
        if self._enabled:
            os.write(self._descriptor, self._encode(line) + b"\n")


class Metrics:
    """Counters for /metrics; one registry an application, so that two can live in a process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "steward_requests", "Answered requests", ("surface", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "steward_request_seconds", "Time to answer", ("surface",), registry=self.registry, buckets=_BUCKETS
        )
        self._statements = Counter("steward_statements", "SQL statements", registry=self.registry)
        self._children: dict[tuple[str, str, str], tuple[Any, Any]] = {}

    def observe(self, surface: str, method: str, status: str, seconds: float, count: int) -> None:
        key = (surface, method, status)
        children = self._children.get(key)
        if children is None:
            known = method if method in falcon.constants.COMBINED_METHODS else "OTHER"
            children = self._requests.labels(surface, known, status), self._seconds.labels(surface)
            if known == method:  # made-up methods must not fill the memory
                self._children[key] = children
        children[0].inc()
        children[1].observe(seconds)
        if count:
            self._statements.inc(count)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class Observer:
    """Falcon middleware: gives each request an id and a clock, and says afterwards what became of it."""

    def __init__(self, settings: Settings, metrics: Metrics, log: AccessLog) -> None:
        self._metrics, self._log = metrics, log
        self._proxies = tuple(ipaddress.ip_network(p) for p in settings.trusted_proxies)
        self._second, self._stamp = 0, ""

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        environ = req.env
        asked = environ.get("HTTP_X_REQUEST_ID")
        request_id = asked if asked and _REQUEST_ID.fullmatch(asked) else secrets.token_hex(8)
        req.context = cast(Any, RequestContext(request_id, self._client_ip(req)))
        statements.reset()

    def process_response(self, req: falcon.Request, resp: falcon.Response, resource: object, ok: bool) -> None:
        context = cast(RequestContext, req.context)
        elapsed = time.perf_counter() - context.started
        count = statements.value()
        status = resp.status[:3] if isinstance(resp.status, str) else str(int(resp.status))
        timing = "".join([f"{name};dur={seconds * 1000:.2f}, " for name, seconds in context.stages.items()])
        resp.set_headers(
            (
                ("X-Request-ID", context.request_id),
                ("Server-Timing", f"{timing}sql;desc={count}, total;dur={elapsed * 1000:.2f}"),
            )
        )
        self._metrics.observe(context.surface, req.method, status, elapsed, count)
        self._log.write(
            AccessLine(
                self._now(),
                context.request_id,
                req.method,
                req.path,
                int(status),
                round(elapsed * 1000, 2),
                context.user,
                context.client_ip,
                count,
            )
        )

    def _now(self) -> str:
        second = int(time.time())
        if second != self._second:
            self._stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))
            self._second = second
        return self._stamp

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
