"""Observing: a request's id and clock, the access log, and the counters for /metrics."""

from __future__ import annotations

import ipaddress
import itertools
import os
import random
import re
import secrets
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, cast

import falcon
import msgspec
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from steward.engine.store.count import statements
from steward.vocabulary.settings import Settings

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_STANDARD_ERROR = 2
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class RequestContext:
    """What the surfaces and the access log share about one request.

    `stages`: the time by stage, as Server-Timing writes it. `user`: login of the caller once known. `client_ip`: the peer, or
    the address that a trusted proxy reports.
    """

    __slots__ = ("_marked", "client_ip", "request_id", "stages", "started", "surface", "user")

    def __init__(self, request_id: str, client_ip: str) -> None:
        self.request_id, self.client_ip = request_id, client_ip
        self.started = self._marked = time.perf_counter()
        self.stages = ""
        self.surface = "other"
        self.user = "-"

    def mark(self, stage: str) -> None:
        """The stage ends here; it began where the one before it ended."""
        now = time.perf_counter()
        self.stages += f"{stage};dur={(now - self._marked) * 1000:.2f}, "
        self._marked = now


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

    def write(self, line: AccessLine) -> None:
        if self._enabled:
            os.write(_STANDARD_ERROR, self._encode(line) + b"\n")


class _Times:
    """How long the requests of a surface took: how many fell in each bucket (the last is for all that took longer)."""

    def __init__(self) -> None:
        self.buckets, self.total = [0] * (len(_BUCKETS) + 1), 0.0

    def cumulated(self) -> list[tuple[str, float]]:
        names = [*map(floatToGoString, _BUCKETS), "+Inf"]
        return list(zip(names, itertools.accumulate(self.buckets), strict=True))


class Metrics(Collector):
    """Counters for /metrics; one registry an application, so that two can live in a process.

    Counted here under one lock and put into the library's terms when asked: its own counters take a lock for each figure.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answered: dict[tuple[str, str, str], int] = {}
        self._times: dict[str, _Times] = {}
        self._statements = 0
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def observe(self, surface: str, method: str, status: str, seconds: float, count: int) -> None:
        if method not in falcon.constants.COMBINED_METHODS:  # made-up ones must not fill the memory
            method = "OTHER"
        key = (surface, method, status)
        with self._lock:
            self._answered[key] = self._answered.get(key, 0) + 1
            times = self._times.get(surface)
            if times is None:
                times = self._times[surface] = _Times()
            times.buckets[bisect_left(_BUCKETS, seconds)] += 1
            times.total += seconds
            self._statements += count

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily("steward_requests", "Answered requests", labels=("surface", "method", "status"))
        seconds = HistogramMetricFamily("steward_request_seconds", "Time to answer", labels=("surface",))
        with self._lock:
            for key, number in self._answered.items():
                requests.add_metric(key, number)
            for surface, times in self._times.items():
                seconds.add_metric((surface,), times.cumulated(), times.total)
            statements = CounterMetricFamily("steward_statements", "SQL statements", value=self._statements)
        yield from (requests, seconds, statements)

    def text(self) -> bytes:
        return generate_latest(self._registry)


class Observer:
    """Falcon middleware: gives each request an id and a clock, and says afterwards what became of it."""

    def __init__(self, settings: Settings, metrics: Metrics, log: AccessLog) -> None:
        self._metrics, self._log = metrics, log
        self._proxies = tuple(ipaddress.ip_network(p) for p in settings.trusted_proxies)
        self._second, self._stamp = 0, ""
        # Not a secret: the operating system is asked for randomness once, not for each request.
        self._bits = random.Random(secrets.randbits(128)).getrandbits  # noqa: S311

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        environ = req.env
        asked = environ.get("HTTP_X_REQUEST_ID")
        request_id = asked if asked and _REQUEST_ID.fullmatch(asked) else f"{self._bits(64):016x}"
        req.context = cast(Any, RequestContext(request_id, self._client_ip(req)))
        statements.reset()

    def process_response(self, req: falcon.Request, resp: falcon.Response, resource: object, ok: bool) -> None:
        context = cast(RequestContext, req.context)
        elapsed = time.perf_counter() - context.started
        count = statements.value()
        status = str(resp.status)[:3]
        resp.set_header("X-Request-ID", context.request_id)
        resp.set_header("Server-Timing", f"{context.stages}sql;desc={count}, total;dur={elapsed * 1000:.2f}")
        self._metrics.observe(context.surface, req.method, status, elapsed, count)
        self._log.write(
            AccessLine(
                self._now(),
                context.request_id,
                req.method,
                # Behind an ampersand stands a query whose question mark was forgotten, tokens and all.
                req.path.partition("&")[0],
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
