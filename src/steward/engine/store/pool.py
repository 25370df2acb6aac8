"""A bounded pool: things are made when first needed, and the most recently used one goes out first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Final, Generic, TypeVar

from steward.engine.store.port import Unavailable

C = TypeVar("C")
WAIT: Final = 10.0
"""Seconds to wait for a connection that others use."""


class Pool(Generic[C]):
    """`take` and `give` are on the path of every read: the lock is touched only when there is something to wait for."""

    def __init__(self, size: int, make: Callable[[], C], close: Callable[[C], None], wait: float = WAIT) -> None:
        self._size, self._make, self._close, self._wait = size, make, close, wait
        self._idle: deque[C] = deque()
        self._made = self._waiting = 0
        self._changed = threading.Condition()
        self._open = True

    def take(self) -> C:
        try:
            found = self._idle.pop()
        except IndexError:
            return self._make_or_wait()
        if not self._open:
            self._idle.append(found)
            raise Unavailable("the store is closed")
        return found

    def give(self, connection: C) -> None:
        self._idle.append(connection)
        # Whoever waits has counted itself before it looked again, so nobody is left waiting.
        if self._waiting:
            with self._changed:
                self._changed.notify()

    def discard(self, connection: C) -> None:
        """Instead of `give`, for one that is broken."""
        with suppress(Exception):
            self._close(connection)
        with self._changed:
            self._made -= 1
            self._changed.notify()

    def close(self) -> None:
        """Waits for connections in use."""
        self._open = False
        until = monotonic() + self._wait
        with self._changed:
            self._waiting += 1
            while self._made and monotonic() < until:
                if not self._idle:
                    self._changed.wait(until - monotonic())
                while self._idle:
                    self._close(self._idle.pop())
                    self._made -= 1
            self._waiting -= 1
            self._changed.notify_all()

    def _make_or_wait(self) -> C:
        until = monotonic() + self._wait
        with self._changed:
            self._waiting += 1
            try:
                while self._open and monotonic() < until:
                    with suppress(IndexError):
                        return self._idle.pop()
                    if self._made < self._size:
                        self._made += 1
                        break
                    self._changed.wait(until - monotonic())
                else:
                    raise Unavailable("all connections are busy" if self._open else "the store is closed")
            finally:
                self._waiting -= 1
        return self._new()

    def _new(self) -> C:
        try:
            return self._make()
        except BaseException:
            with self._changed:
                self._made -= 1
                self._changed.notify()
            raise
