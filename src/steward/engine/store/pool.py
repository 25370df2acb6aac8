"""A bounded pool of connections: made when first needed, the most recently used one first."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

from steward.engine.store.port import Unavailable

C = TypeVar("C")
WAIT: Final = 10.0
"""Seconds to wait for a connection that others use."""


class Pool(Generic[C]):
    def __init__(
        self, size: int, make: Callable[[], C], usable: Callable[[C], bool], close: Callable[[C], None]
    ) -> None:
        self._make, self._usable, self._close, self._size = make, usable, close, size
        self._open = True
        # An empty place is a connection that was not made yet, or was broken.
        self._places: queue.LifoQueue[C | None] = queue.LifoQueue()
        for _ in range(size):
            self._places.put(None)

    @contextmanager
    def connection(self) -> Iterator[C]:
        place = self._take()
        try:
            if place is not None and not self._usable(place):
                self._close(place)
                place = None
            place = place if place is not None else self._make()
            yield place
        finally:
            self._places.put(place)

    def close(self) -> None:
        """Waits for connections in use."""
        if self._open:
            self._open = False
            for _ in range(self._size):
                connection = self._places.get(timeout=WAIT)
                if connection is not None:
                    self._close(connection)

    def _take(self) -> C | None:
        if not self._open:
            raise Unavailable("the store is closed")
        try:
            return self._places.get(timeout=WAIT)
        except queue.Empty:
            raise Unavailable("all connections are busy") from None
