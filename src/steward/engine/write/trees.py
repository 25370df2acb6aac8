"""Trees: complete names and levels follow parents; moves and removals rewrite whole subtrees in set statements.

`ancestors_cache` and `sons_cache` are left empty: clients may see NULL there, and nothing of ours reads them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.store.text import in_list
from steward.engine.write.plan import Plan
from steward.engine.write.rows import by_ids, in_reach, is_id, sons
from steward.engine.write.work import Row, Work
from steward.vocabulary.steps import Draft, NotAllowed, Refused

SEPARATOR: Final = " > "
LONGEST_PATH: Final = 65_535


def place(work: Work, plan: Plan, draft: Draft) -> None:
    """Settle where a row stands before it is written; a row cannot move below itself."""
    values, before = draft.values, draft.before
    parent_column, name_column = plan.item.foreign_key, plan.item.name_field
    if before is None:
        values.setdefault(name_column, "")
        if values[name_column] is None:
            values[name_column] = ""
    elif not (draft.changes(parent_column) or draft.changes(name_column)):
        return
    parent_id = draft.get(parent_column) or 0
    if before is not None and draft.changes(parent_column):
        _refuse_ring(work, plan, draft, parent_id)
    parent = _parent(work, plan, parent_id, draft)
    name = str(draft.get(name_column) or "")
    values["completename"] = f"{parent['completename']}{SEPARATOR}{name}" if parent else name
    values["level"] = parent["level"] + 1 if parent else 1
    if len(values["completename"].encode()) > LONGEST_PATH:
        raise Refused("Data too long for column 'completename'")


def _refuse_ring(work: Work, plan: Plan, draft: Draft, parent_id: int) -> None:
    if _is_root(plan, draft.id) or parent_id == draft.id:
        raise Refused
    assert draft.id is not None
    if parent_id in sons(work, plan, [draft.id]):
        raise Refused


def _is_root(plan: Plan, id: int | None) -> bool:
    """The one row of the entity tree that everything hangs below."""
    return id == 0 and "entity" in plan.item.roles


def _parent(work: Work, plan: Plan, parent_id: int, draft: Draft) -> Row | None:
    if not is_id(parent_id) or (parent_id == 0 and (not plan.item.roles & {"entity"} or _is_root(plan, draft.id))):
        return None
    # Locked, so that nobody renames or moves the parent before this row stands below it.
    columns = ("id", "completename", "level", *plan.place_columns)
    found = by_ids(work, plan, [parent_id], columns, lock=True)
    if found and not draft.trusted and not in_reach(work, plan, found[0]):
        raise NotAllowed  # the path would tell the names above
    return found[0] if found else None


def follow(work: Work, plan: Plan, draft: Draft) -> None:
    """After a row moved or was renamed: rewrite the paths of all below it."""
    before = draft.before
    if before is None or draft.id is None or not draft.changes("completename"):
        return
    old, new = f"{before['completename'] or ''}{SEPARATOR}", f"{draft.values['completename']}{SEPARATOR}"
    done = {draft.id}
    # Again until nothing is left: while a rewrite waited for a row's lock, that row may have got children.
    while below := set(sons(work, plan, [draft.id])) - done:
        _rewrite(work, plan, below, old, new, draft.values["level"] - (before["level"] or 1))
        done |= below


def close_gap(work: Work, plan: Plan, row: Row) -> None:
    """Before a row goes: hang its children below its own parent."""
    parent_column = plan.item.foreign_key
    below = [id for id in sons(work, plan, [row["id"]]) if id != row["id"]]
    if not below:
        return
    if "entity" in plan.item.roles:
        raise Refused("You cannot delete an entity which contains sub-entities.")

    def reattach() -> sa.Update:
        t = work.table(plan.table)
        return (
            sa.update(t)
            .where(t.c[parent_column] == sa.bindparam("gone"))
            .values({parent_column: sa.bindparam("parent", type_=t.c[parent_column].type)})
        )

    path, name = row["completename"] or "", row[plan.item.name_field] or ""
    work.tx.run(("reattach", plan.table), reattach, {"gone": row["id"], "parent": row[parent_column] or 0})
    _rewrite(work, plan, below, f"{path}{SEPARATOR}", path.removesuffix(name) if path != name else "", -1)
    work.wrote(plan)


def refuse_root(plan: Plan, id: int) -> None:
    if _is_root(plan, id):
        raise Refused


def _rewrite(work: Work, plan: Plan, ids: Collection[int], old: str, new: str, deeper: int) -> None:
    """Put `new` in place of the beginning `old` of the paths of the given rows."""

    def build() -> sa.Update:
        t = work.table(plan.table)
        start = sa.cast(sa.bindparam("start", type_=sa.Integer()), sa.Integer())
        rest: sa.ColumnElement[Any] = sa.func.substr(t.c.completename, start)
        path = sa.bindparam("new", type_=sa.Text()).concat(rest)
        level = t.c.level + sa.bindparam("deeper", type_=sa.Integer())
        changed = {"completename": path, "level": level, "ancestors_cache": sa.null(), "sons_cache": sa.null()}
        return sa.update(t).where(in_list(t.c.id, "ids")).values(changed)

    values = {"new": new, "start": len(old) + 1, "deeper": deeper, "ids": sorted(ids)}
    work.tx.run(("rewrite paths", plan.table), build, values)
