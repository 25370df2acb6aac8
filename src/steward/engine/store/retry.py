"""Running a work again when the database chose it as the victim of a conflict."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from steward.engine.store.port import Unavailable

T = TypeVar("T")
ATTEMPTS: Final = 6


class Conflict(Unavailable):
    """A deadlock or a serialization failure: nothing of the transaction remains, and it may well succeed now."""


def again(attempt: Callable[[], T]) -> T:
    """Waits a little longer, and by chance, before each new attempt, so that two that met do not meet again."""
    for number in range(ATTEMPTS - 1):
        try:
            return attempt()
        except Conflict:
            time.sleep(random.uniform(0, 0.01 * 2**number))  # noqa: S311  no secret
    return attempt()
