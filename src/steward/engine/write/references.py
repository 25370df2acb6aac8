"""References: columns elsewhere that hold the id of a row. They fall to 0, or to the replacement, when it is purged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from steward.engine.store.text import in_list
from steward.engine.write import history
from steward.engine.write.plan import ENTITY, MODIFIED, Plan
from steward.engine.write.probe import Branch, grouped, ids_param, probe
from steward.engine.write.rows import entity_line, labels
from steward.engine.write.work import Row, Work
from steward.vocabulary.relations import Reference
from steward.vocabulary.steps import Draft, Refused


def _usable(work: Work, plan: Plan, *, by_class: bool) -> list[Reference]:
    tables = work.tools.tables
    return [
        r
        for r in work.model.references.get(plan.table, ())
        if r.table in tables and r.column in tables[r.table].c and "id" in tables[r.table].c and r.by_class <= by_class
    ]


def _condition(plan: Plan, reference: Reference) -> Callable[[sa.Table], sa.ColumnElement[Any]]:
    def points(t: sa.Table) -> sa.ColumnElement[Any]:
        held = in_list(t.c[reference.column], "ids")
        if reference.itemtype_column:
            return sa.and_(t.c[reference.itemtype_column] == plan.item.name, held)
        return held

    return points


def release(work: Work, plan: Plan, rows: Sequence[Row], replacement: int = 0, *, history_kept: bool = True) -> None:
    """Before rows go: let go of them everywhere, one statement a column that holds any; history tells the holders."""
    references = _usable(work, plan, by_class=False)
    if not references:
        return
    branches = [Branch(r.table, _condition(plan, r), r.column) for r in references]
    ids = {row["id"] for row in rows}
    held = probe(work, ("references", plan.item.name), branches, ids_param(ids))
    if not held:
        return
    names = {row["id"]: plan.friendly(row) for row in rows}
    new = history.named("", 0)
    if replacement:
        new = history.named(
            labels(work, {plan.item.name: [replacement]}, within_reach=True).get((plan.item.name, replacement), ""),
            replacement,
        )
    for place, holders in held.items():
        reference = references[place]
        _set(work, reference, [id for id, _ in holders], replacement)
        if history_kept:
            _tell(work, reference, holders, names, new)


def _set(work: Work, reference: Reference, ids: Collection[int], value: int) -> None:
    holder = work.plan_of_table(reference.table)

    def build() -> sa.Update:
        t = work.table(reference.table)
        values: dict[str, Any] = {reference.column: sa.bindparam("value", type_=t.c[reference.column].type)}
        if MODIFIED in t.c:
            values[MODIFIED] = sa.bindparam("now", type_=t.c[MODIFIED].type)
        return sa.update(t).where(in_list(t.c.id, "ids")).values(values)

    key = ("release", reference.table, reference.column)
    work.tx.run(key, build, {"value": value, "now": work.now, "ids": sorted(ids)})
    if holder:
        work.wrote(holder)


def _tell(
    work: Work, reference: Reference, holders: Sequence[tuple[int, Any]], names: Mapping[int, str], new: str
) -> None:
    holder = work.plan_of_table(reference.table)
    if holder is None or not holder.item.history or reference.column in holder.unlogged:
        return
    option = holder.item.option_of_column.get(reference.column)
    if option is None:
        return
    for id, held in holders:
        old = history.named(names.get(held, ""), held)
        history.note(work, holder.item.name, id, history.CHANGE, link="", option=option.number, old=old, new=new)


def refuse_narrowing(work: Work, plan: Plan, draft: Draft) -> None:
    """Recursion cannot be switched off while rows of other entities use this one."""
    if draft.id is None or not plan.entity_column or not (draft.before or {}).get("is_recursive"):
        return
    if draft.get("is_recursive"):
        return
    references = [
        r for r in _usable(work, plan, by_class=True) if ENTITY in work.table(r.table).c and r.table != plan.table
    ]
    branches = [Branch(r.table, _condition(plan, r), ENTITY) for r in references]
    allowed = set(entity_line(work, draft.get(ENTITY)))
    used = probe(work, ("used below", plan.item.name), branches, ids_param([draft.id]))
    if any(entity not in allowed for rows in used.values() for _, entity in rows):
        raise Refused


__all__ = ["grouped", "refuse_narrowing", "release"]
