"""Updating a row: only what changes is written, compared with the row as it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.engine.command import Command, Outcome
from steward.engine.query import Denied
from steward.engine.write import forwarding, history, locks, naming, references, sealing, trees, unicity
from steward.engine.write.add import settle
from steward.engine.write.admit import Side, check_sides, row_for, sides_of, take_entity
from steward.engine.write.plan import CREATED, ENTITY, MODIFIED, RECURSIVE, TRASHED, Coerced, Plan
from steward.engine.write.reads import StepReads
from steward.engine.write.work import Row, Work, draft_of
from steward.vocabulary.steps import Draft, Refused

_LASTUPDATER: Final = "users_id_lastupdater"


def update(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Outcome:
    before = row_for(work, plan, command.id, "update", trusted=trusted)
    coerced = plan.coerce(command.values)
    draft = draft_of(work, plan, command, coerced.values, before, trusted=trusted)
    _decide(work, plan, draft, coerced)
    _moved_sides(work, plan, draft)
    changed = {n: v for n, v in draft.values.items() if n in before and n != "id" and not _same(v, before[n])}
    if changed:
        _commit(work, plan, draft, changed, history_kept=command.history)
    for step in (*plan.item.after_update, *(plan.item.after_delete if _trashes(plan, draft) else ())):
        step(draft, StepReads(work))
    if draft.follow_ups or draft.outbox:
        work.carry_out(draft)
    return Outcome(draft.id, " ".join(draft.messages))


def _trashes(plan: Plan, draft: Draft) -> bool:
    """Whether the update is a deletion in other words."""
    return plan.trashable and draft.changes(TRASHED) and bool(draft.get(TRASHED))


def _decide(work: Work, plan: Plan, draft: Draft, coerced: Coerced) -> None:
    if coerced.dropped:
        draft.say(naming.incorrect(coerced.dropped))
    if plan.item.parent and plan.item.parent.takes_entity:
        draft.values.pop(ENTITY, None)
    if plan.item.discriminator:
        draft.values.pop(plan.item.discriminator[0], None)
    if draft.trusted and MODIFIED in draft.input:
        draft.values[MODIFIED] = draft.input[MODIFIED]
    for step in (*plan.item.on_update, *(plan.item.on_delete if _trashes(plan, draft) else ())):
        step(draft, StepReads(work))
    settle(draft, coerced)
    sealing.seal_new(plan, draft)
    if plan.tree:
        trees.place(work, plan, draft)
    if RECURSIVE in draft.values:
        references.refuse_narrowing(work, plan, draft)


def _moved_sides(work: Work, plan: Plan, draft: Draft) -> None:
    """A child or relation that is hung elsewhere needs the rights there too, and moves into that entity."""
    columns = [name for end in plan.ends for name in (end.id_column, end.itemtype_column) if name]
    if not any(draft.changes(name) for name in columns):
        return
    row = {**(draft.before or {}), **draft.values}
    sides = sides_of(work, plan, row, judge=not draft.trusted)
    if not draft.trusted:
        try:
            check_sides(work, plan, sides)
        except Denied:
            raise Refused(
                f"Cannot update item {plan.item.plural} #{draft.id}: not enough right on the parent(s) item(s)"
            ) from None
    place: Row = {}
    if take_entity(plan, sides, place):
        draft.values.update(place)


def _same(new: Any, old: Any) -> bool:
    return bool(new == old) and (new is None) == (old is None)


def _commit(work: Work, plan: Plan, draft: Draft, changed: Row, *, history_kept: bool) -> None:
    assert draft.id is not None and draft.before is not None
    if set(changed) != {MODIFIED}:
        unicity.check(work, plan, draft, {**draft.before, **draft.values})
    written = dict(changed)
    if plan.item.has(MODIFIED) and not (draft.trusted and MODIFIED in changed):
        written[MODIFIED] = work.now
    if plan.signs_author and not draft.trusted:
        written[_LASTUPDATER] = work.actor.user_id
    work.tx.update(plan.table, draft.id, written)
    work.wrote(plan)
    if plan.tree:
        trees.follow(work, plan, draft)
    if plan.item.forwards_entity_to:
        forwarding.forward(work, plan, draft)
    locks.lock_edited(work, plan, draft, changed, trusted=draft.trusted)
    if history_kept:
        _record(work, plan, draft, changed)


def _record(work: Work, plan: Plan, draft: Draft, changed: Mapping[str, Any]) -> None:
    assert draft.id is not None and draft.before is not None
    if not (plan.item.history or plan.ends):
        return
    changes = history.changes_of(work, plan, draft.before, changed)
    history.updated(work, plan, draft.id, changes)
    if plan.trashable and TRASHED in changed:
        history.trashed(work, plan, draft.id, restored=not changed[TRASHED])
    if plan.ends and changed.keys() != {CREATED}:
        _record_on_sides(work, plan, draft, changes)


def _record_on_sides(work: Work, plan: Plan, draft: Draft, changes: list[history.Change]) -> None:
    """Sides hear of changed fields; where the relation itself moved, the old ones lose it and the new ones gain it."""
    assert draft.before is not None
    row = {**draft.before, **draft.values}
    old, new = sides_of(work, plan, draft.before), sides_of(work, plan, row)
    if _places(old) == _places(new):
        history.changed_on_sides(work, plan, new, changes)
        return
    history.on_sides(work, plan, old, dict(draft.before), history.REMOVED)
    history.on_sides(work, plan, new, row, history.ADDED)


def _places(sides: tuple[Side, ...]) -> list[tuple[str | None, int]]:
    return [(side.plan.item.name if side.plan else None, side.id) for side in sides]
