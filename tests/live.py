"""A real server in its own process, for tests that need sockets, restarts or third-party clients."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass
class Server:
    """`url` is v1's address; `process` leads its own group, so that killing it kills its workers."""

    url: str
    port: int
    data: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Pull the plug: no handler runs, nothing is flushed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=20)

    def session(self, login: str = "glpi", password: str = "glpi") -> httpx.Client:
        answer = httpx.get(f"{self.url}/initSession", auth=(login, password), timeout=30)
        answer.raise_for_status()
        return httpx.Client(  # used as a context manager by its callers
            base_url=self.url, headers={"Session-Token": answer.json()["session_token"]}, timeout=60
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, *options: str, database: str | None = None) -> Server:
    """Start `steward serve --demo` on `data` and wait until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "steward", "serve", "--demo", "--port", str(port), "--data", str(data), *options]
    if database:
        command += ["--database", database]
    log = (data.parent / f"server-{port}.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    log.close()
    server = Server(f"http://127.0.0.1:{port}/apirest.php", port, data, process)
    _await_answer(server, data.parent / f"server-{port}.log")
    return server


def _await_answer(server: Server, log: Path) -> None:
    transport = httpx.HTTPTransport(retries=0)
    with httpx.Client(transport=transport, timeout=5) as client:
        for _ in range(600):
            if server.process.poll() is not None:
                raise RuntimeError(f"the server stopped: {log.read_text()[-2000:]}")
            try:
                client.get(server.url)
                return
            except httpx.TransportError:
                # Not listening yet: wait for the process to do something rather than spin.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    server.process.wait(timeout=0.05)
    server.kill()
    raise RuntimeError(f"the server did not answer: {log.read_text()[-2000:]}")


@contextlib.contextmanager
def running(data: Path, *options: str, database: str | None = None) -> Iterator[Server]:
    server = start(data, *options, database=database)
    try:
        yield server
    finally:
        server.stop()
