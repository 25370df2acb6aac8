"""The text pattern language of v1: `abc`, `^abc`, `abc$`, `^`, `$`, NULL, and `%` as a wildcard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.store.text import matches

Clause = sa.ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Pattern:
    """`kind` shapes the statement: "like" (with the value to bind), "null" or "set" (any value at all)."""

    kind: str
    like: str = ""

    def test(self, column: Clause, bind: str) -> Clause:
        if self.kind == "null":
            return column.is_(None)
        if self.kind == "set":
            return column.is_not(None)
        return matches(column, bind)


def parse(text: str) -> Pattern | None:
    """None for an empty text, which asks for nothing."""
    text = text.strip()
    if not text:
        return None
    if text.upper() == "NULL" or text in ("$", "^$"):
        return Pattern("null")
    if text == "^":
        return Pattern("set")
    start, end = text.startswith("^"), text.endswith("$")
    inner = text[1 if start else 0 : len(text) - 1 if end else len(text)]
    escaped = inner.replace("!", "!!").replace("_", "!_")
    return Pattern("like", f"{'' if start else '%'}{escaped}{'' if end else '%'}")
