"""Requests that no client library sends, against a real server: wrong lengths, broken chunks, slow bodies."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

import httpx
import pytest

from live import Server, running

_HOST = b"Host: a\r\n"
REQUESTS = {
    "length too long": b"POST /apirest.php/initSession HTTP/1.1\r\n" + _HOST
    + b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{}",
    "negative length": b"POST /apirest.php/ HTTP/1.1\r\n" + _HOST + b"Content-Length: -1\r\n\r\n",
    "both lengths": b"POST /apirest.php/initSession HTTP/1.1\r\n" + _HOST
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad chunk": b"POST /apirest.php/initSession HTTP/1.1\r\n" + _HOST
    + b"Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nzz\r\n{}",
    "line break in the path": b"GET /apirest.php/%0d%0aX-Evil:1 HTTP/1.1\r\n" + _HOST + b"\r\n",
    "invalid UTF-8 in the path": b"GET /apirest.php/Computer/%ff HTTP/1.1\r\n" + _HOST + b"\r\n",
    "raw bytes in the path": b"GET /apirest.php/\xff HTTP/1.1\r\n" + _HOST + b"\r\n",
    "raw bytes in headers": b"GET /apirest.php/getMyProfiles HTTP/1.1\r\n" + _HOST + b"Session-Token: \xff\xfe\r\n\r\n",
    "unknown method": b"FOO /apirest.php/getMyProfiles HTTP/1.1\r\n" + _HOST + b"\r\n",
    "huge header": b"GET / HTTP/1.1\r\n" + _HOST + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("sockets") / "data") as made:
        yield made


@pytest.mark.parametrize("request_bytes", REQUESTS.values(), ids=REQUESTS)
def test_broken_requests_are_the_callers_fault(server: Server, request_bytes: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(request_bytes)
        if request_bytes.startswith(b"POST"):
            connection.shutdown(socket.SHUT_WR)
        head = connection.recv(4096)
    assert head.startswith(b"HTTP/1.1 4") or head == b"", head  # hanging up is an answer as well
    assert b"x-evil" not in head.lower()


@pytest.mark.xfail(strict=True, reason="A thread waits for each slow body, without a limit of time; see the findings")
def test_slow_bodies_do_not_keep_others_out(server: Server) -> None:
    start = b"POST /apirest.php/initSession HTTP/1.1\r\n" + _HOST
    start += b"Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
    with contextlib.ExitStack() as held:
        for _ in range(40):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            slow.sendall(start)
        assert httpx.get(f"{server.url}/", timeout=5).status_code == 200
