"""Adding a row: admit, decide, commit."""

from __future__ import annotations

from steward.engine.command import Command, Outcome
from steward.engine.store.port import BadValue
from steward.engine.write import cloning, history, naming, sealing, trees, unicity
from steward.engine.write.admit import Side, newcomer
from steward.engine.write.plan import Coerced, Plan
from steward.engine.write.reads import StepReads
from steward.engine.write.rows import HIGHEST_ID, highest_id
from steward.engine.write.work import Row, Work, draft_of
from steward.vocabulary.steps import Draft, Refused


def add(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Outcome:
    coerced = plan.coerce(command.values)
    template = cloning.source_of(work, plan, command, trusted=trusted)
    if template:
        coerced.values = cloning.inherited(plan, template, command.values) | coerced.values
    sides = newcomer(work, plan, coerced.values, trusted=trusted)
    draft = draft_of(work, plan, command, coerced.values, trusted=trusted)
    row = _decided(work, plan, draft, coerced)
    row["id"] = draft.id = _inserted(work, plan, row)
    work.wrote(plan, only_added=True)
    if template:
        cloning.copy_relations(work, plan, template["id"], draft.id)
    _after(work, plan, draft)
    if command.history:
        _record(work, plan, draft, row, sides)
    return Outcome(draft.id, naming.added(plan, draft, row))


def _decided(work: Work, plan: Plan, draft: Draft, coerced: Coerced) -> Row:
    if plan.signs_author and not draft.trusted:
        draft.values.setdefault("users_id", work.actor.user_id)
        draft.values.setdefault("users_id_lastupdater", work.actor.user_id)
    if coerced.dropped:
        draft.say(naming.incorrect(coerced.dropped))
    if plan.item.discriminator:
        draft.values.update([plan.item.discriminator])
    for step in plan.item.on_add:
        step(draft, StepReads(work))
    settle(draft, coerced)
    sealing.seal_new(plan, draft)
    if plan.tree:
        trees.place(work, plan, draft)
    row = plan.row(draft.values, work.now)
    unicity.check(work, plan, draft, row)
    return row


def settle(draft: Draft, coerced: Coerced) -> None:
    """Values that no column takes refuse the write, unless a step put something in their place."""
    for column, message in coerced.errors.items():
        if column not in draft.values:
            raise Refused(message)


def _inserted(work: Work, plan: Plan, row: Row) -> int:
    if plan.numbers_itself:
        return work.tx.insert(plan.table, row)
    return work.tx.insert(plan.table, {**row, "id": _next_id(work, plan)})


def _next_id(work: Work, plan: Plan) -> int:
    """For the tables that do not number their rows themselves."""
    highest = highest_id(work, plan)
    if highest >= HIGHEST_ID:
        raise BadValue("No more ids")
    return highest + 1


def _after(work: Work, plan: Plan, draft: Draft) -> None:
    for step in plan.item.after_add:
        step(draft, StepReads(work))
    if draft.follow_ups or draft.outbox:
        work.carry_out(draft)


def _record(work: Work, plan: Plan, draft: Draft, row: Row, sides: tuple[Side, ...]) -> None:
    """Own history comes after that of the consequences, as recorded."""
    history.created(work, plan, row["id"])
    history.on_sides(work, plan, sides, row, history.ADDED, draft.side_option)
