"""Locks: fields of automatically inventoried rows that people edited, so that inventories leave them alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from steward.engine.write.coercion import SHORT_TEXT
from steward.engine.write.plan import DYNAMIC, MODIFIED, TRASHED, Plan
from steward.engine.write.rows import matching
from steward.engine.write.work import Work
from steward.vocabulary.steps import Draft

_NEVER: Final = frozenset({DYNAMIC, MODIFIED, TRASHED})


def lock_edited(work: Work, plan: Plan, draft: Draft, changed: Collection[str], *, trusted: bool) -> None:
    """After an update by a person: remember the edited columns with what they held before."""
    before: Mapping[str, Any] = draft.before or {}
    edited = [name for name in changed if name not in _NEVER]
    locks = work.plans.role("lock")
    if trusted or locks is None or not edited or not (plan.item.dynamic and before.get(DYNAMIC)):
        return
    place = {"itemtype": plan.item.name, "items_id": draft.id}
    locked = {row["field"] for row in matching(work, locks, place, ("id", "field"))}
    rows = [
        locks.row({**place, "field": name, "value": _shown(before.get(name))}, work.now)
        for name in edited
        if name not in locked
    ]
    if rows:
        work.tx.insert_many(locks.table, rows)


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)[:SHORT_TEXT]
