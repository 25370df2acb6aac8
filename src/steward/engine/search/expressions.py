"""The computed search options in SQL: what `vocabulary.expressions` says in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, constant
from steward.vocabulary.item import Item, Model

Tables = Mapping[str, sa.Table]
PENDING: Final = 4
SECONDS_AN_HOUR: Final = 3600


def moment_now() -> Clause:
    return sa.bindparam("now", type_=sa.DateTime())


def _late(due: str, done: str) -> Callable[[From], Clause]:
    def test(row: From) -> Clause:
        end, limit = row.c[done], row.c[due]
        over = sa.or_(end > limit, sa.and_(end.is_(None), limit < moment_now()))
        return sa.case(
            (sa.and_(limit.is_not(None), row.c.status != constant(PENDING), over), constant(1)), else_=constant(0)
        )

    return test


def _time_cost(row: From) -> Clause:
    return row.c.actiontime * row.c.cost_time / sa.literal_column("3600.0", sa.Numeric(20, 8))


def _total_cost(row: From) -> Clause:
    return _time_cost(row) + row.c.cost_fixed + row.c.cost_material


def _free_share(row: From) -> Clause:
    share = sa.func.round(row.c.freesize * sa.literal_column("100.0", sa.Numeric(20, 4)) / row.c.totalsize)
    return sa.case((row.c.totalsize > constant(0), sa.cast(share, sa.Integer())), else_=constant(0))


def _full_name(row: From) -> Clause:
    parts = [sa.func.coalesce(row.c[name], constant("")) for name in ("name", "firstname")]
    return sa.func.trim(parts[0] + constant(" ") + parts[1], type_=sa.Text())


def _task_description(row: From) -> Clause:
    return row.c.name


_OF_ONE_ROW: Final[Mapping[str, Callable[[From], Clause]]] = {
    "late_to_resolve": _late("time_to_resolve", "solvedate"),
    "late_to_own": _late("time_to_own", "takeintoaccountdate"),
    "late_to_resolve_internally": _late("internal_time_to_resolve", "solvedate"),
    "late_to_own_internally": _late("internal_time_to_own", "takeintoaccountdate"),
    "time_cost": _time_cost,
    "total_cost": _total_cost,
    "free_share": _free_share,
    "full_name": _full_name,
    "task_description": _task_description,
}
_SCALES: Final = {"time_cost": 12, "total_cost": 12}


def computed(model: Model, tables: Tables, name: str, item: Item, row: From) -> Clause:
    """The value of a named expression for one row."""
    if name == "next_escalation":
        return _next_escalation(model, tables, item, row)
    return _OF_ONE_ROW[name](row)


def aggregate_of(name: str, row: From) -> Clause:
    """The column, or the named expression of one row, that an aggregate is made over."""
    return _OF_ONE_ROW[name](row) if name in _OF_ONE_ROW else row.c[name]


def mean_frequency(row: From) -> Clause:
    mean = sa.func.sum(row.c.frequency) * sa.literal_column("1.0", sa.Numeric(20, 4)) / sa.func.count(row.c.id)
    return sa.type_coerce(mean, sa.Numeric(20, 4))


def sum_of(name: str, row: From) -> Clause:
    """A sum, with as many decimals as clients know it with: four more than the column has."""
    inner = aggregate_of(name, row)
    scale = _SCALES.get(name) or (getattr(inner.type, "scale", None) or 0) + 4
    return sa.type_coerce(sa.func.sum(inner), sa.Numeric(30, scale))


def _next_escalation(model: Model, tables: Tables, item: Item, row: From) -> Clause:
    """The earliest date among the rows that wait for a level of an agreement."""
    found: Clause = sa.null()
    for waiting in _waiting(model, tables, item):
        rows = sa.select(sa.func.min(waiting.c.date)).where(waiting.c[item.foreign_key] == row.c.id)
        other = rows.correlate(row).scalar_subquery()
        found = other if isinstance(found, sa.sql.elements.Null) else _earlier(found, other)
    return sa.type_coerce(found, sa.DateTime())


def _earlier(one: Clause, other: Clause) -> Clause:
    return sa.case((one.is_(None), other), (other.is_(None), one), (one < other, one), else_=other)


def _waiting(model: Model, tables: Tables, item: Item) -> Iterator[Any]:
    for other in model.items.values():
        levels = any(link.column.endswith("levels_id") for link in other.links)
        if other.table is not None and levels and other.has(item.foreign_key) and other.has("date"):
            yield tables[other.table].alias()


__all__ = ["aggregate_of", "computed", "mean_frequency", "moment_now", "sum_of"]
