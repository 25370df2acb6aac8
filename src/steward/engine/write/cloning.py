"""Cloning: a new row that starts as a copy of another one, a template most often, with the relations its type names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import compress
from typing import Any, Final

from steward.engine.command import Command, Verb
from steward.engine.write.admit import sides_of, take_entity
from steward.engine.write.forwarding import members
from steward.engine.write.plan import CREATED, DYNAMIC, ENTITY, MODIFIED, TEMPLATE, TRASHED, Plan
from steward.engine.write.reads import StepReads
from steward.engine.write.rows import by_id, is_id, judged, matching
from steward.engine.write.work import Row, Work, draft_of
from steward.vocabulary.relations import End
from steward.vocabulary.steps import NotAllowed, Refused

_CLONABLE: Final = "Clonable"
_NOT_COPIED: Final = frozenset(
    {
        "id",
        CREATED,
        MODIFIED,
        TRASHED,
        DYNAMIC,
        TEMPLATE,
        "template_name",
        "ancestors_cache",
        "sons_cache",
        "completename",
    }
)
_DEEPEST: Final = 3
_GRANTS: Final = frozenset({"profile_user"})
"""Roles of relations that give rights."""


def source_of(work: Work, plan: Plan, command: Command, *, trusted: bool) -> Row | None:
    """The row that the caller wants copied: an existing one, that he may see, of a type that can be copied."""
    wanted = command.id or command.values.get("_oldID") or command.values.get("id")
    if wanted is None or plan.ends or _CLONABLE not in plan.item.features or "document" in plan.item.roles:
        return None
    try:
        id = int(wanted)
    except (TypeError, ValueError, OverflowError):
        return None
    if not is_id(id):
        return None
    if trusted:
        return by_id(work, plan, id)
    found = judged(work, plan, id, "update")
    return found[0] if found and (found[1] or found[2]) else None


def inherited(plan: Plan, source: Mapping[str, Any], given: Mapping[str, Any]) -> Row:
    """What the copy takes from its source: all that the caller did not give, except identity, state and secrets."""
    hidden = plan.item.undisclosed
    return {n: v for n, v in source.items() if n in plan.coercers and n not in _NOT_COPIED | hidden and n not in given}


def copy_relations(work: Work, plan: Plan, source: int, copy: int) -> None:
    _copy(work, plan, {source: copy}, depth=0)


def _copy(work: Work, plan: Plan, copies: Mapping[int, int], depth: int) -> None:
    """Copy what hangs on the sources; one read a type, one insert a type unless copies have copies of their own."""
    for name in dict.fromkeys(members(work, plan.item.clones)):
        child = work.plans[name]
        for end in child.ends:
            if end.item not in (None, plan.item.name):
                continue
            rows = _rows_of(work, plan, child, end, copies)
            if rows:
                _insert(work, child, end, rows, copies, depth)


def _rows_of(work: Work, plan: Plan, child: Plan, end: End, sources: Collection[int]) -> list[Row]:
    where: dict[str, Any] = {end.id_column: sorted(sources)}
    if end.itemtype_column:
        where[end.itemtype_column] = plan.item.name
    if child.trashable:
        where[TRASHED] = 0
    return matching(work, child, where)


def _insert(work: Work, child: Plan, end: End, rows: list[Row], copies: Mapping[int, int], depth: int) -> None:
    made = [_copied(work, child, end, row, copies) for row in rows]
    if _GRANTS & child.item.roles:
        kept = [_may_add(work, child, new) for new in made]
        rows, made = list(compress(rows, kept)), list(compress(made, kept))
        if not made:
            return
    if child.item.clones and depth < _DEEPEST:
        ids = {old["id"]: work.tx.insert(child.table, new) for old, new in zip(rows, made, strict=True)}
        _copy(work, child, ids, depth + 1)
    else:
        work.tx.insert_many(child.table, made)
    work.wrote(child)


def _may_add(work: Work, child: Plan, values: Row) -> bool:
    """Whether the caller might have added such a row himself: a copy must not give anybody more than that."""
    if work.actor.is_system:
        return True
    draft = draft_of(work, child, Command(Verb.ADD, child.item.name, None, values), values, trusted=False)
    try:
        for step in child.item.on_add:
            step(draft, StepReads(work))
    except (NotAllowed, Refused):
        return False
    return ENTITY not in values or work.actor.reaches(values[ENTITY])


def _copied(work: Work, child: Plan, end: End, row: Row, copies: Mapping[int, int]) -> Row:
    values = {n: v for n, v in row.items() if n not in _NOT_COPIED}
    values[end.id_column] = copies[row[end.id_column]]
    take_entity(child, sides_of(work, child, values), values)
    return child.row(values, work.now)
