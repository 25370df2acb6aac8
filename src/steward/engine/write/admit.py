"""Admission: may this actor do this at all? Class rights, the row itself, its entity, its parent or both its sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from steward.engine.query import Denied, Missing
from steward.engine.rights import allows
from steward.engine.write.plan import ENTITY, RECURSIVE, Plan
from steward.engine.write.rows import by_id, entity_line, entity_of, is_id, judged, looked_at
from steward.engine.write.work import Row, Work
from steward.vocabulary.relations import End

DENIED: Final = "You don't have permission to perform this action."
NOT_FOUND: Final = "Item not found"


@dataclass(frozen=True, slots=True)
class Side:
    """What a parent or side column points at. `row` is None when there is no such row, `plan` when there is no such type.

    `seen` and `open`: the actor may see it, and change it (or, where that is enough, see it).
    """

    end: End
    plan: Plan | None
    id: int
    row: Row | None = None
    seen: bool = False
    open: bool = False


def row_for(work: Work, plan: Plan, id: int | None, verb: str, *, trusted: bool) -> Row:
    """The stored row, if it exists and the actor may do `verb` to it; raises Missing or Denied."""
    if id is None or not is_id(id):
        raise Missing(NOT_FOUND)
    if trusted:
        row = by_id(work, plan, id, lock=True)
        if row is None:
            raise Missing(NOT_FOUND)
        return row
    found = judged(work, plan, id, verb, lock=True)
    if found is None:
        raise Missing(NOT_FOUND)
    if not found[2]:
        raise Denied(DENIED)
    return found[0]


def newcomer(work: Work, plan: Plan, values: Row, *, trusted: bool) -> tuple[Side, ...]:
    """Check a row to be added and settle its entity; returns its parent or sides."""
    if not trusted and not allows(work.model, work.actor, plan.item, "create"):
        raise Denied(DENIED)
    sides = sides_of(work, plan, values, judge=not trusted)
    if not trusted:
        check_sides(work, plan, sides)
    if not take_entity(plan, sides, values) and plan.entity_column:
        if values.get(ENTITY) is None:
            values[ENTITY] = work.actor.active_entity
        if not trusted and not _reaches(work, values[ENTITY]):
            raise Denied(DENIED)
    return sides


def _reaches(work: Work, entity: int) -> bool:
    """Who sees the whole tree also reaches entities that are younger than his session's idea of it."""
    if work.actor.reaches(entity):
        return True
    entities = work.plans.role("entity") if work.actor.sees_all else None
    return entities is not None and is_id(entity) and looked_at(work, entities, entity, judge=False) is not None


def sides_of(work: Work, plan: Plan, values: Mapping[str, Any], *, judge: bool = False) -> tuple[Side, ...]:
    return tuple(_side(work, end, values, judge) for end in plan.ends)


def _side(work: Work, end: End, values: Mapping[str, Any], judge: bool) -> Side:
    plan = work.plan(end.item or values.get(end.itemtype_column or ""))
    id = values.get(end.id_column) or 0
    if plan is None or not is_id(id) or (id == 0 and "entity" not in plan.item.roles):
        return Side(end, plan, id if is_id(id) else 0)
    found = looked_at(work, plan, id, judge=judge and end.rights != "none")
    if found is None:
        return Side(end, plan, id)
    row, seen, is_open = found
    return Side(end, plan, id, row, seen or is_open, seen or is_open if end.rights == "view" else is_open)


def take_entity(plan: Plan, sides: Sequence[Side], values: Row) -> bool:
    """Children live where their parent lives: copy entity and recursion from the side that says so."""
    if not plan.item.has(ENTITY):
        return False
    for side in sides:
        if not side.end.takes_entity or side.row is None or side.plan is None:
            continue
        entity = entity_of(side.plan, side.row)
        if entity is None:
            continue
        values[ENTITY] = entity
        if plan.item.has(RECURSIVE):
            values[RECURSIVE] = side.row.get(RECURSIVE, 1 if "entity" in side.plan.item.roles else 0)
        return True
    return False


def check_sides(work: Work, plan: Plan, sides: Sequence[Side]) -> None:
    """Raise Denied unless the rights on the parent, or on both sides, allow to attach something there.

    A side that may be missing and is missing stands in nobody's way, nor does one whose rights are not asked for.
    What stands in a timeline has rules of its own (its steps), and asks only that its parent can be seen.
    """
    asked = [side for side in sides if side.end.rights != "none"]
    if any(side.end.attached and side.row is None for side in asked):
        raise Denied(DENIED)
    checked = [side for side in asked if side.row is not None]
    relation = plan.item.relation
    if relation is None:
        passed = all(side.seen if "timeline" in plan.item.roles else side.open for side in checked)
    else:
        passed = _both_sides_pass(checked, every=relation.always_both)
        passed = passed and (not relation.coherent or coherent(work, sides))
    if not passed:
        raise Denied(DENIED)


def _both_sides_pass(checked: Sequence[Side], *, every: bool) -> bool:
    """One side that may be changed and the other seen; with `every`, all that ask for the same right may be changed."""
    same = [side.open for side in checked if side.end.rights == "same"]
    return all(side.seen for side in checked) and (not same or (all(same) if every else any(same)))


def coherent(work: Work, sides: Sequence[Side]) -> bool:
    """Whether the entities of both sides agree: the same, or one is recursive and above the other."""
    places = [
        (entity, bool(side.row.get(RECURSIVE)) or "entity" in side.plan.item.roles)
        for side in sides
        if side.row is not None and side.plan and (entity := entity_of(side.plan, side.row)) is not None
    ]
    if len(places) < 2 or places[0][0] == places[1][0]:
        return True
    (one, one_spreads), (two, two_spreads) = places
    return (one_spreads and one in entity_line(work, two)) or (two_spreads and two in entity_line(work, one))
