"""Probes: one statement that asks many tables at once which of their rows point at something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from steward.engine.write.work import Work

T = TypeVar("T")
Test = sa.ColumnElement[Any]
MOST_BRANCHES: Final = 100
"""Stores bound how many selects one statement may join."""


class Branch:
    """One table to ask: `condition` keeps its pointing rows, `shown` is a column to report with their ids."""

    __slots__ = ("condition", "shown", "table")

    def __init__(self, table: str, condition: Callable[[sa.Table], Test], shown: str = "id") -> None:
        self.table, self.condition, self.shown = table, condition, shown


def probe(
    work: Work, key: Hashable, branches: Sequence[Branch], params: Mapping[str, Any]
) -> dict[int, list[tuple[int, Any]]]:
    """The pointing rows as (id, shown value), by the branch's place. `key` must determine the branches."""
    found: dict[int, list[tuple[int, Any]]] = {}
    for start in range(0, len(branches), MOST_BRANCHES):
        part = branches[start : start + MOST_BRANCHES]

        def build(part: Sequence[Branch] = part, start: int = start) -> sa.sql.expression.ClauseElement:
            return sa.union_all(*(_select(work, branch, start + n) for n, branch in enumerate(part)))

        for place, id, shown in work.tx.all(("probe", key, start), build, params):
            found.setdefault(int(place), []).append((int(id), shown))
    return found


def _select(work: Work, branch: Branch, place: int) -> sa.Select[Any]:
    t = work.table(branch.table)
    number = sa.literal_column(str(place), sa.Integer()).label("place")
    return sa.select(number, t.c.id.label("id"), t.c[branch.shown].label("shown")).where(branch.condition(t))


def grouped(pairs: Iterable[tuple[T, int]]) -> dict[T, list[int]]:
    found: dict[T, list[int]] = {}
    for key, id in pairs:
        found.setdefault(key, []).append(id)
    return found


def ids_param(ids: Collection[int]) -> dict[str, Any]:
    """The ids as numbers and, for columns that hold ids as text, as texts."""
    ordered = sorted(ids)
    return {"ids": ordered, "texts": [str(id) for id in ordered]}
