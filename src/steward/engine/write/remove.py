"""Removing rows: into the trash, out of it again, or for good."""

from __future__ import annotations

from typing import Final

from steward.engine.command import Command, Outcome, Verb
from steward.engine.query import Missing
from steward.engine.write import history, trees
from steward.engine.write.admit import row_for, sides_of
from steward.engine.write.cascade import Purging
from steward.engine.write.plan import DYNAMIC, MODIFIED, TEMPLATE, TRASHED, Plan
from steward.engine.write.reads import StepReads
from steward.engine.write.rows import by_id, is_id
from steward.engine.write.work import Row, Work, draft_of
from steward.vocabulary.steps import Draft

_KEEP_CONFIG: Final = "keep_devices_when_purging_item"


def remove(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Outcome:
    """Delete: purges where the type has no trash, or the row does not go there, or the caller insists."""
    row = by_id(work, plan, command.id) if command.id is not None and is_id(command.id) else None
    if row is None:
        raise Missing
    if _purges(plan, row, command):
        return _purge(work, plan, command, trusted=trusted)
    before = row_for(work, plan, command.id, "delete", trusted=trusted)
    draft = draft_of(work, plan, command, {}, before, trusted=trusted)
    if not before[TRASHED]:
        _trash(work, plan, draft, history_kept=command.history)
    return Outcome(draft.id, " ".join(draft.messages))


def _purges(plan: Plan, row: Row, command: Command) -> bool:
    if not plan.trashable or command.verb is Verb.PURGE or (command.force and command.verb is Verb.DELETE):
        return True
    return bool(row.get(TEMPLATE)) or (plan.item.locks_deleted and not row.get(DYNAMIC))


def _trash(work: Work, plan: Plan, draft: Draft, *, history_kept: bool) -> None:
    for step in plan.item.on_delete:
        step(draft, StepReads(work))
    _mark(work, plan, draft, 1)
    if history_kept:
        _tell(work, plan, draft)
    for step in plan.item.after_delete:
        step(draft, StepReads(work))
    work.carry_out(draft)


def _tell(work: Work, plan: Plan, draft: Draft, *, restored: bool = False) -> None:
    assert draft.before is not None and draft.id is not None
    history.trashed(work, plan, draft.id, restored=restored)
    if plan.item.locks_deleted:
        history.locked(work, plan, sides_of(work, plan, draft.before), dict(draft.before), unlocked=restored)


def _mark(work: Work, plan: Plan, draft: Draft, deleted: int) -> None:
    """Steps of the trash may set further columns."""
    assert draft.id is not None
    values = {n: v for n, v in draft.values.items() if n in plan.coercers}
    values[TRASHED] = deleted
    if plan.item.has(MODIFIED):
        values[MODIFIED] = work.now
    work.tx.update(plan.table, draft.id, values)
    work.wrote(plan)


def restore(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Outcome:
    before = row_for(work, plan, command.id, "delete", trusted=trusted)
    draft = draft_of(work, plan, command, {}, before, trusted=trusted)
    if plan.trashable and before[TRASHED]:
        _mark(work, plan, draft, 0)
        if command.history:
            _tell(work, plan, draft, restored=True)
    return Outcome(draft.id)


def _purge(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Outcome:
    before = row_for(work, plan, command.id, "purge", trusted=trusted)
    sides = sides_of(work, plan, before)
    draft = draft_of(work, plan, command, {}, before, trusted=trusted)
    draft.verb = Verb.PURGE
    for step in plan.item.on_purge:
        step(draft, StepReads(work))
    if plan.tree:
        trees.refuse_root(plan, before["id"])
    purging = Purging(work, draft, _replacement(plan, draft), _keeps_components(work, plan, draft))
    purging.purge(plan, [before], named=True)
    for step in plan.item.after_purge:
        step(draft, StepReads(work))
    work.carry_out(draft)
    if command.history:
        history.on_sides(work, plan, sides, before, history.REMOVED)
    return Outcome(command.id, " ".join(draft.messages))


def _replacement(plan: Plan, draft: Draft) -> int:
    """The id that takes the purged one's place where it was used."""
    try:
        id = int(draft.input.get("_replace_by") or 0)
    except (TypeError, ValueError, OverflowError):
        return 0
    return id if is_id(id) and id != draft.id else 0


def _keeps_components(work: Work, plan: Plan, draft: Draft) -> bool:
    if "keep_devices" in draft.input:
        return draft.input["keep_devices"] not in (None, "", 0, "0", False, "false")
    if not plan.item.forwards_entity_to:
        return False
    return StepReads(work).config(_KEEP_CONFIG) == "1"
