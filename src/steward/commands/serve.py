"""`steward serve`: create or migrate the store, then answer on one port."""

from __future__ import annotations

import argparse
import ipaddress
import os
import pickle
import socket
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from steward.assemble import build
from steward.commands.options import CommandError, settings_from
from steward.commands.stores import prepare_store
from steward.jobs.worker import OutboxWorker
from steward.logs import configure_logs
from steward.vocabulary.settings import Settings

_HANDOVER = "STEWARD_SERVE_SETTINGS"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to bind (default: %(default)s)")
    parser.add_argument(
        "--port",
        type=int,
        choices=range(1, 65_536),
        metavar="PORT",
        default=8080,
        help="port to bind (default: %(default)s)",
    )
    parser.add_argument(
        "--workers", type=int, default=1, help="worker processes; more than one needs PostgreSQL or MariaDB"
    )
    parser.add_argument("--threads", type=int, default=4, help="threads a worker (default: %(default)s)")
    parser.add_argument("--demo", action="store_true", help="classic accounts and passwords, API on; loopback only")
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error", "critical"])


def run(arguments: argparse.Namespace) -> int:
    settings = settings_from(arguments)
    if settings.demo and not _is_loopback(arguments.host):
        raise CommandError("--demo has well-known passwords and only binds to a loopback address, such as 127.0.0.1.")
    if arguments.workers > 1 and settings.database is None:
        raise CommandError("SQLite is served by one worker; give --database for more.")
    _check_address(arguments.host, arguments.port)
    prepare_store(settings)
    os.environ[_HANDOVER] = b64encode(pickle.dumps((settings, arguments.log_level))).decode()
    print(f"Steward answers on http://{arguments.host}:{arguments.port}/", flush=True)
    Granian(
        "steward.commands.serve:application",
        factory=True,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=arguments.threads,
        log_enabled=False,
    ).serve()
    return 0


def _check_address(host: str, port: int) -> None:
    """Find out before anything is created that nobody could reach the server."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        raise CommandError(f"Steward cannot listen on {host}:{port}: {error}.") from None


def application() -> Callable[..., Any]:
    """The WSGI application of one worker, from the settings that the parent process left in the environment."""
    settings, level = _handed_over()
    configure_logs(level)
    app = build(settings)
    OutboxWorker(app.outbox).start()
    return app.wsgi


def _handed_over() -> tuple[Settings, str]:
    # Pickled by the parent process itself an instant ago; nobody else writes this process's environment.
    settings, level = pickle.loads(b64decode(os.environ[_HANDOVER]))  # noqa: S301
    return settings, level


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
