"""Forwarding: children and relations that live where their parent lives move with it, level by level, in set statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa

from steward.engine.store.text import in_list
from steward.engine.write.plan import ENTITY, RECURSIVE, Plan
from steward.engine.write.work import Work
from steward.vocabulary.relations import End
from steward.vocabulary.steps import Draft


def forward(work: Work, plan: Plan, draft: Draft) -> None:
    """After an update: if entity or recursion changed, so do those of everything that takes them from this row."""
    if draft.id is None or not (draft.changes(ENTITY) or draft.changes(RECURSIVE)):
        return
    _push(work, plan, [draft.id], {ENTITY: draft.get(ENTITY), RECURSIVE: draft.get(RECURSIVE, 0)}, depth=0)


def _push(work: Work, plan: Plan, ids: Collection[int], place: dict[str, Any], depth: int) -> None:
    for child, end in _receivers(work, plan):
        moved = _rows_below(work, plan, child, end, ids)
        if moved:
            _move(work, child, moved, place)
            if depth < 10:
                _push(work, child, moved, place, depth + 1)


def _receivers(work: Work, plan: Plan) -> Iterator[tuple[Plan, End]]:
    for name in members(work, plan.item.forwards_entity_to):
        child = work.plan(name)
        if child is None or not child.item.has(ENTITY):
            continue
        for end in child.ends:
            if end.takes_entity and end.item in (None, plan.item.name):
                yield child, end


def members(work: Work, names: Collection[str]) -> Iterator[str]:
    """Item types by name; the name of a family stands for all types that descend from it."""
    for name in names:
        if work.plan(name):
            yield name
        else:
            yield from (item.name for item in work.model.items.values() if name in item.ancestors and item.table)


def _rows_below(work: Work, plan: Plan, child: Plan, end: End, ids: Collection[int]) -> list[int]:
    def build() -> sa.Select[Any]:
        t = work.table(child.table)
        tests = [in_list(t.c[end.id_column], "ids")]
        if end.itemtype_column:
            tests.append(t.c[end.itemtype_column] == sa.bindparam("itemtype"))
        return sa.select(t.c.id).where(*tests)

    key = ("below", child.item.name, end.id_column, end.itemtype_column)
    params = {"ids": sorted(ids), "itemtype": plan.item.name}
    return [row[0] for row in work.tx.all(key, build, params)]


def _move(work: Work, child: Plan, ids: Collection[int], place: dict[str, Any]) -> None:
    columns = [name for name in (ENTITY, RECURSIVE) if child.item.has(name)]

    def build() -> sa.Update:
        t = work.table(child.table)
        values = {name: sa.bindparam(f"new_{name}", type_=t.c[name].type) for name in columns}
        return sa.update(t).where(in_list(t.c.id, "ids")).values(values)

    params = {f"new_{name}": place[name] for name in columns}
    work.tx.run(("move", child.table), build, {**params, "ids": sorted(ids)})
    work.wrote(child)
