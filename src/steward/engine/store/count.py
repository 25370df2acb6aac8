"""How many statements a request took: the HTTP layer resets the count at its start and reads it at its end."""

from __future__ import annotations

from contextvars import ContextVar


class _Statements:
    """A count for each context. The writer thread runs works in a copy of the caller's context, so it counts for the caller."""

    def __init__(self) -> None:
        self._box: ContextVar[list[int] | None] = ContextVar("steward_statements", default=None)

    def reset(self) -> None:
        self._box.set([0])

    def add(self, number: int = 1) -> None:
        box = self._box.get()
        if box is not None:
            box[0] += number

    def value(self) -> int:
        box = self._box.get()
        return box[0] if box else 0


statements = _Statements()
