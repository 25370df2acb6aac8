"""Conditions of a query: the part that shapes a statement, and the values that do not."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.query import Where
from steward.engine.row_rights import Clause, From, any_of
from steward.engine.search.patterns import parse
from steward.engine.search.shape import Shape
from steward.engine.store.text import in_list

EVERY_TEXT = ("all",)


@dataclass(frozen=True)
class Condition:
    """One condition. `key` tells its shape; `bind` names its value, where it has one."""

    key: Hashable
    columns: tuple[str, ...]
    test: Callable[[Clause], Clause]
    bind: str
    value: Any = None

    def clause(self, shape: Shape, alias: From) -> Clause:
        return any_of(self.test(shape.column(alias, name)) for name in self.columns)


def conditions(shape: Shape, wheres: Sequence[Where]) -> list[Condition]:
    """Conditions that count: those on undisclosed columns and empty texts do not."""
    found = (_condition(shape, where, f"where_{place}") for place, where in enumerate(wheres))
    return [condition for condition in found if condition is not None]


def _condition(shape: Shape, where: Where, bind: str) -> Condition | None:
    columns = _columns(shape, where.columns)
    if not columns:
        return None
    if where.match == "text":
        return _text(columns, str(where.value), bind)
    if where.match == "in":
        return Condition(("in", columns), columns, lambda c: in_list(c, bind), bind, list(where.value))
    if where.value is None:
        return Condition(("null", columns), columns, lambda c: c.is_(None), bind)
    return Condition(("equals", columns), columns, lambda c: c == sa.bindparam(bind, type_=c.type), bind, where.value)


def _text(columns: tuple[str, ...], text: str, bind: str) -> Condition | None:
    asked = parse(text)
    if asked is None:
        return None
    return Condition((asked.kind, columns), columns, lambda c: asked.test(c, bind), bind, asked.like)


def _columns(shape: Shape, asked: tuple[str, ...]) -> tuple[str, ...]:
    if asked == EVERY_TEXT and not shape.item.has(EVERY_TEXT[0]):
        return shape.texts
    return tuple(name for name in asked if name in shape.shown)
