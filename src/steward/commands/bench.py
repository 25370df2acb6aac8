"""`steward bench`: requests as shares of a bare hello-world, or searches next to SQL by hand, compared in the same run."""

from __future__ import annotations

import argparse
import base64
import contextlib
import http.client
import itertools
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from steward.assemble import build
from steward.bench.load import Requests, Result, measure
from steward.bench.search import measure as search
from steward.bench.search import prepare
from steward.commands.options import CommandError
from steward.vocabulary.settings import Settings

_ROWS = 2_000
_FLOOR_CODE = (
    "from granian import Granian; from granian.constants import Interfaces; import sys;"
    "Granian('steward.bench.floor:application', factory=True, address='127.0.0.1', port=int(sys.argv[1]),"
    " interface=Interfaces.WSGI, blocking_threads=int(sys.argv[2]), log_enabled=False).serve()"
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", choices=["requests", "search"], default="requests", help="default: %(default)s"
    )
    parser.add_argument("--seconds", type=float, default=3.0, help="length of each measurement (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="threads of the server (default: %(default)s)")
    parser.add_argument("--only", help="measure only scenarios whose name contains this text")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--computers", type=int, default=100_000, help="search: rows to search (default: %(default)s)")
    parser.add_argument("--tickets", type=int, default=100_000, help="search: rows to search (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=9, help="search: times that each is run (default: %(default)s)")


def run(arguments: argparse.Namespace) -> int:
    figures = _searches(arguments) if arguments.what == "search" else _requests(arguments)
    if arguments.json:
        arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(figures)))
    return 0


def _searches(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """In a store of its own, or in the one that --data names, so that it need not be filled again."""
    with tempfile.TemporaryDirectory(prefix="steward-bench-") as folder, contextlib.ExitStack() as stack:
        app = build(Settings(data=arguments.data or Path(folder)))
        stack.callback(app.close)
        prepare(app, arguments.computers, arguments.tickets)
        print(f"{'search':<28}{'p50 ms':>10}{'by hand':>9}{'ratio':>8}{'hits':>10}", flush=True)
        figures = []
        for one in search(app, arguments.rounds, arguments.only):
            wrong = "" if one.same else "  OTHER ROWS"
            print(
                f"{one.name:<28}{one.engine:>10.2f}{one.by_hand:>9.2f}{one.ratio:>8.2f}{one.hits:>10,}"
                f"{'' if one.reached else '  over the aim'}{wrong}",
                flush=True,
            )
            figures.append({**asdict(one), "ratio": one.ratio, "reached": one.reached})
        print(f"Most memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return figures


def _requests(arguments: argparse.Namespace) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="steward-bench-") as folder, contextlib.ExitStack() as stack:
        floor = _start(stack, [sys.executable, "-c", _FLOOR_CODE], arguments.threads, Path(folder))
        port = _start(stack, [sys.executable, "-m", "steward", "serve"], arguments.threads, Path(folder))
        bench = _Bench(port)
        return _figures(bench, floor, arguments)


def _figures(bench: _Bench, floor: int, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    print(f"{'scenario':<28}{'per s':>10}{'p50 ms':>9}{'p99 ms':>9}{'sql':>7}{'ratio':>8}", flush=True)
    hello: Requests = lambda _: itertools.repeat(_wire("GET", "/hello"))  # noqa: E731
    figures = []
    for name, requests, items in bench.scenarios():
        if arguments.only and arguments.only not in name:
            continue
        # The floor is measured next to each scenario: a machine's speed drifts within minutes.
        bare = measure(floor, hello, seconds=arguments.seconds / 2)
        result = measure(bench.port, requests, seconds=arguments.seconds)
        ratio = result.rate * items / bare.rate
        _print(name, result, items, ratio)
        figures.append({"scenario": name, "items": items, "ratio": ratio, "floor": bare.rate, **_as_dict(result)})
    return figures


def _as_dict(result: Result) -> dict[str, float]:
    return {name: getattr(result, name) for name in ("rate", "p50", "p99", "statements", "errors")}


def _print(name: str, result: Result, items: int, ratio: float) -> None:
    rate = f"{result.rate * items:,.0f}"
    wrong = f"  {result.errors} ERRORS" if result.errors else ""
    print(
        f"{name:<28}{rate:>10}{result.p50:>9.2f}{result.p99:>9.2f}{result.statements:>7.1f}{ratio:>8.3f}{wrong}",
        flush=True,
    )


def _start(stack: contextlib.ExitStack, command: list[str], threads: int, folder: Path) -> int:
    """Start a server on a free port and wait until it accepts connections."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    if command[-1] == "serve":
        command = [*command, "--demo", "--port", str(port), "--threads", str(threads), "--data", str(folder / "data")]
    else:
        command = [*command, str(port), str(threads)]
    log = stack.enter_context((folder / f"{port}.log").open("wb"))
    process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ, start_new_session=True)  # noqa: S603
    stack.callback(_stop, process)
    for _ in range(300):
        if process.poll() is not None:
            raise CommandError(f"A server did not start: {(folder / f'{port}.log').read_text()[-500:]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return port
        time.sleep(0.1)
    raise CommandError("A server did not start within 30 seconds.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=10)


def _wire(method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class _Bench:
    """A prepared server: logged in, with rows that have links."""

    def __init__(self, port: int) -> None:
        self.port = port
        basic = base64.b64encode(b"glpi:glpi").decode()
        self._headers = {
            "Session-Token": self._call("GET", "initSession", headers={"Authorization": f"Basic {basic}"})[
                "session_token"
            ]
        }
        self._token = self._api_token()
        self._fill()

    def _call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        payload = msgspec.json.encode(body) if body is not None else None
        sent = {"Content-Type": "application/json", **(headers or self._headers)}
        link.request(method, f"/apirest.php/{path}", payload, sent)
        answer = link.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise CommandError(f"{method} {path} answered {answer.status}: {text[:300].decode(errors='replace')}")
        return msgspec.json.decode(text)

    def _api_token(self) -> str:
        token = "bench-" + "0123456789abcdef" * 2
        self._call("PUT", "User/2", {"input": {"api_token": token}})
        return token

    def _fill(self) -> None:
        linked = {
            column: self._call("POST", kind, {"input": {"name": f"Bench {kind}"}})["id"]
            for column, kind in (
                ("locations_id", "Location"),
                ("states_id", "State"),
                ("manufacturers_id", "Manufacturer"),
                ("computertypes_id", "ComputerType"),
            )
        }
        rows = [{"name": f"bench-{n:05}", "serial": f"S{n:08}", "users_id_tech": 2, **linked} for n in range(_ROWS)]
        self._ids = [
            one["id"]
            for first in range(0, _ROWS, 100)
            for one in self._call("POST", "Computer", {"input": rows[first : first + 100]})
        ]

    def scenarios(self) -> Iterator[tuple[str, Requests, int]]:
        """Name, requests and how many items one request is worth."""
        first, ids = self._ids[0], self._ids
        yield "one item with links", self._get(f"Computer/{first}"), 1
        yield "one item, names expanded", self._get(f"Computer/{first}?expand_dropdowns=true"), 1
        yield "list of 50", self._get("Computer?range=0-49"), 1
        yield "list of 50, names expanded", self._get("Computer?range=0-49&expand_dropdowns=true"), 1
        yield "create", self._create, 1
        yield "bulk create of 100", self._create_bulk, 100
        yield "update", lambda n: (self._put(ids[(n * 97 + k) % _ROWS], k) for k in itertools.count()), 1
        yield "initSession by user_token", lambda _: itertools.repeat(self._login()), 1

    def _get(self, path: str) -> Requests:
        request = _wire("GET", f"/apirest.php/{path}", self._headers)
        return lambda _: itertools.repeat(request)

    def _create(self, number: int) -> Iterator[bytes]:
        for k in itertools.count():
            body = msgspec.json.encode({"input": {"name": f"made-{number}-{k}", "serial": f"M{number}-{k}"}})
            yield _wire("POST", "/apirest.php/Computer", self._headers, body)

    def _create_bulk(self, number: int) -> Iterator[bytes]:
        for k in itertools.count():
            rows = [{"name": f"bulk-{number}-{k}-{n}", "serial": f"B{number}-{k}-{n}"} for n in range(100)]
            yield _wire("POST", "/apirest.php/Computer", self._headers, msgspec.json.encode({"input": rows}))

    def _put(self, id: int, k: int) -> bytes:
        body = msgspec.json.encode({"input": {"comment": f"changed {k}"}})
        return _wire("PUT", f"/apirest.php/Computer/{id}", self._headers, body)

    def _login(self) -> bytes:
        return _wire("GET", "/apirest.php/initSession", {"Authorization": f"user_token {self._token}"})
