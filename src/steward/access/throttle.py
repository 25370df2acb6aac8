"""Throttle: after repeated failures of one login from one address, refuse early for a growing while."""

from __future__ import annotations

import ipaddress
from functools import partial

from steward.access import tables, tokens
from steward.access.clock import Time
from steward.access.tables import Tables
from steward.engine.store.port import Reader, Store, Transaction


class Throttle:
    """Counts failures in the store, so that all workers know. Refusing costs one read: no sleep, no hash, no write.

    From the `limit`-th failure on each one closes the door for twice as long as the one before, up to `window` seconds. Two
    quiet windows, or a success, and all is forgotten.
    """

    def __init__(self, store: Store, t: Tables, limit: int, window: int, time: Time) -> None:
        self._store, self._t, self._limit, self._window, self._time = store, t, limit, window, time
        self._failures = partial(tables.failures_of, t)
        self._set = partial(tables.set_failures, t)
        self._forget = partial(tables.forget_failures, t)
        self._forget_old = partial(tables.forget_old_failures, t)

    @staticmethod
    def key(ip: str, login: str) -> str:
        """A digest: what people type as their login may be a password."""
        return tokens.digest(f"{_neighbourhood(ip)}\n{login.strip().lower()}")

    def closed(self, reader: Reader, key: str) -> bool:
        count, last = self._count(reader, key)
        return count >= self._limit and self._time.seconds() < last + self._closed_for(count)

    def failed(self, key: str) -> None:
        self._store.write(lambda tx: self.note(tx, key))

    def forget(self, tx: Transaction, key: str) -> None:
        tx.run("access.forget_failures", self._forget, {"key": key})

    def note(self, tx: Transaction, key: str) -> None:
        now = self._time.seconds()
        count, _ = self._count(tx, key)
        params = {"key": key, "count": count + 1, "now": now}
        tx.run("access.forget_old_failures", self._forget_old, {"before": now - 2 * self._window})
        if not tx.run("access.set_failures", self._set, params):
            tx.insert(self._t.failures.name, {"key_hash": key, "failures": 1, "last_failure": now})

    def _count(self, reader: Reader, key: str) -> tuple[int, int]:
        row = reader.one("access.failures", self._failures, {"key": key})
        if row is None or self._time.seconds() > row[1] + 2 * self._window:
            return 0, 0
        return row[0], row[1]

    def _closed_for(self, count: int) -> int:
        first = max(1, self._window // 32)
        return min(self._window, first << min(count - self._limit, 16))


def _neighbourhood(ip: str) -> str:
    """An IPv6 address without its last half, which its holder can choose at will; others as they are."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ip
    return ip if address.version == 4 else str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
