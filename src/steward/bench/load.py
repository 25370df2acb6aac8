"""A load generator: a few processes with keep-alive connections, each sending the next request when the last is answered."""

from __future__ import annotations

import multiprocessing
import re
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Thread

Requests = Callable[[int], Iterator[bytes]]
"""From the number of a connection to the requests it sends, whole and ready for the wire."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_STATEMENTS = re.compile(rb"sql;desc=(\d+)", re.I)


@dataclass(frozen=True, slots=True)
class Result:
    """What a run measured. Times in milliseconds, rate in requests a second."""

    rate: float
    p50: float
    p99: float
    statements: float
    errors: int


@dataclass(slots=True)
class _Tally:
    nanoseconds: list[int]
    statements: int
    errors: int


def measure(port: int, requests: Requests, *, seconds: float, processes: int = 2, threads: int = 2) -> Result:
    """Send for about `seconds` over `processes` x `threads` connections."""
    context = multiprocessing.get_context("fork")
    receivers = []
    workers = []
    for number in range(processes):
        receiver, sender = context.Pipe(duplex=False)
        arguments = (sender, port, requests, seconds, number * threads, threads)
        workers.append(context.Process(target=_process, args=arguments, daemon=True))
        receivers.append(receiver)
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    tallies: list[_Tally] = [receiver.recv() for receiver in receivers]
    elapsed = time.perf_counter() - started
    for worker in workers:
        worker.join()
    return _result(tallies, min(elapsed, seconds))


def _result(tallies: list[_Tally], seconds: float) -> Result:
    times = sorted(t for tally in tallies for t in tally.nanoseconds)
    if not times:
        return Result(0.0, 0.0, 0.0, 0.0, sum(t.errors for t in tallies))
    return Result(
        rate=len(times) / seconds,
        p50=statistics.median(times) / 1e6,
        p99=times[int(len(times) * 0.99)] / 1e6,
        statements=sum(t.statements for t in tallies) / len(times),
        errors=sum(t.errors for t in tallies),
    )


def _process(sender: Connection, port: int, requests: Requests, seconds: float, first: int, threads: int) -> None:
    tallies = [_Tally([], 0, 0) for _ in range(threads)]
    until = time.perf_counter() + seconds
    running = [
        Thread(target=_connection, args=(port, requests(first + n), until, tally)) for n, tally in enumerate(tallies)
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    whole = _Tally(
        [t for tally in tallies for t in tally.nanoseconds],
        sum(t.statements for t in tallies),
        sum(t.errors for t in tallies),
    )
    sender.send(whole)


def _connection(port: int, requests: Iterator[bytes], until: float, tally: _Tally) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            began = time.perf_counter_ns()
            if began / 1e9 > until:
                return
            link.sendall(request)
            head = _answer(link)
            tally.nanoseconds.append(time.perf_counter_ns() - began)
            if head[9:10] != b"2":
                tally.errors += 1
            if found := _STATEMENTS.search(head):
                tally.statements += int(found[1])


def _answer(link: socket.socket) -> bytes:
    """Read one whole answer; returns its head."""
    data = link.recv(65_536)
    while (end := data.find(b"\r\n\r\n")) < 0:
        more = link.recv(65_536)
        if not more:
            raise ConnectionError("the server closed the connection")
        data += more
    head = data[:end]
    length = _LENGTH.search(head)
    missing = (int(length[1]) if length else 0) - (len(data) - end - 4)
    while missing > 0:
        missing -= len(link.recv(min(missing, 1 << 20)))
    return head
